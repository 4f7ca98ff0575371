package dev.corelane.replay.userspace;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A cost that somebody measured and told by some percentiles and the mean.
///
/// Between two percentiles `a` and `b` the value at the share `x` of the way is `a·(b/a)^(x^g)`.
/// The exponent `g` is 1 below the median and one number above it, chosen so that the mean is the
/// one that was measured: percentiles and mean both hold, and nothing else is claimed.
public final class MeasuredCost implements Cost {
  private static final int SLICES = 2_000;
  private static final double MEDIAN = 0.5;

  private final double[] shares;
  private final double[] values;
  private final double exponent;
  private final double meanNs;

  /// A percentile.
  ///
  /// @param share from 0 (the least value) to 1 (the greatest)
  /// @param ns its value, above 0
  public record Percentile(double share, double ns) {}

  /// @param percentiles ascending, from share 0 to share 1, the median among them
  /// @param meanNs the measured mean
  /// @throws IllegalArgumentException if no distribution has these percentiles and this mean
  public MeasuredCost(List<Percentile> percentiles, double meanNs) {
    shares = percentiles.stream().mapToDouble(Percentile::share).toArray();
    values = percentiles.stream().mapToDouble(Percentile::ns).toArray();
    if (shares.length < 3
        || shares[0] != 0
        || shares[shares.length - 1] != 1
        || Arrays.stream(shares).noneMatch(share -> share == MEDIAN)) {
      throw new IllegalArgumentException("percentiles from 0 to 1 with the median are needed");
    }
    for (int i = 1; i < shares.length; i++) {
      if (shares[i] <= shares[i - 1] || values[i] < values[i - 1]) {
        throw new IllegalArgumentException("percentiles must ascend");
      }
    }
    exponent = solve(meanNs);
    this.meanNs = meanNs;
  }

  /// How long a user interrupt took from `senduipi` to its handler, as measured by PreemptDB
  /// (README, November 2025, 30 s runs, time stamps of 2.8 GHz).
  ///
  /// @param workers how many workers there are; the nearest measured number above counts: 8, 31, 63
  /// @return the distribution
  public static MeasuredCost delivery(int workers) {
    if (workers <= 8) {
      return delivery(371, 514, 794, 86_204, 936_672, 717);
    }
    return workers <= 31
        ? delivery(369, 519, 1_366, 85_424, 993_613, 784)
        : delivery(580, 949, 4_079, 106_830, 986_242, 1_796);
  }

  /// How long a switch between the contexts of a worker took, from the same source. Least and
  /// greatest value are not told there: 0.8 medians and 2 99th percentiles are assumed.
  ///
  /// @param workers as for [#delivery(int)]
  /// @return the distribution
  public static MeasuredCost contextSwitch(int workers) {
    if (workers <= 8) {
      return contextSwitch(459, 764, 477);
    }
    return workers <= 31 ? contextSwitch(646, 1_606, 701) : contextSwitch(724, 2_140, 818);
  }

  private static MeasuredCost delivery(
      double min, double p50, double p99, double p999, double max, double mean) {
    return new MeasuredCost(
        List.of(
            new Percentile(0, min),
            new Percentile(MEDIAN, p50),
            new Percentile(0.99, p99),
            new Percentile(0.999, p999),
            new Percentile(1, max)),
        mean);
  }

  private static MeasuredCost contextSwitch(double p50, double p99, double mean) {
    return new MeasuredCost(
        List.of(
            new Percentile(0, 0.8 * p50),
            new Percentile(MEDIAN, p50),
            new Percentile(0.99, p99),
            new Percentile(1, 2 * p99)),
        mean);
  }

  @Override
  public long draw(SplittableRandom random) {
    return Math.round(at(random.nextDouble(), exponent));
  }

  @Override
  public double meanNs() {
    return meanNs;
  }

  private double at(double share, double bend) {
    int i = 1;
    while (i < shares.length - 1 && share >= shares[i]) {
      i++;
    }
    double x = (share - shares[i - 1]) / (shares[i] - shares[i - 1]);
    return between(i, x, bend);
  }

  private double between(int i, double x, double bend) {
    double way = shares[i] <= MEDIAN ? x : Math.pow(x, bend);
    return values[i - 1] * Math.pow(values[i] / values[i - 1], way);
  }

  private double mean(double bend) {
    double sum = 0;
    for (int i = 1; i < shares.length; i++) {
      double part = 0;
      for (int slice = 0; slice < SLICES; slice++) {
        part += between(i, (slice + 0.5) / SLICES, bend);
      }
      sum += part / SLICES * (shares[i] - shares[i - 1]);
    }
    return sum;
  }

  /// The mean falls as the exponent grows.
  private double solve(double wanted) {
    double low = 1.0 / 64;
    double high = 64;
    if (wanted > mean(low) || wanted < mean(high)) {
      throw new IllegalArgumentException(
          "no distribution with these percentiles has the mean " + wanted + " ns");
    }
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      if (mean(middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
