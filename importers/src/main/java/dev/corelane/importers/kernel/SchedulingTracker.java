package dev.corelane.importers.kernel;

import dev.corelane.importers.locks.FactSink;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.Map;

/// The scheduling state machine: takes what tracepoints tell, in order of time, and records slices
/// and gapless thread states. Shared by every format that carries the kernel's events.
///
/// A contradiction is data: the last fact is ended where it was last seen, what lies between is
/// unknown, and the problem is counted.
public final class SchedulingTracker {
  private final TimelineBuilder builder;
  private final ProblemLog problems;
  private final String source;
  private final CpuStates cpus;
  private final TaskTracker tasks;
  private final SliceWriter slices;

  /// Names told before the first event; of each task only the last one is within the trace.
  private final Map<Integer, String> earlyNames = new HashMap<>();

  private long firstNs = Long.MIN_VALUE;
  private long lastNs = Long.MIN_VALUE;
  private long accountedNs;
  private boolean lazyFlagSeen;
  private final FactSink sink;

  /// @param builder takes the facts
  /// @param problems takes the contradictions
  /// @param source file name for the problems
  public SchedulingTracker(TimelineBuilder builder, ProblemLog problems, String source) {
    this(builder, problems, source, Provenance.RECORDED);
  }

  /// @param builder takes the facts
  /// @param problems takes the contradictions
  /// @param source file name for the problems
  /// @param told where facts come from that the events tell: recorded, or synthetic
  public SchedulingTracker(
      TimelineBuilder builder, ProblemLog problems, String source, Provenance told) {
    this.builder = builder;
    this.problems = problems;
    this.source = source;
    this.cpus = new CpuStates(builder);
    this.tasks = new TaskTracker(builder, told);
    this.slices = new SliceWriter(builder, tasks, told);
    this.sink = new FactSink(builder, problems, source, () -> firstNs, told);
  }

  /// Where state machines beside this one write.
  ///
  /// @return the sink, which tells them of the ends of tasks and of the trace
  public FactSink sink() {
    return sink;
  }

  /// The process of a task, -1 unknown.
  int processOf(int task) {
    return tasks.processOf(task);
  }

  /// The task of a thread id; new on first mention.
  ///
  /// @param tid thread id, 0 the idle task, negative unknown
  /// @param timeNs when it is mentioned
  /// @return internal task id
  public int task(int tid, long timeNs) {
    return tasks.task(tid, timeNs);
  }

  /// Tells that time has come to an event, whatever it is; must be called for every event, before
  /// the event itself.
  ///
  /// @param timeNs time of the event
  /// @param cpu CPU number it was recorded on, -1 unknown
  /// @param tid thread that ran there, negative unknown
  public void advance(long timeNs, int cpu, int tid) {
    if (firstNs == Long.MIN_VALUE) {
      firstNs = timeNs;
      builder.cover(timeNs);
      nameEarlyTasks();
    }
    lastNs = Math.max(lastNs, timeNs);
    if (cpu < 0 || cpu > CpuStates.HIGHEST_NUMBER) {
      return;
    }
    CpuState c = cpus.get(cpu);
    if (c.goneSinceNs != Long.MIN_VALUE) {
      problem(SchedProblems.TWO_CPUS, "a task runs on two CPUs at once", c.goneSinceNs);
      c.goneSinceNs = Long.MIN_VALUE;
    }
    if (tid >= 0 && c.current < 0 && c.started) {
      int task = tasks.task(tid, timeNs);
      tasks.leaveOtherCpu(task, c, timeNs, this::endUnseenElsewhere);
      c.current = task;
      c.sliceStart = Math.max(timeNs, c.lastSliceEnd);
      c.startClipped = true;
      c.inferred = true;
      tasks.running(c.current, c);
    }
    c.lastEventBeforeNs = c.lastEventNs;
    c.lastEventNs = Math.max(c.lastEventNs, timeNs);
  }

