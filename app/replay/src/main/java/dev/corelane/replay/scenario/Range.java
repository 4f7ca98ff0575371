package dev.corelane.replay.scenario;

/// Which values a number may have.
///
/// @param least the least
/// @param most the greatest
/// @param whole whether it has no fraction
public record Range(double least, double most, boolean whole) {
  private static final double EXACT = 1e15;

  /// @param value a value
  /// @return whether it lies inside
  public boolean has(double value) {
    return value >= least && value <= most && (!whole || value == Math.rint(value));
  }

  /// @param other another range
  /// @return the values that both allow
  public Range and(Range other) {
    return new Range(
        Math.max(least, other.least), Math.min(most, other.most), whole || other.whole);
  }

  /// @return such as `1 to 1024, whole`
  @Override
  public String toString() {
    return plain(least) + " to " + plain(most) + (whole ? ", whole" : "");
  }

  /// A number as a person writes it and the command line reads it.
  ///
  /// @param value a number
  /// @return without a fraction if it has none
  public static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
