package dev.corelane.analysis.locks;

import dev.corelane.trace.timeline.Timeline;

/// Finds the waits for a lock at a moment or in an interval.
final class WaitQueues {
  /// Takes a row of the waits.
  interface RowSink {
    void accept(int row);
  }

  private final LockFacts waits;
  private final Grouping byLock;
  private final long[] latestEnd;

  WaitQueues(Timeline timeline, LockFacts waits) {
    this.waits = waits;
    this.byLock = waits.byLock(timeline);
    this.latestEnd = new long[waits.size];
    for (int lock = 0; lock < timeline.locks().size(); lock++) {
      long latest = Long.MIN_VALUE;
      for (int place = byLock.from(lock); place < byLock.to(lock); place++) {
        latest = Math.max(latest, waits.end[byLock.row(place)]);
        latestEnd[place] = latest;
      }
    }
  }

  /// Whether someone waits at a moment: a wait that began by then and ends later.
  boolean waitedFor(int lock, long timeNs) {
    int place = firstStartingAfter(lock, timeNs) - 1;
    return place >= byLock.from(lock) && latestEnd[place] > timeNs;
  }

  /// All waits that have some time in common with an interval, by start.
  void overlapping(int lock, long fromNs, long toNs, RowSink sink) {
    int to = firstStartingAfter(lock, toNs - 1);
    for (int place = firstEndingAfter(lock, to, fromNs); place < to; place++) {
      int row = byLock.row(place);
      if (waits.end[row] > fromNs) {
        sink.accept(row);
      }
    }
  }

  private int firstStartingAfter(int lock, long timeNs) {
    int low = byLock.from(lock);
    int high = byLock.to(lock);
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (waits.start[byLock.row(mid)] <= timeNs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  private int firstEndingAfter(int lock, int to, long timeNs) {
    int low = byLock.from(lock);
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