  /// `sched_switch`.
  ///
  /// @param time when, ns
  /// @param cpu CPU number
  /// @param prev task that leaves
  /// @param prevPriority its kernel priority
  /// @param recordedEnd why it leaves, as far as its state tells
  /// @param letter its state letter
  /// @param flags `common_flags` of the event
  /// @param next task that comes
  /// @param nextPriority its kernel priority
  public void switchTasks(
      long time,
      int cpu,
      int prev,
      int prevPriority,
      SliceEnd recordedEnd,
      char letter,
      int flags,
      int next,
      int nextPriority) {
    if (cpu < 0 || cpu > CpuStates.HIGHEST_NUMBER) {
      problem(SchedProblems.NO_CPU, "a sched_switch without a CPU was left out", time);
      return;
    }
    CpuState c = cpus.get(cpu);
    long timeNs = time;
    if (timeNs < c.lastSwitchNs) {
      problem(SchedProblems.OUT_OF_ORDER, "switches of a CPU go back in time", time);
      timeNs = c.lastSwitchNs;
    }
    SliceEnd end =
        prev == Task.IDLE
            ? SliceEnd.IDLE_END
            : recordedEnd.involuntary() && tasks.takeYield(prev) ? SliceEnd.YIELDED : recordedEnd;
    closeSlice(c, timeNs, prev, prevPriority, end, letter, flags, next);
    if (prev > Task.UNKNOWN) {
      tasks.priority(prev, prevPriority);
      StateKind after = PrevState.stateAfter(end);
      builder.state(prev, timeNs, after, letter, c.index, next, sink.told());
      tasks.offCpu(prev, after, timeNs);
      if (after == StateKind.DEAD) {
        dead(prev, timeNs);
      }
    }
    startSlice(c, timeNs, next, nextPriority);
    c.lastSwitchNs = timeNs;
  }

  private void dead(int task, long timeNs) {
    if (!tasks.isExiting(task)) {
      builder.taskExit(task, timeNs);
      tasks.exiting(task);
    }
    sink.taskEnded(task, timeNs);
  }

  private void closeSlice(
      CpuState c,
      long timeNs,
      int prev,
      int priority,
      SliceEnd end,
      char letter,
      int flags,
      int next) {
    if (!c.started) {
      c.started = true;
      tasks.leaveOtherCpu(prev, c, timeNs, this::endUnseenElsewhere);
      long since = Math.max(Math.max(firstNs, c.lossEndNs), tasks.lastKnownNs(prev));
      if (since <= timeNs) {
        tasks.dropPendingWake(prev);
        slices.end(c, since, timeNs, prev, end, letter, Provenance.INFERRED, true, priority, flags);
      }
      return;
    }
    if (c.current == prev) {
      Provenance provenance = c.inferred ? Provenance.INFERRED : sink.told();
      slices.end(
          c, c.sliceStart, timeNs, prev, end, letter, provenance, c.startClipped, priority, flags);
      return;
    }
    long lastSeen = Math.clamp(c.lastEventBeforeNs, c.lastSwitchNs, timeNs);
    if (c.current >= 0) {
      slices.endUnseen(c, lastSeen);
    }
    if (!c.lossReported) {
      problem(
          SchedProblems.CHAIN_BROKEN,
          "the task that leaves the CPU is not the one that came to it",
          timeNs);
      builder.hole(c.index, lastSeen, timeNs, 0, "switch chain broken");
    }
    tasks.leaveOtherCpu(prev, c, timeNs, this::endUnseenElsewhere);
  }

  private void endUnseenElsewhere(CpuState other, long timeNs) {
    other.goneSinceNs = timeNs;
    slices.endUnseen(other, Math.clamp(other.lastEventNs, other.sliceStart, timeNs));
  }

