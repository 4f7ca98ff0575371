package dev.corelane.analysis.locks;

/// Finds holds or waits of one lock or one thread at a moment or in an interval.
final class IntervalIndex {
  /// Takes a row.
  interface RowSink {
    void accept(int row);
  }

  private final LockFacts facts;
  private final Grouping groups;
  private final long[] latestEnd;

  /// @param groups rows of the facts by lock or by thread
  /// @param count how many groups there are
  IntervalIndex(LockFacts facts, Grouping groups, int count) {
    this.facts = facts;
    this.groups = groups;
    this.latestEnd = new long[facts.size];
    for (int group = 0; group < count; group++) {
      long latest = Long.MIN_VALUE;
      for (int place = groups.from(group); place < groups.to(group); place++) {
        latest = Math.max(latest, facts.end[groups.row(place)]);
        latestEnd[place] = latest;
      }
    }
  }

  /// Answers for one group at moments that never go back.
  Cursor cursor(int group) {
    return new Cursor(groups.from(group), groups.to(group));
  }

  final class Cursor {
    private final int first;
    private final int to;
    private int next;

    private Cursor(int first, int to) {
      this.first = first;
      this.to = to;
      this.next = first;
    }

    /// Whether an interval of the group began by a moment and ends later.
    boolean waitedAt(long timeNs) {
      while (next < to && facts.start[groups.row(next)] <= timeNs) {
        next++;
      }
      return next > first && latestEnd[next - 1] > timeNs;
    }
  }

  /// Whether any interval of the group has some time in common with one.
  boolean any(int group, long fromNs, long toNs) {
    int place = firstStartingAfter(group, toNs - 1) - 1;
    return place >= groups.from(group) && latestEnd[place] > fromNs;
  }

  /// All rows of a group that have some time in common with an interval, by start.
  void overlapping(int group, long fromNs, long toNs, RowSink sink) {
    int to = firstStartingAfter(group, toNs - 1);
    for (int place = firstEndingAfter(group, to, fromNs); place < to; place++) {
      int row = groups.row(place);
      if (facts.end[row] > fromNs) {
        sink.accept(row);
      }
    }
  }

  private int firstStartingAfter(int group, long timeNs) {
    int low = groups.from(group);
    int high = groups.to(group);
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (facts.start[groups.row(mid)] <= timeNs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  private int firstEndingAfter(int group, int to, long timeNs) {
    int low = groups.from(group);
    int high = to;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (latestEnd[mid] <= timeNs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
