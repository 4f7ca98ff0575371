package dev.corelane.importers.kernel;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// The tasks of a trace while its events go by: which life of a thread id is meant, and what each
/// task was last known to do.
final class TaskTracker {
  private static final int KTHREADD = 2;
  private static final int NO_WAKE = Integer.MIN_VALUE;

  private final TimelineBuilder builder;
  private final Provenance told;
  private final TidMap byTid = new TidMap();
  private @Nullable CpuState[] runningOn = new CpuState[256];
  private StateKind[] state = new StateKind[256];
  private long[] stateSince = new long[256];
  private long[] commLow = new long[256];
  private long[] commHigh = new long[256];
  private int[] priority = new int[256];
  private int[] process = new int[256];
  private int[] tids = new int[256];
  private boolean[] yielding = new boolean[256];
  private boolean[] exiting = new boolean[256];
  private boolean[] named = new boolean[256];
  private int[] pendingWake = new int[256];
  private int[] pendingTarget = new int[256];
  private long[] pendingWakeNs = new long[256];
  private long[] waitedSince = new long[256];

  TaskTracker(TimelineBuilder builder, Provenance told) {
    this.builder = builder;
    this.told = told;
    init(Task.IDLE, 0);
    init(Task.UNKNOWN, -1);
  }

  int task(int tid, long timeNs) {
    if (tid <= 0) {
      return tid == 0 ? Task.IDLE : Task.UNKNOWN;
    }
    int known = byTid.get(tid);
    if (known >= 0) {
      return known;
    }
    return add(tid, -1, timeNs, false);
  }

  int taskComing(int tid, long timeNs) {
    int task = task(tid, timeNs);
    return task > Task.UNKNOWN && state[task] == StateKind.DEAD
        ? add(tid, -1, timeNs, false)
        : task;
  }

  private int add(int tid, int pid, long timeNs, boolean recorded) {
    int task = builder.task(tid, pid, "", timeNs, recorded);
    byTid.put(tid, task);
    init(task, tid);
    process[task] = pid;
    return task;
  }

  private void init(int task, int tid) {
    if (task >= state.length) {
      int size = Math.max(task + 1, state.length * 2);
      runningOn = Arrays.copyOf(runningOn, size);
      state = Arrays.copyOf(state, size);
      stateSince = Arrays.copyOf(stateSince, size);
      commLow = Arrays.copyOf(commLow, size);
      commHigh = Arrays.copyOf(commHigh, size);
      priority = Arrays.copyOf(priority, size);
      process = Arrays.copyOf(process, size);
      tids = Arrays.copyOf(tids, size);
      yielding = Arrays.copyOf(yielding, size);
      exiting = Arrays.copyOf(exiting, size);
      named = Arrays.copyOf(named, size);
      pendingWake = Arrays.copyOf(pendingWake, size);
      pendingTarget = Arrays.copyOf(pendingTarget, size);
      pendingWakeNs = Arrays.copyOf(pendingWakeNs, size);
      waitedSince = Arrays.copyOf(waitedSince, size);
    }
    state[task] = StateKind.UNKNOWN;
    stateSince[task] = Long.MIN_VALUE;
    priority[task] = Task.PRIORITY_UNKNOWN;
    process[task] = -1;
    pendingWake[task] = NO_WAKE;
    waitedSince[task] = Long.MIN_VALUE;
    tids[task] = tid;
  }

  int fork(int parentTid, int childTid, long timeNs) {
    if (childTid <= 0) {
      return Task.UNKNOWN;
    }
    int known = byTid.get(childTid);
    if (known >= 0 && stateSince[known] == Long.MIN_VALUE && !exiting[known]) {
      return known;
    }
    int task = add(childTid, -1, timeNs, true);
    kernelThread(task, childTid, parentTid);
    return task;
  }

  void created(int tid, int pid, int parentTid, long timeNs) {
    if (tid <= 0) {
      return;
    }
    int known = byTid.get(tid);
    int task =
        known >= 0 && !(exiting[known] && state[known] == StateKind.DEAD)
            ? known
            : add(tid, pid, timeNs, timeNs != Long.MIN_VALUE);
    process(task, pid);
    kernelThread(task, tid, parentTid);
  }

  private void kernelThread(int task, int tid, int parentTid) {
    if (parentTid == KTHREADD || tid == KTHREADD) {
      builder.kernelThread(task);
    }
  }

  boolean isExiting(int task) {
    return exiting[task];
  }

  /// The kernel accounts a wait when a task is picked. It picks a sleeper that still owes time, too
  /// (`DELAY_DEQUEUE`, 6.12), only to take it off the queue; so a wait is one if the task comes to
  /// a CPU.
  void waited(int task, long sinceNs) {
    if (task > Task.UNKNOWN) {
      waitedSince[task] = sinceNs;
    }
  }

