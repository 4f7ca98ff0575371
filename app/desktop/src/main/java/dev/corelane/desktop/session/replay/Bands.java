package dev.corelane.desktop.session.replay;

import dev.corelane.replay.statistics.Band;

/// Bands as text.
final class Bands {
  private Bands() {}

  /// @return `240 to 260 µs`, "" of one run
  static String around(Band band, String unit) {
    if (band.n() < 2) {
      return "";
    }
    String low = Quantity.rounded(band.low(), unit);
    String high = Quantity.rounded(band.high(), unit);
    String symbol = symbol(high);
    return (symbol.equals(symbol(low)) ? low.substring(0, low.length() - symbol.length()) : low)
        + " to "
        + high;
  }

  /// What stands behind the number.
  private static String symbol(String text) {
    int end = text.length();
    while (end > 0 && !Character.isDigit(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(end);
  }
}
