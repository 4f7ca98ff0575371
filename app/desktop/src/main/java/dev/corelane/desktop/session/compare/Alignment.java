package dev.corelane.desktop.session.compare;

import java.util.Arrays;

/// Where the times of one side stand on the axis that all sides have in common. Times are counted
/// in ns since the start of the side's own timeline. Strictly increasing, and defined beyond both
/// ends of the timeline.
public sealed interface Alignment {
  /// @param sinceStartNs a time of the side
  /// @return its place on the common axis
  double toCommon(double sinceStartNs);

  /// Undoes [#toCommon].
  ///
  /// @param common a place on the common axis
  /// @return the time of the side that stands there
  double toOwn(double common);

  /// Time as it passed; a moment of each side stands at 0.
  ///
  /// @param zeroNs that moment
  record Shift(double zeroNs) implements Alignment {
    @Override
    public double toCommon(double sinceStartNs) {
      return sinceStartNs - zeroNs;
    }

    @Override
    public double toOwn(double common) {
      return common + zeroNs;
    }
  }

  /// Work done: how many pieces were completed so far. Between two completions, before the first
  /// and after the last one work proceeds evenly, at the mean rate outside of them.
  final class Work implements Alignment {
    private final double[] completions;
    private final double meanNs;

    private Work(double[] completions, double meanNs) {
      this.completions = completions;
      this.meanNs = meanNs;
    }

    /// @param completionsNs when pieces of work were completed, in any order; at least two times
    ///   that differ
    /// @return the alignment
    /// @throws IllegalArgumentException if there are not two times that differ
    public static Work of(long[] completionsNs) {
      long[] sorted = completionsNs.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      if (n < 2 || sorted[0] == sorted[n - 1]) {
        throw new IllegalArgumentException("no progress in " + n + " completions");
      }
      double[] times = new double[n];
      for (int i = 0; i < n; ) {
        int end = i;
        while (end < n && sorted[end] == sorted[i]) {
          end++;
        }
        // What completes at the same nanosecond is spread over it, so that the order stays strict.
        for (int k = i; k < end; k++) {
          times[k] = sorted[i] + (double) (k - i) / (end - i);
        }
        i = end;
      }
      return new Work(times, (times[n - 1] - times[0]) / (n - 1));
    }

    @Override
    public double toCommon(double sinceStartNs) {
      int last = completions.length - 1;
      if (sinceStartNs <= completions[0]) {
        return 1 + (sinceStartNs - completions[0]) / meanNs;
      }
      if (sinceStartNs >= completions[last]) {
        return last + 1 + (sinceStartNs - completions[last]) / meanNs;
      }
      int at = Arrays.binarySearch(completions, sinceStartNs);
      int i = at >= 0 ? at : -at - 2;
      return i + 1 + (sinceStartNs - completions[i]) / (completions[i + 1] - completions[i]);
    }

    @Override
    public double toOwn(double common) {
      int last = completions.length - 1;
      double index = common - 1;
      if (index <= 0) {
        return completions[0] + index * meanNs;
      }
      if (index >= last) {
        return completions[last] + (index - last) * meanNs;
      }
      int i = (int) index;
      return completions[i] + (index - i) * (completions[i + 1] - completions[i]);
    }
  }
}
