package dev.corelane.desktop.session;

import java.util.OptionalLong;

/// How far an import is.
///
/// @param title what is being opened
/// @param step the current step in a few words
/// @param done units done, usually bytes
/// @param total units in all, -1 when unknown
/// @param elapsedNs time since the step began
/// @param cancelling whether the user has asked to stop
public record ImportProgress(
    String title, String step, long done, long total, long elapsedNs, boolean cancelling) {
  private static final long SETTLED_NS = 300_000_000L;

  /// @return 0 to 1, or -1 when the end is not known
  public double fraction() {
    return total > 0 ? Math.clamp((double) done / total, 0, 1) : -1;
  }

  /// Units per second since the step began.
  ///
  /// @return the rate, empty while it means nothing yet
  public OptionalLong perSecond() {
    if (elapsedNs < SETTLED_NS || done <= 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round(done * 1e9 / elapsedNs));
  }

  /// Time that the step will still take if it goes on like this.
  ///
  /// @return nanoseconds, empty while it means nothing yet
  public OptionalLong remainingNs() {
    OptionalLong rate = perSecond();
    if (rate.isEmpty() || rate.getAsLong() == 0 || total <= done) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round((total - done) * 1e9 / rate.getAsLong()));
  }
}
