package dev.corelane.importers.perf.testing;

import java.nio.charset.StandardCharsets;

/// Encodes the raw bytes of scheduler tracepoints by the layouts of an [EventFormats].
///
/// Each method appends one payload to the buffer that [PerfDataWriter#beginSample] returned. The
/// common fields come from the last call of [#context].
public final class SchedPayload {
  /// `common_flags`: in a hard interrupt.
  public static final int FLAG_HARDIRQ = 8;

  /// `common_flags`: in a soft interrupt.
  public static final int FLAG_SOFTIRQ = 16;

  /// `common_flags`: a reschedule was asked for.
  public static final int FLAG_NEED_RESCHED = 4;

  private final TaskStateTable states;
  private final int longSize;

  private final EventFormat schedSwitch;
  private final int prevComm;
  private final int prevPid;
  private final int prevPrio;
  private final int prevState;
  private final int nextComm;
  private final int nextPid;
  private final int nextPrio;

  private final Layout wakeup;
  private final int success;
  private final int targetCpu;

  private final Layout statRuntime;
  private final int runtime;
  private final int vruntime;

  private final Layout statWait;
  private final Layout migrateTask;
  private final Layout exit;
  private final Layout free;
  private final Layout setprio;
  private final EventFormat fork;
  private final EventFormat exec;

  private int commonFlags;
  private int preemptCount;
  private int commonPid;

  /// The part that most scheduler events share: comm and pid, then own fields.
  private record Layout(EventFormat format, int comm, boolean dynamicComm, int pid) {
    Layout(EventFormat format) {
      this(format, format.offset("comm"), format.isDynamic("comm"), format.offset("pid"));
    }

    int at(String field) {
      return format.offset(field);
    }
  }

  /// An encoder for the kernel of `formats`.
  public SchedPayload(EventFormats formats) {
    states = formats.kernel().states();
    longSize = formats.longSize();
    schedSwitch = formats.get(SchedTracepoint.SWITCH);
    prevComm = schedSwitch.offset("prev_comm");
    prevPid = schedSwitch.offset("prev_pid");
    prevPrio = schedSwitch.offset("prev_prio");
    prevState = schedSwitch.offset("prev_state");
    nextComm = schedSwitch.offset("next_comm");
    nextPid = schedSwitch.offset("next_pid");
    nextPrio = schedSwitch.offset("next_prio");
    wakeup = new Layout(formats.get(SchedTracepoint.WAKEUP));
    success = wakeup.at("success");
    targetCpu = wakeup.at("target_cpu");
    statRuntime = new Layout(formats.get(SchedTracepoint.STAT_RUNTIME));
    runtime = statRuntime.at("runtime");
    vruntime = statRuntime.at("vruntime");
    statWait = new Layout(formats.get(SchedTracepoint.STAT_WAIT));
    migrateTask = new Layout(formats.get(SchedTracepoint.MIGRATE_TASK));
    exit = new Layout(formats.get(SchedTracepoint.PROCESS_EXIT));
    free = new Layout(formats.get(SchedTracepoint.PROCESS_FREE));
    setprio = new Layout(formats.get(SchedTracepoint.PI_SETPRIO));
    fork = formats.get(SchedTracepoint.PROCESS_FORK);
    exec = formats.get(SchedTracepoint.PROCESS_EXEC);
  }

  /// Sets the common fields of the payloads that follow.
  ///
  /// @param flags bits such as [#FLAG_HARDIRQ]
  /// @param currentTid the task that runs on the CPU of the event
  public SchedPayload context(int flags, int newPreemptCount, int currentTid) {
    commonFlags = flags;
    preemptCount = newPreemptCount;
    commonPid = currentTid;
    return this;
  }

  /// sched_switch.
  ///
  /// @param preempted preempted inside the kernel: "R+"
  public void schedSwitch(
      RecordBuffer out,
      TaskComm previousComm,
      int previousTid,
      int previousPrio,
      TaskState state,
      boolean preempted,
      TaskComm followingComm,
      int followingTid,
      int followingPrio) {
    int base = begin(out, schedSwitch);
    previousComm.putFixed(out, base + prevComm);
    out.putU32(base + prevPid, previousTid);
    out.putU32(base + prevPrio, previousPrio);
    out.putLong(base + prevState, states.encode(state, preempted), longSize);
    followingComm.putFixed(out, base + nextComm);
    out.putU32(base + nextPid, followingTid);
    out.putU32(base + nextPrio, followingPrio);
  }

