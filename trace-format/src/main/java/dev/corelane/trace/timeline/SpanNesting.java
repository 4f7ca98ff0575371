package dev.corelane.trace.timeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds the parent of every span: the shortest span of the same task that encloses it.
final class SpanNesting {
  private static final int START = 0;
  private static final int END = 1;
  private static final int PARENT = 2;

  private SpanNesting() {}

  static Table nest(AppendTable spans, Arena target) {
    Table byTime = spans.freeze(target, outerFirst(spans.column(START), spans.column(END)));
    LongColumn start = byTime.i64("start");
    LongColumn end = byTime.i64("end");
    IntColumn task = byTime.i32("task");
    MemorySegment parents = target.allocate(byTime.rows() * Long.BYTES, Long.BYTES);
    Map<Integer, Deque<Long>> open = new HashMap<>();
    for (long row = 0; row < byTime.rows(); row++) {
      Deque<Long> stack = open.computeIfAbsent(task.get(row), t -> new ArrayDeque<>());
      while (!stack.isEmpty()
          && (end.get(stack.peek()) < end.get(row) || end.get(stack.peek()) <= start.get(row))) {
        stack.pop();
      }
      parents.setAtIndex(LongColumn.LAYOUT, row, stack.isEmpty() ? -1 : stack.peek());
      stack.push(row);
    }
    List<MemorySegment> data = new ArrayList<>();
    for (int c = 0; c < byTime.schema().columns().size(); c++) {
      data.add(c == PARENT ? parents : byTime.bytes(c));
    }
    return new Table(TableSchema.SPANS, byTime.rows(), data);
  }

  /// The rows by start; of equal starts the longest first, since inner spans end, and so are often
  /// recorded, before the outer ones.
  private static int[] outerFirst(AppendColumn start, AppendColumn end) {
    int rows = Math.toIntExact(start.rows());
    int[] order = TimeOrder.of(start);
    if (order == null) {
      order = IntStream.range(0, rows).toArray();
    }
    int from = 0;
    for (int to = 1; to <= rows; to++) {
      if (to == rows || start.getLong(order[to]) != start.getLong(order[from])) {
        if (to - from > 1) {
          int[] sorted =
              Arrays.stream(order, from, to)
                  .boxed()
                  .sorted(Comparator.comparingLong((Integer row) -> -end.getLong(row)))
                  .mapToInt(Integer::intValue)
                  .toArray();
          System.arraycopy(sorted, 0, order, from, sorted.length);
        }
        from = to;
      }
    }
    return order;
  }
}
