package dev.corelane.render.view;

/// Round numbers for scales.
public final class Nice {
  private static final double[] FACTORS = {1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 10};

  private Nice() {}

  /// The next round number.
  ///
  /// @param value more than 0
  /// @return a round number that is not less
  public static double up(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : FACTORS) {
      if (factor * power >= value * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
