package dev.corelane.replay.record;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;

/// Waits and holds that are open, by thread. A thread waits for one lock at a time and holds a few.
final class LockUse {
  private final TimelineBuilder builder;
  private final long[] requestedNs;
  private final LockMode[] wanted;
  private final int[] holders;
  private final List<List<Hold>> holds = new ArrayList<>();

  LockUse(TimelineBuilder builder, int threads) {
    this.builder = builder;
    this.requestedNs = new long[threads];
    this.wanted = new LockMode[threads];
    this.holders = new int[threads];
    for (int i = 0; i < threads; i++) {
      wanted[i] = LockMode.UNKNOWN;
      holds.add(new ArrayList<>());
    }
  }

  void requested(long nowNs, int thread, LockMode mode, int holder) {
    requestedNs[thread] = nowNs;
    wanted[thread] = mode;
    holders[thread] = holder;
  }

  void acquired(
      long nowNs, int thread, int task, int lock, LockMode mode, long spinNs, long sleepNs) {
    if (nowNs > requestedNs[thread]) {
      waited(nowNs, thread, task, lock, spinNs, sleepNs, true);
    }
    holds.get(thread).add(new Hold(lock, mode, nowNs));
  }

  void gaveUp(long nowNs, int thread, int task, int lock) {
    waited(nowNs, thread, task, lock, -1, -1, false);
  }

  private void waited(
      long nowNs, int thread, int task, int lock, long spinNs, long sleepNs, boolean acquired) {
    builder.lockWait(
        requestedNs[thread],
        nowNs,
        lock,
        task,
        wanted[thread],
        holders[thread] < 0 ? Task.UNKNOWN : holders[thread],
        spinNs,
        sleepNs,
        acquired,
        Provenance.SYNTHETIC);
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

  void ended(long nowNs, int[] tasks) {
    for (int thread = 0; thread < holds.size(); thread++) {
      for (Hold hold : holds.get(thread)) {
        held(hold, nowNs, tasks[thread], false);
      }
    }
  }

  private void held(Hold hold, long nowNs, int task, boolean released) {
    builder.hold(hold.sinceNs, nowNs, hold.lock, task, hold.mode, released, Provenance.SYNTHETIC);
  }

  private record Hold(int lock, LockMode mode, long sinceNs) {}
}
