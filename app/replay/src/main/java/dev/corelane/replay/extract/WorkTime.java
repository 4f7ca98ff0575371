package dev.corelane.replay.extract;

import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.TaskStates;
import java.util.Arrays;
import java.util.List;

/// The time that a thread worked: on a CPU and not waiting for a lock that the replay models. To be
/// asked for times that do not go back.
final class WorkTime {
  private final long[] starts;
  private final long[] ends;
  private final int size;
  private int next;
  private long before;

  /// @param states of the thread
  /// @param waits of the thread for modelled locks, by begin
  WorkTime(TaskStates states, List<LockWait> waits) {
    long[] from = new long[16];
    long[] to = new long[16];
    int n = 0;
    int wait = 0;
    for (long i = 0; i < states.count(); i++) {
      if (states.kind(i) != StateKind.RUNNING) {
        continue;
      }
      long at = states.startNs(i);
      long end = states.endNs(i);
      while (wait < waits.size() && waits.get(wait).endNs() <= at) {
        wait++;
      }
      for (int w = wait; at < end; w++) {
        boolean cut = w < waits.size() && waits.get(w).startNs() < end;
        long until = cut ? Math.max(at, waits.get(w).startNs()) : end;
        if (until > at) {
          if (n == from.length) {
            from = Arrays.copyOf(from, n * 2);
            to = Arrays.copyOf(to, n * 2);
          }
          from[n] = at;
          to[n++] = until;
        }
        if (!cut) {
          break;
        }
        at = Math.max(until, waits.get(w).endNs());
      }
    }
    this.starts = from;
    this.ends = to;
    this.size = n;
  }

  /// @return work from the begin of the recording until a time, ns
  long until(long timeNs) {
    while (next < size && ends[next] <= timeNs) {
      before += ends[next] - starts[next];
      next++;
    }
    return next < size && starts[next] < timeNs ? before + timeNs - starts[next] : before;
  }
}