  /// A task comes to a CPU: if its wake-up was not recorded, the wait accounted last tells it.
  void emitWait(int task, long timeNs) {
    if (task <= Task.UNKNOWN) {
      return;
    }
    long since = Math.max(waitedSince[task], stateSince[task]);
    boolean told = waitedSince[task] != Long.MIN_VALUE;
    waitedSince[task] = Long.MIN_VALUE;
    if (told && since < timeNs && (state[task].blocked() || state[task] == StateKind.UNKNOWN)) {
      builder.state(task, since, StateKind.RUNNABLE_WAKEUP, ' ', -1, -1, Provenance.INFERRED);
    }
  }

  void named(int task) {
    named[task] = true;
  }

  /// The living task of a thread id if it has no name, else -1.
  int unnamed(int tid) {
    int task = tid > 0 ? byTid.get(tid) : -1;
    return task < 0 || named[task] ? -1 : task;
  }

  void exiting(int task) {
    exiting[task] = true;
  }

  void free(int tid) {
    int task = byTid.get(tid);
    if (task >= 0 && exiting[task] && state[task] == StateKind.DEAD) {
      byTid.remove(tid);
    }
  }

  void process(int task, int pid) {
    if (pid >= 0 && task > Task.UNKNOWN && process[task] != pid) {
      process[task] = pid;
      builder.taskPid(task, pid);
    }
  }

  int processOf(int task) {
    return process[task];
  }

  void priority(int task, int newPriority) {
    if (task > Task.UNKNOWN
        && newPriority != Task.PRIORITY_UNKNOWN
        && priority[task] != newPriority) {
      priority[task] = newPriority;
      builder.taskPriority(task, newPriority);
    }
  }

  int priorityOf(int task) {
    return priority[task];
  }

  /// Time since which the state of a task is known, [Long#MIN_VALUE] when it never was.
  long lastKnownNs(int task) {
    return stateSince[task];
  }

  void running(int task, CpuState cpu) {
    if (task > Task.UNKNOWN) {
      runningOn[task] = cpu;
      state[task] = StateKind.RUNNING;
      stateSince[task] = cpu.sliceStart;
    }
  }

  void offCpu(int task, StateKind kind, long timeNs) {
    runningOn[task] = null;
    state[task] = kind;
    stateSince[task] = timeNs;
    pendingWake[task] = NO_WAKE;
  }

  /// Takes a task off another CPU on which it is still thought to run.
  void leaveOtherCpu(int task, CpuState here, long timeNs, ObjLongConsumer<CpuState> end) {
    if (task <= Task.UNKNOWN) {
      return;
    }
    CpuState other = runningOn[task];
    if (other != null && other != here && other.current == task) {
      end.accept(other, timeNs);
    }
  }

  void wake(int task, long timeNs, int target, int row) {
    if (task <= Task.UNKNOWN) {
      return;
    }
    if (state[task] == StateKind.UNKNOWN) {
      if (pendingWake[task] == NO_WAKE) {
        pendingWake[task] = row;
        pendingWakeNs[task] = timeNs;
        pendingTarget[task] = target;
      }
      return;
    }
    if (state[task].blocked()) {
      runnable(task, timeNs, target, row);
    }
  }

  private void runnable(int task, long timeNs, int target, int row) {
    builder.state(task, timeNs, StateKind.RUNNABLE_WAKEUP, ' ', target, row, told);
    state[task] = StateKind.RUNNABLE_WAKEUP;
    stateSince[task] = timeNs;
  }

  /// A task whose state was unknown comes to a CPU: its wake-up before was what made it runnable.
  void emitPendingWake(int task, long timeNs) {
    if (task > Task.UNKNOWN && pendingWake[task] != NO_WAKE) {
      long at = pendingWakeNs[task];
      if (at >= stateSince[task] && at <= timeNs) {
        runnable(task, at, pendingTarget[task], pendingWake[task]);
      }
      pendingWake[task] = NO_WAKE;
    }
  }

  /// A task whose state was unknown leaves a CPU: it ran when it was woken.
  void dropPendingWake(int task) {
    pendingWake[task] = NO_WAKE;
  }

  void yielding(int task) {
    yielding[task] = task > Task.UNKNOWN;
  }

  void notYielding(int tid) {
    int task = tid > 0 ? byTid.get(tid) : -1;
    if (task >= 0) {
      yielding[task] = false;
    }
  }

  boolean takeYield(int task) {
    boolean was = yielding[task];
    yielding[task] = false;
    return was;
  }

  boolean sameComm(int task, long low, long high) {
    return commLow[task] == low && commHigh[task] == high;
  }

  void rememberComm(int task, long low, long high) {
    commLow[task] = low;
    commHigh[task] = high;
  }

  void forgetComm(int task) {
    commLow[task] = 0;
    commHigh[task] = 0;
  }

  /// Tasks that were woken but never seen otherwise are runnable to the end.
  void finish(long timeNs) {
    for (int task = Task.UNKNOWN + 1; task < state.length && state[task] != null; task++) {
      emitPendingWake(task, timeNs);
    }
  }
}