  /// sched_waking, sched_wakeup or sched_wakeup_new: they share one layout.
  public void wakeup(
      RecordBuffer out, SchedTracepoint which, TaskComm comm, int tid, int prio, int cpu) {
    int base = begin(out, wakeup, comm, tid);
    out.putU16(base, which.id());
    out.putU32(base + wakeup.pid + 4, prio);
    if (success >= 0) {
      out.putU32(base + success, 1);
    }
    out.putU32(base + targetCpu, cpu);
  }

  /// sched_migrate_task.
  public void migrateTask(
      RecordBuffer out, TaskComm comm, int tid, int prio, int fromCpu, int toCpu) {
    int base = begin(out, migrateTask, comm, tid);
    int own = base + migrateTask.pid + 4;
    out.putU32(own, prio);
    out.putU32(own + 4, fromCpu);
    out.putU32(own + 8, toCpu);
  }

  /// sched_stat_runtime, nanoseconds.
  public void statRuntime(
      RecordBuffer out, TaskComm comm, int tid, long runtimeNs, long vruntimeNs) {
    int base = begin(out, statRuntime, comm, tid);
    out.putU64(base + runtime, runtimeNs);
    if (vruntime >= 0) {
      out.putU64(base + vruntime, vruntimeNs);
    }
  }

  /// sched_stat_wait, nanoseconds.
  public void statWait(RecordBuffer out, TaskComm comm, int tid, long delayNs) {
    int base = begin(out, statWait, comm, tid);
    out.putU64(base + statWait.at("delay"), delayNs);
  }

  /// sched_process_exit.
  public void processExit(RecordBuffer out, TaskComm comm, int tid, int prio, boolean groupDead) {
    int base = begin(out, exit, comm, tid);
    out.putU32(base + exit.pid + 4, prio);
    if (exit.at("group_dead") >= 0) {
      out.putU8(base + exit.at("group_dead"), groupDead ? 1 : 0);
    }
  }

  /// sched_process_free.
  public void processFree(RecordBuffer out, TaskComm comm, int tid, int prio) {
    int base = begin(out, free, comm, tid);
    out.putU32(base + free.pid + 4, prio);
  }

  /// sched_pi_setprio.
  public void piSetprio(RecordBuffer out, TaskComm comm, int tid, int oldPrio, int newPrio) {
    int base = begin(out, setprio, comm, tid);
    out.putU32(base + setprio.pid + 4, oldPrio);
    out.putU32(base + setprio.pid + 8, newPrio);
  }

  /// sched_process_fork.
  public void processFork(
      RecordBuffer out, TaskComm parentComm, int parentTid, TaskComm childComm, int childTid) {
    int base = begin(out, fork);
    putComm(out, base, fork.offset("parent_comm"), fork.isDynamic("parent_comm"), parentComm);
    out.putU32(base + fork.offset("parent_pid"), parentTid);
    putComm(out, base, fork.offset("child_comm"), fork.isDynamic("child_comm"), childComm);
    out.putU32(base + fork.offset("child_pid"), childTid);
  }

  /// sched_process_exec.
  ///
  /// @param oldTid the thread that called exec; it takes over the id of its group leader
  public void processExec(RecordBuffer out, String filename, int tid, int oldTid) {
    int base = begin(out, exec);
    byte[] path = filename.getBytes(StandardCharsets.UTF_8);
    putDataLocation(out, base, exec.offset("filename"), path.length + 1);
    out.bytes(path).u8(0);
    out.putU32(base + exec.offset("pid"), tid);
    out.putU32(base + exec.offset("old_pid"), oldTid);
  }

  private int begin(RecordBuffer out, EventFormat format) {
    int base = out.size();
    out.zeros(format.size());
    out.putU16(base, format.id());
    out.putU8(base + 2, commonFlags);
    out.putU8(base + 3, preemptCount);
    out.putU32(base + 4, commonPid);
    return base;
  }

  private int begin(RecordBuffer out, Layout layout, TaskComm comm, int tid) {
    int base = begin(out, layout.format);
    putComm(out, base, layout.comm, layout.dynamicComm, comm);
    out.putU32(base + layout.pid, tid);
    return base;
  }

  private static void putComm(RecordBuffer out, int base, int at, boolean dynamic, TaskComm comm) {
    if (dynamic) {
      putDataLocation(out, base, at, comm.lengthWithNul());
      comm.appendWithNul(out);
    } else {
      comm.putFixed(out, base + at);
    }
  }

  /// Announces `length` bytes that are appended next: offset from the start of the payload in the
  /// low half, length in the high half.
  private static void putDataLocation(RecordBuffer out, int base, int at, int length) {
    out.putU32(base + at, length << 16 | (out.size() - base));
  }
}
