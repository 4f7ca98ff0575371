package dev.corelane.importers.perf.testing;

import org.jspecify.annotations.Nullable;

/// A task of the synthetic workload.
public final class SyntheticTask {
  /// The priority of nice 0.
  static final int DEFAULT_PRIO = 120;

  private final int tid;
  private final int pid;
  private final int parentTid;
  private final int parentPid;
  private final boolean kernelThread;
  private TaskComm comm;

  int prio = DEFAULT_PRIO;

  /// The CPU it runs on, is queued on, or ran on last.
  int cpu;

  /// A forked process that has not called exec yet.
  boolean execPending;

  /// The next task in the same run queue.
  @Nullable SyntheticTask nextInQueue;

  final TaskAccounting accounting = new TaskAccounting();

  SyntheticTask(
      int tid, int pid, int parentTid, int parentPid, TaskComm comm, boolean kernelThread) {
    this.tid = tid;
    this.pid = pid;
    this.parentTid = parentTid;
    this.parentPid = parentPid;
    this.comm = comm;
    this.kernelThread = kernelThread;
  }

  /// The idle task of a CPU.
  static SyntheticTask idle(int cpu) {
    return new SyntheticTask(0, 0, 0, 0, TaskComm.of("swapper/" + cpu), true);
  }

  /// The thread id; 0 for the idle tasks. (The kernel's `pid`.)
  public int tid() {
    return tid;
  }

  /// The process id. (The kernel's `tgid`.)
  public int pid() {
    return pid;
  }

  /// The thread that forked it.
  public int parentTid() {
    return parentTid;
  }

  /// The process of the thread that forked it.
  public int parentPid() {
    return parentPid;
  }

  /// The name now.
  public TaskComm comm() {
    return comm;
  }

  /// The priority now, 0 to 139.
  public int prio() {
    return prio;
  }

  /// Whether it is one of the idle tasks.
  public boolean isIdle() {
    return tid == 0;
  }

  /// Whether it is a kernel thread; kernel threads neither exec nor exit.
  public boolean isKernelThread() {
    return kernelThread;
  }

  void rename(TaskComm newComm) {
    comm = newComm;
  }

  @Override
  public String toString() {
    return comm + "[" + tid + "]";
  }
}
