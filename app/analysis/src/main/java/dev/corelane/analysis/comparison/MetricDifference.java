package dev.corelane.analysis.comparison;

/// A number in two recordings.
///
/// @param id which number
/// @param a its value in the first
/// @param b its value in the second
/// @param differenceLow least difference `b - a` that is likely (95 % interval)
/// @param differenceHigh greatest difference that is likely
/// @param ratioLow least `b / a` that is likely; NaN if `a` is 0
/// @param ratioHigh greatest ratio that is likely; NaN if `a` is 0
/// @param countA number of observations behind `a`
/// @param countB number of observations behind `b`
/// @param probability how likely so large a difference is by chance, at least one in the number of
///   resamplings
/// @param certain whether it differs after allowing for how many numbers were compared
public record MetricDifference(
    MetricId id,
    double a,
    double b,
    double differenceLow,
    double differenceHigh,
    double ratioLow,
    double ratioHigh,
    long countA,
    long countB,
    double probability,
    boolean certain) {
  /// Ratios beyond this count alike.
  private static final double LARGEST = Math.log(100);

  /// @return `b - a`
  public double difference() {
    return b - a;
  }

  /// @return `b / a`, NaN if `a` is 0
  public double ratio() {
    return a == 0 ? Double.NaN : b / a;
  }

  /// How much it differs: the logarithm of the ratio without its sign, at most that of 100.
  ///
  /// @return 0 for no difference
  public double effect() {
    if (a == b) {
      return 0;
    }
    return a <= 0 || b <= 0 ? LARGEST : Math.min(LARGEST, Math.abs(Math.log(b / a)));
  }

  MetricDifference judged(boolean isCertain) {
    return new MetricDifference(
        id,
        a,
        b,
        differenceLow,
        differenceHigh,
        ratioLow,
        ratioHigh,
        countA,
        countB,
        probability,
        isCertain);
  }
}