  private void startSlice(CpuState c, long timeNs, int next, int priority) {
    tasks.leaveOtherCpu(next, c, timeNs, this::endUnseenElsewhere);
    tasks.emitPendingWake(next, timeNs);
    tasks.emitWait(next, timeNs);
    c.current = next;
    c.sliceStart = timeNs;
    c.startClipped = false;
    c.inferred = false;
    c.lossReported = false;
    if (next > Task.UNKNOWN) {
      tasks.priority(next, priority);
      tasks.running(next, c);
    }
  }

  /// A task is seen to come to a CPU by a source that does not tell who left. Nothing happens when
  /// it is known to be there.
  ///
  /// @param timeNs when
  /// @param cpu CPU number
  /// @param tid thread id
  public void arrive(long timeNs, int cpu, int tid) {
    if (cpu < 0 || cpu > CpuStates.HIGHEST_NUMBER) {
      return;
    }
    CpuState c = cpus.get(cpu);
    int task = tasks.taskComing(tid, timeNs);
    if (c.started && c.current == task) {
      return;
    }
    int left = c.started && c.current >= 0 ? c.current : Task.UNKNOWN;
    switchTasks(
        timeNs,
        cpu,
        left,
        Task.PRIORITY_UNKNOWN,
        SliceEnd.UNKNOWN,
        ' ',
        0,
        task,
        Task.PRIORITY_UNKNOWN);
  }

  /// A wake-up of any of the three kinds.
  ///
  /// @param timeNs when
  /// @param cpu CPU number of the waker, -1 unknown
  /// @param waker task that ran there
  /// @param task task woken
  /// @param targetCpu CPU number it is queued at, -1 unknown
  /// @param kind which tracepoint
  /// @param inInterrupt whether raised in an interrupt
  public void wake(
      long timeNs,
      int cpu,
      int waker,
      int task,
      int targetCpu,
      Wakeup.Kind kind,
      boolean inInterrupt) {
    int target = cpus.indexOf(targetCpu);
    int row = builder.wakeup(timeNs, task, waker, cpus.indexOf(cpu), target, kind, inInterrupt);
    tasks.wake(task, timeNs, target, row);
  }

  /// `sched_migrate_task`.
  ///
  /// @param timeNs when
  /// @param task the task
  /// @param from CPU number, -1 unknown
  /// @param to CPU number, -1 unknown
  public void migrate(long timeNs, int task, int from, int to) {
    builder.migration(timeNs, task, cpus.indexOf(from), cpus.indexOf(to));
  }

  /// `sched_process_fork`.
  ///
  /// @param parentTid forking thread
  /// @param childTid new thread
  /// @param timeNs when
  /// @return the new task
  public int fork(int parentTid, int childTid, long timeNs) {
    return tasks.fork(parentTid, childTid, timeNs);
  }

  /// `sched_process_exec`.
  ///
  /// @param tid the thread
  /// @param cpu CPU number, -1 unknown
  /// @param file the program
  /// @param timeNs when
  public void exec(int tid, int cpu, String file, long timeNs) {
    builder.mark(timeNs, cpus.indexOf(cpu), tasks.task(tid, timeNs), "exec", file);
  }

  /// `sched_process_exit`.
  ///
  /// @param tid the thread
  /// @param timeNs when
  public void exit(int tid, long timeNs) {
    int task = tasks.task(tid, timeNs);
    if (task > Task.UNKNOWN && !tasks.isExiting(task)) {
      builder.taskExit(task, timeNs);
      tasks.exiting(task);
    }
  }

  /// `sched_process_free`: the thread id may be used again.
  ///
  /// @param tid the thread
  public void free(int tid) {
    tasks.free(tid);
  }

  /// A system call that gives the CPU away: the thread's next switch is a yield.
  ///
  /// @param tid the thread
  /// @param timeNs when
  public void yielding(int tid, long timeNs) {
    tasks.yielding(tasks.task(tid, timeNs));
  }

