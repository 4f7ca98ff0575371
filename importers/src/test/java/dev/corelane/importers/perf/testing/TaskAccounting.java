package dev.corelane.importers.perf.testing;

/// Adds up one task's times from the events about it. A span counts only if both of its ends are in
/// the trace.
final class TaskAccounting {
  /// What the task is doing; UNKNOWN between its fork and its first waking.
  enum Activity {
    UNKNOWN,
    RUNNING,
    RUNNABLE,
    SLEEPING,
    EXITED
  }

  private static final long NEVER = -1;

  private Activity activity = Activity.UNKNOWN;
  private long sinceNs = NEVER;
  private boolean preempted;

  long forkedNs = NEVER;
  long exitedNs = NEVER;
  long runTimeNs;
  long switchesIn;
  long switchesOut;
  long involuntarySwitches;
  long preemptedInKernel;
  long runDelayNs;
  long maxRunDelayNs;
  long wakeupDelayNs;
  long sleepNs;
  long wakings;
  long migrations;

  /// What the task did before the first event.
  void startsAs(Activity initial) {
    activity = initial;
  }

  /// A waking of a task that is not asleep has no effect.
  void woken(long now) {
    if (activity == Activity.RUNNING || activity == Activity.RUNNABLE) {
      return;
    }
    wakings++;
    if (activity == Activity.SLEEPING && sinceNs != NEVER) {
      sleepNs += now - sinceNs;
    }
    become(Activity.RUNNABLE, now);
    preempted = false;
  }

  void switchedIn(long now) {
    switchesIn++;
    if (isDelayed()) {
      long delay = now - sinceNs;
      runDelayNs += delay;
      maxRunDelayNs = Math.max(maxRunDelayNs, delay);
      if (!preempted) {
        wakeupDelayNs += delay;
      }
    }
    become(Activity.RUNNING, now);
  }

  void switchedOut(long now, TaskState state, boolean inKernel) {
    switchesOut++;
    if (activity == Activity.RUNNING && sinceNs != NEVER) {
      runTimeNs += now - sinceNs;
    }
    if (state == TaskState.RUNNING) {
      involuntarySwitches++;
      preemptedInKernel += inKernel ? 1 : 0;
      become(Activity.RUNNABLE, now);
      preempted = true;
    } else if (state.isExit()) {
      become(Activity.EXITED, now);
    } else {
      become(Activity.SLEEPING, now);
    }
  }

  Activity activity() {
    return activity;
  }

  /// Whether the task waits for a CPU since a moment in the trace.
  boolean isDelayed() {
    return activity == Activity.RUNNABLE && sinceNs != NEVER;
  }

  /// Since when; -1 if it was so before the first event.
  long sinceNs() {
    return sinceNs;
  }

  private void become(Activity newActivity, long now) {
    activity = newActivity;
    sinceNs = now;
  }
}
