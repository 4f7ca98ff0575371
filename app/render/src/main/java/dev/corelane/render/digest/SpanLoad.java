package dev.corelane.render.digest;

import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// All spans of a category, of all threads: how many ended and how long they were, and the spans
/// themselves stacked so that none covers another.
public final class SpanLoad {
  /// More spans at a time are not stacked.
  public static final int MOST_SLOTS = 64;

  private static final int LEVELS = 44;
  private static final List<String> FIRST = List.of("transaction", "query", "request");

  private final String category;
  private final long originNs;
  private final long[] ends;
  private final int[] rowByEnd;
  private final double[] lengthBefore;
  private final double[] peakCount = new double[LEVELS];
  private final double[] peakMeanNs = new double[LEVELS];
  private final List<Pieces> slots;
  private final long medianNs;

  private SpanLoad(String category, Timeline timeline, int[] rows) {
    this.category = category;
    originNs = timeline.range().startNs();
    long[] starts = new long[rows.length];
    long[] unordered = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Span span = timeline.spans().get(rows[i]);
      starts[i] = span.startNs();
      unordered[i] = span.endNs();
    }
    int[] order =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> unordered[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    ends = new long[rows.length];
    rowByEnd = new int[rows.length];
    lengthBefore = new double[rows.length + 1];
    long[] lengths = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ends[i] = unordered[order[i]];
      rowByEnd[i] = rows[order[i]];
      lengths[i] = ends[i] - starts[order[i]];
      lengthBefore[i + 1] = lengthBefore[i] + lengths[i];
    }
    Arrays.sort(lengths);
    medianNs = lengths[lengths.length / 2];
    findPeaks();
    slots = stack(timeline, rows, starts, unordered);
  }

  static List<SpanLoad> of(Timeline timeline) {
    List<String> categories = new ArrayList<>();
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < timeline.spans().size(); i++) {
      String category = timeline.spans().get(i).category();
      int at = categories.indexOf(category);
      if (at < 0) {
        at = categories.size();
        categories.add(category);
        rows.add(new ArrayList<>());
      }
      rows.get(at).add(i);
    }
    return IntStream.range(0, categories.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer c) -> rank(categories.get(c)))
                .thenComparingInt(c -> -rows.get(c).size()))
        .map(
            c ->
                new SpanLoad(
                    categories.get(c),
                    timeline,
                    rows.get(c).stream().mapToInt(Integer::intValue).toArray()))
        .toList();
  }

  /// The work that users wait for comes before what the kernel did meanwhile.
  private static int rank(String category) {
    int rank = FIRST.indexOf(category);
    return rank < 0 ? FIRST.size() : rank;
  }

  /// The largest numbers of aligned windows of 1, 2, 4, ... ns.
  private void findPeaks() {
    for (int level = 0; level < LEVELS; level++) {
      int i = 0;
      while (i < ends.length) {
        long window = (ends[i] - originNs) >> level;
        int first = i;
        while (i < ends.length && (ends[i] - originNs) >> level == window) {
          i++;
        }
        peakCount[level] = Math.max(peakCount[level], i - first);
        double mean = (lengthBefore[i] - lengthBefore[first]) / (i - first);
        peakMeanNs[level] = Math.max(peakMeanNs[level], mean);
      }
    }
  }

  private static List<Pieces> stack(Timeline timeline, int[] rows, long[] starts, long[] ends) {
    List<List<Integer>> slots = new ArrayList<>();
    var busy = new PriorityQueue<long[]>(Comparator.comparingLong(s -> s[0]));
    var free = new PriorityQueue<Integer>();
    for (int i = 0; i < rows.length; i++) {
      while (!busy.isEmpty() && busy.element()[0] <= starts[i]) {
        free.add((int) busy.remove()[1]);
      }
      Integer slot = free.poll();
      if (slot == null) {
        slot = slots.size();
        slots.add(new ArrayList<>());
      }
      if (slots.size() > MOST_SLOTS) {
        return List.of();
      }
      slots.get(slot).add(i);
      busy.add(new long[] {Math.max(ends[i], starts[i] + 1), slot});
    }
    return slots.stream().map(slot -> pieces(timeline, slot, rows, starts, ends)).toList();
  }

  private static Pieces pieces(
      Timeline timeline, List<Integer> slot, int[] rows, long[] starts, long[] ends) {
    var in = new Pieces.Intervals(slot.size());
    for (int i = 0; i < slot.size(); i++) {
      int span = slot.get(i);
      in.rows[i] = rows[span];
      in.starts[i] = starts[span];
      in.ends[i] = ends[span];
      in.tasks[i] = Task.UNKNOWN;
    }
    return Pieces.of(timeline, in, Pieces.Overlap.EARLIEST);
  }

  /// @return what the spans are
  public String category() {
    return category;
  }

  /// @return how many there are
  public int count() {
    return ends.length;
  }

  /// @return the length of the middle one, ns
  public long medianNs() {
    return medianNs;
  }

  /// The spans in rows without overlap, the lowest free row first.
  ///
  /// @return the rows; none if more than [#MOST_SLOTS] would be needed
  public List<Pieces> slots() {
    return slots;
  }

  /// The row that a span is stacked in.
  ///
  /// @param span row of SPANS
  /// @param startNs its start
  /// @return index in [#slots()], -1 if it is in none
  public int slotOf(long span, long startNs) {
    for (int slot = 0; slot < slots.size(); slot++) {
      int piece = slots.get(slot).at(startNs);
      if (piece >= 0 && slots.get(slot).row(piece) == span) {
        return slot;
      }
    }
    return -1;
  }

  /// How many spans ended in a stretch of time.
  ///
  /// @param fromNs start
  /// @param toNs end, excluded
  /// @return the number
  public int ended(long fromNs, long toNs) {
    return first(toNs) - first(fromNs);
  }

  /// Mean length of the spans that ended in a stretch of time.
  ///
  /// @param fromNs start
  /// @param toNs end, excluded
  /// @return ns, 0 if none ended
  public double meanNs(long fromNs, long toNs) {
    int from = first(fromNs);
    int to = first(toNs);
    return from == to ? 0 : (lengthBefore[to] - lengthBefore[from]) / (to - from);
  }

  /// The longest span that ended in a stretch of time.
  ///
  /// @param fromNs start
  /// @param toNs end, excluded
  /// @return its row of SPANS, -1 if none ended
  public int longest(long fromNs, long toNs) {
    int best = -1;
    double bestNs = -1;
    for (int i = first(fromNs); i < first(toNs); i++) {
      double ns = lengthBefore[i + 1] - lengthBefore[i];
      if (ns > bestNs) {
        best = rowByEnd[i];
        bestNs = ns;
      }
    }
    return best;
  }

  /// The largest number of spans that ended in one stretch of about a length.
  ///
  /// @param ns the length
  /// @return spans per such a stretch
  public double peakCount(double ns) {
    int level = level(ns);
    return peakCount[level] * Math.max(1, ns / (1L << level));
  }

  /// The largest mean length of the spans that ended in one stretch of about a length.
  ///
  /// @param ns the length
  /// @return ns
  public double peakMeanNs(double ns) {
    return peakMeanNs[level(ns)];
  }

  private static int level(double ns) {
    return Math.clamp((int) (Math.log(Math.max(1, ns)) / Math.log(2)), 0, LEVELS - 1);
  }

  private int first(long timeNs) {
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] < timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