  /// A system call that does not yield: an earlier `sched_yield` has returned.
  ///
  /// @param tid the thread
  public void otherSystemCall(int tid) {
    tasks.notYielding(tid);
  }

  /// `sched_pi_setprio`.
  ///
  /// @param timeNs when
  /// @param cpu CPU number, -1 unknown
  /// @param task whose priority changes
  /// @param oldPriority before
  /// @param newPriority after
  public void inheritPriority(long timeNs, int cpu, int task, int oldPriority, int newPriority) {
    tasks.priority(task, newPriority);
    builder.mark(
        timeNs,
        cpus.indexOf(cpu),
        task,
        "priority inheritance",
        "priority " + oldPriority + " to " + newPriority);
  }

  /// `sched_stat_runtime`: what the kernel charged.
  ///
  /// @param task the task
  /// @param runtimeNs since it was charged last
  public void accountedRunTime(int task, long runtimeNs) {
    if (task > Task.UNKNOWN && runtimeNs > 0) {
      accountedNs += runtimeNs;
    }
  }

  /// `sched_stat_wait`: how long a task that comes to a CPU has waited for it. Tells when a task
  /// became runnable whose wake-up was not recorded.
  ///
  /// @param timeNs when; the task's switch-in follows, unless it is a sleeper leaving the queue
  ///   late
  /// @param task the task
  /// @param delayNs how long it waited
  public void accountedWait(long timeNs, int task, long delayNs) {
    if (delayNs >= 0 && delayNs < timeNs) {
      tasks.waited(task, Math.max(firstNs, timeNs - delayNs));
    }
  }

  /// The task of a thread id that comes to a CPU: a dead one cannot, so then it is a new life.
  ///
  /// @param tid thread id
  /// @param timeNs when
  /// @return internal task id
  public int taskComing(int tid, long timeNs) {
    return tasks.taskComing(tid, timeNs);
  }

  /// @param task internal task id
  /// @param priority its kernel priority
  public void priority(int task, int priority) {
    tasks.priority(task, priority);
  }

  /// The process of a task, if it is not known yet.
  ///
  /// @param task internal task id
  /// @param pid process id, negative unknown
  public void process(int task, int pid) {
    tasks.process(task, pid);
  }

  /// A thread is known by name before or at a time.
  ///
  /// @param tid the thread
  /// @param pid its process
  /// @param comm its name
  /// @param timeNs when, [Long#MIN_VALUE] before the first event
  public void comm(int tid, int pid, String comm, long timeNs) {
    int task = tasks.task(tid, timeNs);
    if (task > Task.UNKNOWN) {
      tasks.process(task, pid);
      if (firstNs == Long.MIN_VALUE) {
        tasks.named(task);
        earlyNames.put(task, comm);
      } else {
        name(task, comm, Math.max(timeNs, lastNs));
      }
      tasks.forgetComm(task);
    }
  }

  /// A thread's name from a list that was saved beside the events. An event that names the thread
  /// is stronger, and a thread that no event mentions is not made.
  ///
  /// @param tid the thread
  /// @param comm its name
  public void savedName(int tid, String comm) {
    int task = tasks.unnamed(tid);
    if (task > Task.UNKNOWN) {
      name(task, comm, Long.MIN_VALUE);
    }
  }

  private void nameEarlyTasks() {
    earlyNames.forEach((task, name) -> builder.taskName(task, name, Long.MIN_VALUE));
    earlyNames.clear();
  }

  /// A thread was created, or existed before the trace.
  ///
  /// @param tid the thread
  /// @param pid its process
  /// @param parentTid its parent
  /// @param timeNs when, [Long#MIN_VALUE] before the first event
  public void created(int tid, int pid, int parentTid, long timeNs) {
    tasks.created(tid, pid, parentTid, timeNs);
  }

  boolean sameComm(int task, long low, long high) {
    return tasks.sameComm(task, low, high);
  }

