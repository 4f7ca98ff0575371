package dev.corelane.trace.timeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the parent of every span: the shortest span of the same task that encloses it.
final class SpanNesting {
  private static final int START = 0;
  private static final int END = 1;
  private static final int PARENT = 2;
  private static final long NONE = -1;

  private SpanNesting() {}

  static Table nest(AppendTable spans, Arena target) {
    Table byTime =
        spans.freeze(target, TimeOrder.outerFirst(spans.column(START), spans.column(END)));
    LongColumn start = byTime.i64("start");
    LongColumn end = byTime.i64("end");
    IntColumn task = byTime.i32("task");
    MemorySegment parents = target.allocate(byTime.rows() * Long.BYTES, Long.BYTES);
    long[] innermost = {};
    for (long row = 0; row < byTime.rows(); row++) {
      int owner = task.get(row) + 1;
      if (owner >= innermost.length) {
        int known = innermost.length;
        innermost = Arrays.copyOf(innermost, Math.max(owner + 1, 2 * known));
        Arrays.fill(innermost, known, innermost.length, NONE);
      }
      long parent = innermost[owner];
      while (parent != NONE
          && (end.get(parent) < end.get(row) || end.get(parent) <= start.get(row))) {
        parent = parents.getAtIndex(LongColumn.LAYOUT, parent);
      }
      parents.setAtIndex(LongColumn.LAYOUT, row, parent);
      innermost[owner] = row;
    }
    List<MemorySegment> data = new ArrayList<>();
    for (int c = 0; c < byTime.schema().columns().size(); c++) {
      data.add(c == PARENT ? parents : byTime.bytes(c));
    }
    return new Table(TableSchema.SPANS, byTime.rows(), data);
  }
}
