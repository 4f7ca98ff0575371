package dev.corelane.replay.extract;

import dev.corelane.trace.model.LockWait;
import java.util.List;

/// Goes through the waits of a thread once.
final class WaitCursor {
  private final List<LockWait> waits;
  private int next;

  WaitCursor(List<LockWait> waits) {
    this.waits = waits;
  }

  /// @param startNs begin of an interval, not before that of the last call
  /// @param endNs its end
  /// @return whether a wait began before the interval did, and ended not before it
  boolean around(long startNs, long endNs) {
    while (next < waits.size() && waits.get(next).endNs() < endNs) {
      next++;
    }
    return next < waits.size() && waits.get(next).startNs() <= startNs;
  }
}