  void rememberComm(int task, long low, long high) {
    tasks.rememberComm(task, low, high);
  }

  void name(int task, String name, long timeNs) {
    tasks.named(task);
    builder.taskName(task, name, timeNs);
  }

  /// Records of a CPU were lost.
  ///
  /// @param cpu CPU number, -1 all
  /// @param timeNs when the loss was noticed
  /// @param lost how many records, 0 unknown
  /// @param reason what told so
  public void lost(int cpu, long timeNs, long lost, String reason) {
    sink.lost(timeNs);
    if (cpu < 0 || cpu > CpuStates.HIGHEST_NUMBER) {
      builder.hole(-1, Math.max(firstNs, cpus.lastEventNs()), timeNs, lost, reason);
      cpus.forEach(c -> doubt(c, timeNs));
      return;
    }
    CpuState c = cpus.get(cpu);
    builder.hole(c.index, Math.max(firstNs, c.lastEventBeforeNs), timeNs, lost, reason);
    doubt(c, timeNs);
  }

  /// Records of a CPU were lost that were not those of switches: a hole, but no doubt about who
  /// runs.
  ///
  /// @param cpu CPU number
  /// @param timeNs when the loss was noticed
  /// @param lost how many records, 0 unknown
  /// @param reason what told so
  public void lostElsewhere(int cpu, long timeNs, long lost, String reason) {
    sink.lost(timeNs);
    if (cpu >= 0 && cpu <= CpuStates.HIGHEST_NUMBER) {
      CpuState c = cpus.get(cpu);
      builder.hole(c.index, Math.max(firstNs, c.lastEventBeforeNs), timeNs, lost, reason);
    }
  }

  /// The CPU of a kernel number.
  ///
  /// @param number the kernel's number
  /// @return its index on the timeline, -1 for a number that no CPU can have
  public int cpuIndex(int number) {
    return cpus.indexOf(number);
  }

  private static void doubt(CpuState c, long timeNs) {
    c.lossEndNs = timeNs;
    c.lossReported = true;
    c.inferred = true;
  }

  /// Takes note of the flags of an event other than a switch; at a switch, need-resched is already
  /// cleared (`__schedule`, kernel/sched/core.c).
  ///
  /// @param flags `common_flags`
  public void eventFlags(int flags) {
    lazyFlagSeen |= (flags & CommonFlags.NEED_RESCHED_LAZY) != 0;
  }

  /// Whether the events show that the kernel ran the lazy preemption model: one carried the lazy
  /// need-resched flag, on a kernel where that bit means it.
  ///
  /// @param release `uname -r` of the recorded machine, "" when unknown
  /// @return true once seen
  public boolean showsLazyPreemption(String release) {
    return lazyFlagSeen && KernelRelease.atLeast(release, 6, 13);
  }

  /// Ends what is still open.
  public void finish() {
    nameEarlyTasks();
    if (firstNs != Long.MIN_VALUE) {
      builder.schedulingEnds(lastNs);
    }
    cpus.forEach(c -> slices.finish(c, lastNs));
    tasks.finish(lastNs);
    sink.finish(lastNs);
    slices.checkAgainst(accountedNs, problems, source);
  }

  private void problem(ProblemKind kind, String message, long timeNs) {
    problems.add(kind, message, source, -1, timeNs, 1);
  }

  /// Tells that the states of an event cannot be decoded.
  void noStateTable(String event) {
    problems.add(
        SchedProblems.NO_STATE_TABLE,
        "the print format of " + event + " has no table of states",
        source,
        -1);
  }

  /// Counts records shorter than their layout.
  ///
  /// @param count how many field reads fell outside their record
  public void shortRecords(long count) {
    if (count > 0) {
      problems.add(
          SchedProblems.SHORT_RECORD,
          "fields lie outside their record",
          source,
          -1,
          ImportProblem.NO_TIME,
          count);
    }
  }
}
