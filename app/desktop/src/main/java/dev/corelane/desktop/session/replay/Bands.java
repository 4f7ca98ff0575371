package dev.corelane.desktop.session.replay;

import dev.corelane.replay.statistics.Band;

/// Bands as text.
final class Bands {
  private Bands() {}

  /// @return `240 µs to 260 µs`, "" of one run
  static String around(Band band, String unit) {
    return band.n() < 2
        ? ""
        : Quantity.rounded(band.low(), unit) + " to " + Quantity.rounded(band.high(), unit);
  }
}
