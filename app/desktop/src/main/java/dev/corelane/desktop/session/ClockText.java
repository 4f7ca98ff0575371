package dev.corelane.desktop.session;

import dev.corelane.render.digest.ClockCertainty;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.HitCertainty;

/// What there is to say about how exactly a fact stands on the timeline.
final class ClockText {
  private ClockText() {}

  /// The uncertainty of the clock of a fact.
  ///
  /// @param digest the timeline
  /// @param hit the fact
  /// @return such as `clock up to +-2 ms`, "" where the clock is exact
  static String of(TraceDigest digest, Hit hit) {
    if (hit instanceof Hit.Header || hit instanceof Hit.Ruler || hit instanceof Hit.Minimap) {
      return "";
    }
    long ns = HitCertainty.of(digest, hit);
    return ns == 0
        ? ""
        : ns == ClockCertainty.UNKNOWN
            ? "clock not aligned exactly"
            : "clock up to \u00B1\u00A0" + TimeText.duration(ns);
  }
}
