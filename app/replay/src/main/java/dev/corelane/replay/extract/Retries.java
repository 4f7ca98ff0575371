package dev.corelane.replay.extract;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;

/// Makes one wait of those that a thread spent in one `LWLockAcquire`. Each of its sleeps is told
/// as a wait; when it was woken and another had taken the lock meanwhile it sleeps again.
final class Retries {
  private final Timeline timeline;

  Retries(Timeline timeline) {
    this.timeline = timeline;
  }

  /// @param waits of one thread, by begin; changed
  /// @param holds of the same thread, by begin
  void join(List<LockWait> waits, List<LockHold> holds) {
    int last = -1;
    for (int i = 0; i < waits.size(); i++) {
      LockWait wait = waits.get(i);
      if (timeline.locks().get(wait.lock()).kind() != LockKind.LWLOCK) {
        continue;
      }
      if (last >= 0 && again(waits.get(last), wait, holds)) {
        waits.set(last, joined(waits.get(last), wait));
        waits.remove(i--);
      } else {
        last = i;
      }
    }
  }

  private static boolean again(LockWait first, LockWait next, List<LockHold> holds) {
    return !first.acquired()
        && first.lock() == next.lock()
        && first.mode() == next.mode()
        && !usedLocksBetween(holds, first.endNs(), next.startNs());
  }

  private static boolean usedLocksBetween(List<LockHold> holds, long fromNs, long toNs) {
    int low = 0;
    for (int high = holds.size(); low < high; ) {
      int middle = (low + high) >>> 1;
      if (holds.get(middle).startNs() < fromNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < holds.size() && holds.get(low).startNs() < toNs;
  }

  private static LockWait joined(LockWait first, LockWait next) {
    return new LockWait(
        first.startNs(),
        next.endNs(),
        first.lock(),
        first.task(),
        first.mode(),
        first.holder(),
        -1,
        -1,
        next.acquired(),
        first.provenance());
  }
}
