package dev.corelane.render.digest;

import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.timeline.Timeline;

/// How long each thread ran, waited for a CPU and waited for locks in the whole recording.
public final class ThreadTotals {
  private final long[] runNs;
  private final long[] delayNs;
  private final long[] lockNs;

  private ThreadTotals(int tasks) {
    runNs = new long[tasks];
    delayNs = new long[tasks];
    lockNs = new long[tasks];
  }

  /// Waits for locks; the other times are [#set(int, long[])].
  static ThreadTotals of(Timeline timeline) {
    var totals = new ThreadTotals(timeline.taskCount());
    for (long i = 0; i < timeline.waits().size(); i++) {
      LockWait wait = timeline.waits().get(i);
      if (wait.task() >= 0) {
        totals.lockNs[wait.task()] += wait.endNs() - wait.startNs();
      }
    }
    return totals;
  }

  /// @param runAndDelayNs time on CPUs, time without a CPU
  void set(int task, long[] runAndDelayNs) {
    runNs[task] = runAndDelayNs[0];
    delayNs[task] = runAndDelayNs[1];
  }

  /// @param task internal task id
  /// @return time on CPUs, ns
  public long runNs(int task) {
    return runNs[task];
  }

  /// @param task internal task id
  /// @return time in which it could run but had no CPU, ns
  public long delayNs(int task) {
    return delayNs[task];
  }

  /// @param task internal task id
  /// @return time in which it waited for locks, nested waits added up, ns
  public long lockNs(int task) {
    return lockNs[task];
  }
}
