package dev.corelane.analysis.comparison;

import java.util.Arrays;

/// A number of one recording, cut into blocks of time. Sums of blocks can be drawn again and again,
/// which shows how far the number would have moved in another recording of the same length; blocks
/// and not single observations are drawn, because neighbours in time resemble each other.
sealed interface Series {
  /// Number of observations behind it.
  long count();

  /// The value when every block counts as often as told.
  ///
  /// @param weights how often, per block
  /// @return NaN if nothing was observed in them
  double value(int[] weights);

  /// A quotient of sums: a rate, a mean, or a time per transaction.
  final class Quotient implements Series {
    private final double[] above;
    private final double[] below;
    private final long count;

    /// @param above what is divided, per block
    /// @param below what it is divided by, per block
    Quotient(double[] above, double[] below, long count) {
      this.above = above.clone();
      this.below = below.clone();
      this.count = count;
    }

    @Override
    public long count() {
      return count;
    }

    @Override
    public double value(int[] weights) {
      double sumAbove = 0;
      double sumBelow = 0;
      for (int i = 0; i < weights.length; i++) {
        sumAbove += weights[i] * above[i];
        sumBelow += weights[i] * below[i];
      }
      return sumBelow > 0 ? sumAbove / sumBelow : Double.NaN;
    }
  }

  /// A quantile of observations.
  final class Quantile implements Series {
    private final long[] values;
    private final int[] blocks;
    private final double quantile;

    /// @param observed value and block of each observation, in any order
    /// @param quantile as 0.5
    Quantile(long[][] observed, double quantile) {
      long[][] sorted = observed.clone();
      Arrays.sort(sorted, (x, y) -> Long.compare(x[0], y[0]));
      values = Arrays.stream(sorted).mapToLong(o -> o[0]).toArray();
      blocks = Arrays.stream(sorted).mapToInt(o -> (int) o[1]).toArray();
      this.quantile = quantile;
    }

    @Override
    public long count() {
      return values.length;
    }

    @Override
    public double value(int[] weights) {
      long total = 0;
      for (int block : blocks) {
        total += weights[block];
      }
      // nearest rank
      long rank = Math.max(1, (long) Math.ceil(quantile * total));
      long seen = 0;
      for (int i = 0; i < values.length; i++) {
        seen += weights[blocks[i]];
        if (seen >= rank) {
          return values[i];
        }
      }
      return Double.NaN;
    }
  }
}
