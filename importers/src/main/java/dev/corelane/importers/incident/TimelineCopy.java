package dev.corelane.importers.incident;

import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CounterValue;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Copies facts of a timeline to one that is being made: the same facts at a shifted time, with the
/// tasks, CPUs and locks that are there already.
///
/// Scheduling can be copied from one timeline only, and first.
public final class TimelineCopy {
  private static final int ROWS_PER_CHECK = 1 << 14;

  private final Timeline from;
  private final CopyTarget target;
  private final TimelineBuilder to;
  private final CopyRule rule;
  private final ProgressMonitor monitor;
  private final int[] tasks;
  private final int[] cpus;

  /// @param from copied from
  /// @param target copied to
  /// @param rule what is copied
  /// @param monitor asked whether to go on
  public TimelineCopy(Timeline from, CopyTarget target, CopyRule rule, ProgressMonitor monitor) {
    this.from = from;
    this.target = target;
    this.to = target.builder();
    this.rule = rule;
    this.monitor = monitor;
    tasks = new int[from.taskCount()];
    Arrays.fill(tasks, -1);
    tasks[Task.IDLE] = Task.IDLE;
    tasks[Task.UNKNOWN] = Task.UNKNOWN;
    cpus = new int[from.cpus().size()];
    Arrays.fill(cpus, -1);
  }

  /// Copies what the rule names.
  ///
  /// @param clockNote added to the names of this timeline's clocks, "" when it gives the other its
  ///   clock
  /// @param uncertaintyNs of the shift, added to those of the clocks; -1 unknown
  public void run(String clockNote, long uncertaintyNs) {
    describe(clockNote, uncertaintyNs);
    facts();
  }

  /// Copies the facts alone.
  public void facts() {
    if (rule.kinds().test(FactKinds.SCHEDULING)) {
      scheduling();
    }
    locks();
    rows(from.spans(), this::span);
    rows(from.waitSamples(), this::sample);
    rows(from.counters(), this::counter);
    rows(from.marks(), this::mark);
  }

  /// Copies what describes the timeline: its clocks, sources, properties, and numbers of events.
  ///
  /// @param clockNote as for [#run(String, long)]
  /// @param uncertaintyNs as for [#run(String, long)]
  public void describe(String clockNote, long uncertaintyNs) {
    int[] clocks = new int[from.clocks().size()];
    boolean wallClockKnown = to.clockOffset(ClockDomain.REALTIME).isPresent();
    for (ClockDomain clock : from.clocks()) {
      boolean again = wallClockKnown && clock.name().equals(ClockDomain.REALTIME);
      long sum =
          clock.uncertaintyNs() < 0 || uncertaintyNs < 0
              ? -1
              : clock.uncertaintyNs() + uncertaintyNs;
      clocks[clock.id()] =
          to.clock(
              again ? clock.name() + " of " + clockNote : clock.name() + note(clockNote),
              clock.offsetNs() + rule.shiftNs(),
              sum);
    }
    for (TraceSource source : from.sources()) {
      int clock = source.clock() < 0 ? -1 : clocks[source.clock()];
      to.source(source.path(), source.importer(), source.events(), source.bytes(), clock);
    }
    from.properties().forEach(target::property);
    from.eventCounts().forEach(e -> target.eventCount(e.name(), e.count(), e.used()));
  }

  private static String note(String clockNote) {
    return clockNote.isEmpty() ? "" : " of " + clockNote;
  }

  private void scheduling() {
    for (Cpu cpu : from.cpus()) {
      cpu(cpu.index());
    }
    for (int task = Task.UNKNOWN + 1; task < from.taskCount(); task++) {
      if (rule.tasks().test(task)) {
        task(task);
      }
    }
    if (rule.has(from.range().startNs(), from.range().endNs())) {
      to.cover(rule.place(from.range().startNs()));
      to.schedulingEnds(rule.place(from.range().endNs()));
    }
    FactTable<Wakeup> wakeups = from.wakeups();
    int[] wakeupRows = new int[Math.toIntExact(wakeups.size())];
    for (int row = 0; row < wakeupRows.length; row++) {
      check(row);
      Wakeup w = wakeups.get(row);
      boolean copied = rule.has(w.timeNs()) && rule.tasks().test(w.task());
      wakeupRows[row] = copied ? wakeup(w) : -1;
    }
    new SchedulingCopy(from, to, rule, this::task, this::cpu, wakeupRows, monitor).run();
    rows(from.migrations(), this::migration);
    for (Hole hole : from.holes()) {
      if (rule.has(hole.startNs(), hole.endNs())) {
        to.hole(
            cpu(hole.cpu()),
            rule.place(hole.startNs()),
            rule.place(hole.endNs()),
            hole.lostEvents(),
            hole.reason());
      }
    }
  }

  private int wakeup(Wakeup w) {
    return to.wakeup(
        rule.place(w.timeNs()),
        task(w.task()),
        task(w.waker()),
        cpu(w.wakerCpu()),
        cpu(w.targetCpu()),
        w.kind(),
        w.inInterrupt());
  }

  private void locks() {
    List<Lock> all = from.locks();
    int[] locks = new int[all.size()];
    Arrays.fill(locks, -1);
    boolean[] wanted = new boolean[all.size()];
    for (Lock lock : all) {
      wanted[lock.id()] = rule.kinds().test(FactKinds.of(lock.kind()));
      if (wanted[lock.id()]) {
        locks[lock.id()] = target.lock(lock);
      }
    }
    rows(
        from.holds(),
        hold -> {
          if (hold.lock() >= 0 && wanted[hold.lock()]) {
            hold(hold, locks[hold.lock()]);
          }
        });
    rows(
        from.waits(),
        wait -> {
          if (wait.lock() >= 0 && wanted[wait.lock()]) {
            lockWait(wait, locks[wait.lock()]);
          }
        });
  }

