package dev.corelane.importers.perf.testing;

import java.util.BitSet;

/// Makes tasks: tids in turn, processes of several threads, names of all kinds.
final class TaskFactory {
  private static final int FIRST_TID = 2;
  private static final int INIT_PID = 1;
  private static final int KTHREADD_PID = 2;

  private static final String[] NAMES = {
    "postgres", "Web Content", "CPU 0/KVM", "(sd-pam)", "java", "nginx: worker", "größer", "a=b c"
  };

  private static final String[] PROGRAMS = {"sh", "sleep", "psql", "make"};

  private final SplitMix64 random;
  private final int maxTid;
  private final BitSet inUse = new BitSet();
  private int nextTid = FIRST_TID + 1;

  TaskFactory(SplitMix64 random, int maxTid) {
    this.random = random;
    this.maxTid = maxTid;
  }

  /// The `index`-th task that is there from the start: every eighth is a kernel thread, the others
  /// are processes of up to four threads.
  SyntheticTask initial(int index, SyntheticTask previous) {
    int tid = takeTid();
    if (index % 8 == 7) {
      TaskComm comm = TaskComm.of("kworker/" + index % 100 + ":1-ev");
      return new SyntheticTask(tid, tid, KTHREADD_PID, KTHREADD_PID, comm, true);
    }
    boolean sameProcess = index % 4 != 0 && !previous.isKernelThread();
    if (sameProcess) {
      return new SyntheticTask(
          tid, previous.pid(), previous.pid(), previous.pid(), previous.comm(), false);
    }
    TaskComm comm = TaskComm.of(NAMES[random.below(NAMES.length)]);
    return new SyntheticTask(tid, tid, INIT_PID, INIT_PID, comm, false);
  }

  /// A new thread or, half of the times, a new process; it starts with its parent's name.
  SyntheticTask forkedFrom(SyntheticTask parent) {
    int tid = takeTid();
    boolean process = random.onceIn(2);
    SyntheticTask child =
        new SyntheticTask(
            tid,
            process ? tid : parent.pid(),
            parent.tid(),
            parent.pid(),
            parent.comm(),
            parent.isKernelThread());
    child.execPending = process && !parent.isKernelThread();
    return child;
  }

  /// The name a task gets by exec, written over the old one.
  TaskComm execComm(SyntheticTask task) {
    return TaskComm.over(task.comm(), PROGRAMS[random.below(PROGRAMS.length)]);
  }

  /// The task is gone; its tid may be used again.
  void freed(SyntheticTask task) {
    inUse.clear(task.tid());
  }

  private int takeTid() {
    do {
      nextTid = nextTid >= maxTid ? FIRST_TID + 1 : nextTid + 1;
    } while (inUse.get(nextTid));
    inUse.set(nextTid);
    return nextTid;
  }
}
