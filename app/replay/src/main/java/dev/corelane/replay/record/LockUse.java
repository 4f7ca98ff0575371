package dev.corelane.replay.record;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits and holds that are open, by thread. A thread waits for one lock at a time and holds a few.
final class LockUse {
  private final TimelineBuilder builder;
  private final @Nullable Wait[] waits;
  private final List<List<Hold>> holds = new ArrayList<>();

  LockUse(TimelineBuilder builder, int threads) {
    this.builder = builder;
    this.waits = new Wait[threads];
    for (int i = 0; i < threads; i++) {
      holds.add(new ArrayList<>());
    }
  }

  void requested(long nowNs, int thread, int task, int lock, LockMode mode, int holder) {
    waits[thread] = new Wait(nowNs, task, lock, mode, holder);
  }

  void acquired(
      long nowNs, int thread, int task, int lock, LockMode mode, long spinNs, long sleepNs) {
    waited(nowNs, thread, spinNs, sleepNs, true);
    holds.get(thread).add(new Hold(lock, mode, nowNs));
  }

  void gaveUp(long nowNs, int thread) {
    waited(nowNs, thread, -1, -1, false);
  }

  private void waited(long nowNs, int thread, long spinNs, long sleepNs, boolean acquired) {
    Wait wait = waits[thread];
    waits[thread] = null;
    if (wait != null && (nowNs > wait.sinceNs || !acquired)) {
      builder.lockWait(
          wait.sinceNs,
          nowNs,
          wait.lock,
          wait.task,
          wait.mode,
          wait.holder,
          spinNs,
          sleepNs,
          acquired,
          Provenance.SYNTHETIC);
    }
  }

  void released(long nowNs, int thread, int task, int lock) {
    List<Hold> own = holds.get(thread);
    for (int i = own.size() - 1; i >= 0; i--) {
      Hold hold = own.get(i);
      if (hold.lock == lock) {
        own.remove(i);
        held(hold, nowNs, task, true);
        return;
      }
    }
  }

  /// The run ends: who waits has not got the lock, who holds one has not given it back.
  void ended(long nowNs, int[] tasks) {
    for (int thread = 0; thread < holds.size(); thread++) {
      gaveUp(nowNs, thread);
      for (Hold hold : holds.get(thread)) {
        held(hold, nowNs, tasks[thread], false);
      }
    }
  }

  private void held(Hold hold, long nowNs, int task, boolean released) {
    builder.hold(hold.sinceNs, nowNs, hold.lock, task, hold.mode, released, Provenance.SYNTHETIC);
  }

  private record Wait(long sinceNs, int task, int lock, LockMode mode, int holder) {}

  private record Hold(int lock, LockMode mode, long sinceNs) {}
}