  private void hold(LockHold hold, int lock) {
    if (takes(hold.task(), hold.startNs(), hold.endNs())) {
      to.hold(
          rule.place(hold.startNs()),
          rule.place(hold.endNs()),
          lock,
          task(hold.task()),
          hold.mode(),
          hold.endSeen() && rule.has(hold.endNs()),
          provenance(hold.provenance(), hold.startNs(), hold.endNs()));
    }
  }

  private void lockWait(LockWait wait, int lock) {
    if (takes(wait.task(), wait.startNs(), wait.endNs())) {
      boolean cut = rule.cuts(wait.startNs(), wait.endNs());
      to.lockWait(
          rule.place(wait.startNs()),
          rule.place(wait.endNs()),
          lock,
          task(wait.task()),
          wait.mode(),
          task(wait.holder()),
          cut ? -1 : wait.spinNs(),
          cut ? -1 : wait.sleepNs(),
          wait.acquired() && rule.has(wait.endNs()),
          provenance(wait.provenance(), wait.startNs(), wait.endNs()));
    }
  }

  private void span(Span span) {
    if (takes(span.task(), span.startNs(), span.endNs())
        && rule.kinds().test(FactKinds.ofSpan(span.category()))) {
      to.span(
          rule.place(span.startNs()),
          rule.place(span.endNs()),
          task(span.task()),
          span.category(),
          span.name(),
          span.outcome(),
          provenance(span.provenance(), span.startNs(), span.endNs()));
    }
  }

  private void sample(WaitSample sample) {
    if (takes(sample.task(), sample.timeNs(), sample.timeNs())
        && rule.kinds().test(FactKinds.WAIT_SAMPLES)) {
      int event = sample.event() < 0 ? -1 : target.waitEvent(from.waitEvents().get(sample.event()));
      to.waitSample(
          rule.place(sample.timeNs()),
          task(sample.task()),
          event,
          sample.queryId(),
          sample.periodNs());
    }
  }

  private void counter(CounterValue value) {
    if (value.track() < 0 || !rule.has(value.timeNs())) {
      return;
    }
    var track = from.counterTracks().get(value.track());
    if (rule.kinds().test(FactKinds.of(track)) && takes(track.task(), value.timeNs())) {
      int there = target.track(track, cpu(track.cpu()), task(track.task()));
      to.counter(rule.place(value.timeNs()), there, value.value());
    }
  }

  private void mark(Mark mark) {
    if (takes(mark.task(), mark.timeNs()) && rule.kinds().test(FactKinds.ofMark(mark.category()))) {
      to.mark(
          rule.place(mark.timeNs()),
          cpu(mark.cpu()),
          task(mark.task()),
          mark.category(),
          mark.text());
    }
  }

  private void migration(Migration m) {
    if (rule.has(m.timeNs()) && rule.tasks().test(m.task())) {
      to.migration(rule.place(m.timeNs()), task(m.task()), cpu(m.fromCpu()), cpu(m.toCpu()));
    }
  }

  /// Facts that belong to no task are taken whatever tasks are asked for.
  private boolean takes(int task, long timeNs) {
    return rule.has(timeNs) && (task <= Task.UNKNOWN || rule.tasks().test(task));
  }

  private boolean takes(int task, long startNs, long endNs) {
    return rule.has(startNs, endNs) && rule.tasks().test(task);
  }

  private Provenance provenance(Provenance was, long startNs, long endNs) {
    return was == Provenance.RECORDED && rule.cuts(startNs, endNs) ? Provenance.INFERRED : was;
  }

  private <T extends Record> void rows(FactTable<T> table, Consumer<T> copy) {
    for (long row = 0; row < table.size(); row++) {
      check(row);
      copy.accept(table.get(row));
    }
  }

  private void check(long row) {
    if (row % ROWS_PER_CHECK == 0) {
      monitor.checkCancelled();
    }
  }

  private int cpu(int index) {
    if (index < 0) {
      return -1;
    }
    if (cpus[index] < 0) {
      cpus[index] = to.cpu(from.cpus().get(index).number());
    }
    return cpus[index];
  }

  /// The task there that a task is: the life of its thread id at that time, or a new one.
  private int task(int id) {
    if (tasks[id] >= 0) {
      return tasks[id];
    }
    Task task = from.task(id);
    long start = task.startNs() + rule.shiftNs();
    int known = task.tid() < 0 ? -1 : to.taskAt(task.tid(), start);
    if (known < 0 || rule.kinds().test(FactKinds.SCHEDULING)) {
      known = newTask(task, start);
    }
    tasks[id] = known;
    return known;
  }

  private int newTask(Task task, long startNs) {
    List<TaskName> names = from.taskNames(task.id());
    String first = names.isEmpty() ? task.name() : names.getFirst().name();
    int made = to.task(task.tid(), task.pid(), first, startNs, task.startRecorded());
    for (TaskName name : names.subList(Math.min(1, names.size()), names.size())) {
      to.taskName(made, name.name(), name.fromNs() + rule.shiftNs());
    }
    if (!task.label().isEmpty()) {
      to.taskLabel(made, task.label());
    }
    if (task.priority() != Task.PRIORITY_UNKNOWN) {
      to.taskPriority(made, task.priority());
    }
    if (task.kernelThread()) {
      to.kernelThread(made);
    }
    if (task.exitRecorded()) {
      to.taskExit(made, task.endNs() + rule.shiftNs());
    }
    return made;
  }
}
