package dev.corelane.analysis.blocking;

import org.jspecify.annotations.Nullable;

/// How many threads were blocked in a part of the time.
///
/// @param startNs begin
/// @param endNs end
/// @param meanBlocked threads that waited for locks, mean over the time
/// @param mostBlocked most at once
/// @param widest the moment at which most threads waited, in the end, for one thread that could go
///   on; null if nobody is known to have waited for such a one
public record BlockedPart(
    long startNs,
    long endNs,
    double meanBlocked,
    int mostBlocked,
    @Nullable BlockingSnapshot widest) {
  /// @return the thread for which most waited at that moment; null if there was none
  public @Nullable BlockingRoot root() {
    return widest == null ? null : widest.roots().getFirst();
  }
}
