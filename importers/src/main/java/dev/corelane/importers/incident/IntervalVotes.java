package dev.corelane.importers.incident;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.agrona.collections.LongArrayList;

/// Finds the shift of a clock that suits most points: every point (a sample, a transaction) names
/// the intervals of shifts with which it would be explained, and the shift with most points in
/// favour wins, if it stands out.
final class IntervalVotes {
  /// Fewer points agree by accident.
  private static final int FEWEST_POINTS = 20;

  /// Of the points that could be explained at all, so many must be: a source may have most of its
  /// points before and after the recording.
  private static final double LEAST_SHARE = 0.2;

  /// The second best shift, elsewhere, may explain so much of what the best does. In real
  /// recordings it explains 0.1 to 0.6 of it at the right place, and 0.99 where there is none.
  private static final double RUNNER_UP = 0.65;

  /// Shifts that explain nearly as much as the best are as likely.
  private static final double AS_GOOD = 0.9;

  /// Bounds memory: 48 MB.
  private static final int MOST_INTERVALS = 2_000_000;

  /// What was found.
  ///
  /// @param shiftNs middle of the best shifts
  /// @param uncertaintyNs half of their width
  /// @param votes points explained
  /// @param points points in all
  record Winner(long shiftNs, long uncertaintyNs, int votes, int points) {}

  private final LongArrayList from = new LongArrayList();
  private final LongArrayList to = new LongArrayList();
  private int points;
  private int pointStart;

  /// Begins the next point.
  void point() {
    endPoint();
    points++;
  }

  /// The current point is explained by shifts of an interval.
  ///
  /// @param lowNs smallest
  /// @param highNs largest
  void add(long lowNs, long highNs) {
    if (from.size() < MOST_INTERVALS) {
      from.addLong(lowNs);
      to.addLong(Math.max(lowNs, highNs));
    }
  }

  boolean full() {
    return from.size() >= MOST_INTERVALS;
  }

  /// Joins the intervals of a point that overlap, so that none counts twice. Points without an
  /// interval can never be explained and do not count.
  private void endPoint() {
    int count = from.size() - pointStart;
    if (count == 0) {
      points -= points > 0 ? 1 : 0;
      return;
    }
    long[][] pairs = new long[count][];
    for (int i = 0; i < count; i++) {
      pairs[i] = new long[] {from.getLong(pointStart + i), to.getLong(pointStart + i)};
    }
    Arrays.sort(pairs, Comparator.comparingLong(pair -> pair[0]));
    int kept = pointStart;
    for (long[] pair : pairs) {
      if (kept > pointStart && pair[0] <= to.getLong(kept - 1)) {
        to.setLong(kept - 1, Math.max(to.getLong(kept - 1), pair[1]));
      } else {
        from.setLong(kept, pair[0]);
        to.setLong(kept++, pair[1]);
      }
    }
    while (from.size() > kept) {
      from.removeAt(from.size() - 1);
      to.removeAt(to.size() - 1);
    }
    pointStart = kept;
  }

  /// Counts.
  ///
  /// @return the shift that stands out, empty if none does
  Optional<Winner> winner() {
    endPoint();
    if (points < FEWEST_POINTS) {
      return Optional.empty();
    }
    long[] starts = from.toLongArray();
    long[] ends = to.toLongArray();
    Arrays.sort(starts);
    Arrays.sort(ends);
    int best = 0;
    long bestAt = 0;
    for (int s = 0, e = 0, open = 0; s < starts.length; s++) {
      while (ends[e] < starts[s]) {
        open--;
        e++;
      }
      if (++open > best) {
        best = open;
        bestAt = starts[s];
      }
    }
    long[] region = region(starts, ends, bestAt, (int) Math.ceil(best * AS_GOOD));
    int second = bestOutside(starts, ends, region);
    if (best < FEWEST_POINTS || best < points * LEAST_SHARE || second > best * RUNNER_UP) {
      return Optional.empty();
    }
    long half = (region[1] - region[0]) / 2;
    return Optional.of(new Winner(region[0] + half, half + 1, best, points));
  }

  /// The shifts around one that at least so many points are in favour of.
  private static long[] region(long[] starts, long[] ends, long at, int least) {
    long low = at;
    long high = at;
    long since = 0;
    boolean inside = false;
    int open = 0;
    for (int s = 0, e = 0; e < ends.length; ) {
      boolean start = s < starts.length && starts[s] <= ends[e];
      long now = start ? starts[s++] : ends[e++];
      open += start ? 1 : -1;
      if (open >= least && !inside) {
        inside = true;
        since = now;
      } else if (open < least && inside) {
        inside = false;
        if (since <= at && now >= at) {
          low = since;
          high = now;
        }
      }
    }
    return new long[] {low, high};
  }

  private static int bestOutside(long[] starts, long[] ends, long[] region) {
    long apart = region[1] - region[0] + 10_000_000;
    int best = 0;
    for (int s = 0, e = 0, open = 0; s < starts.length; s++) {
      while (ends[e] < starts[s]) {
        open--;
        e++;
      }
      open++;
      if (open > best && (starts[s] < region[0] - apart || starts[s] > region[1] + apart)) {
        best = open;
      }
    }
    return best;
  }
}
