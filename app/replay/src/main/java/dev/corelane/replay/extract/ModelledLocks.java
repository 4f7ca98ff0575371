package dev.corelane.replay.extract;

import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The locks that a replay takes and gives back itself: those that are one lock each (not a class
/// of locks that cannot be told apart) and of which holds were recorded. Waits for any other lock
/// stay what they were on the recorded machine: time on the CPU and blocks that somebody ended.
/// Waits for the mutexes of probes are made anew too, by the hits.
final class ModelledLocks {
  private final BitSet modelled = new BitSet();
  private final List<List<LockHold>> holds = new ArrayList<>();
  private final List<List<LockWait>> waits = new ArrayList<>();
  private final List<List<LockWait>> otherWaits = new ArrayList<>();
  private long waitsWithoutHolder;
  private long waitNsWithoutHolder;

  ModelledLocks(Timeline timeline, Window window, Probes probes) {
    for (int i = 0; i < timeline.taskCount(); i++) {
      holds.add(new ArrayList<>());
      waits.add(new ArrayList<>());
      otherWaits.add(new ArrayList<>());
    }
    List<Lock> locks = timeline.locks();
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (locks.get(hold.lock()).single()
          && hold.task() != Task.UNKNOWN
          && !sampled(locks.get(hold.lock()), hold)
          && window.meets(hold.startNs(), hold.endNs())) {
        modelled.set(hold.lock());
        holds.get(hold.task()).add(hold);
      }
    }
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (!window.meets(wait.startNs(), wait.endNs())) {
        continue;
      }
      if (modelled.get(wait.lock()) || probes.mutex(wait.lock())) {
        waits.get(wait.task()).add(wait);
      } else {
        otherWaits.get(wait.task()).add(wait);
        waitsWithoutHolder++;
        waitNsWithoutHolder += window.overlap(wait.startNs(), wait.endNs());
      }
    }
    var retries = new Retries(timeline);
    for (int task = 0; task < waits.size(); task++) {
      retries.join(waits.get(task), holds.get(task));
    }
  }

  /// PostgreSQL tells of holders of heavyweight locks only in samples of `pg_locks`: who had one in
  /// between is not known.
  private static boolean sampled(Lock lock, LockHold hold) {
    return lock.kind() == LockKind.HEAVYWEIGHT && hold.provenance() == Provenance.INFERRED;
  }

  List<Integer> ids() {
    return modelled.stream().boxed().toList();
  }

  /// Of one thread, by begin.
  List<LockHold> holds(int task) {
    return holds.get(task);
  }

  /// Of one thread for these locks, by begin; of an LWLock from the first sleep to the last.
  List<LockWait> waits(int task) {
    return waits.get(task);
  }

  /// Of one thread for all other locks, by begin.
  List<LockWait> otherWaits(int task) {
    return otherWaits.get(task);
  }

  /// Waits for other locks.
  long waitsWithoutHolder() {
    return waitsWithoutHolder;
  }

  /// Their sum, as far as it lies in the recording.
  long waitNsWithoutHolder() {
    return waitNsWithoutHolder;
  }
}
