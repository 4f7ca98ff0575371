package dev.corelane.replay.sampled;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How long something takes: exponential around a mean; where it is much longer than the distance
/// of samples, as it was seen.
final class Lengths {
  private final double meanNs;
  private final int[] seen;
  private final double seenMean;

  private Lengths(double meanNs, int[] seen) {
    this.meanNs = meanNs;
    this.seen = seen;
    this.seenMean = Arrays.stream(seen).average().orElse(1);
  }

  /// @param meanNs mean length, above 0
  static Lengths exponential(double meanNs) {
    return new Lengths(meanNs, new int[0]);
  }

  /// @param meanNs mean length, above 0
  /// @param seen lengths that were seen, in samples in a row; not empty
  static Lengths seen(double meanNs, int[] seen) {
    return new Lengths(meanNs, seen.clone());
  }

  /// The same shape around another mean.
  Lengths times(double factor) {
    return new Lengths(meanNs * factor, seen);
  }

  double meanNs() {
    return meanNs;
  }

  /// One length, at least 1 ns. What was seen n times in a row took anything from n - 1 to n + 1
  /// periods.
  long draw(SplittableRandom random) {
    if (seen.length == 0) {
      return 1 + (long) (-meanNs * Math.log(1 - random.nextDouble()));
    }
    double samples = seen[random.nextInt(seen.length)] + random.nextDouble() - random.nextDouble();
    return 1 + (long) (meanNs * Math.max(0, samples) / seenMean);
  }
}
