package dev.corelane.importers.testing;

import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.function.Consumer;

/// Reads all of a timeline that an importer made, and checks what every timeline promises: slices
/// follow each other without a gap on each CPU and states on each task, from the start to the end;
/// no task runs in two slices at once; every number names something that exists.
public final class TimelineWalk {
  private final Timeline timeline;
  private final long start;
  private final long end;
  private long facts;

  private TimelineWalk(Timeline timeline) {
    this.timeline = timeline;
    this.start = timeline.range().startNs();
    this.end = timeline.range().endNs();
  }

  /// @param timeline what to read
  /// @return number of facts read
  /// @throws AssertionError naming the first fact that breaks a promise
  public static long walk(Timeline timeline) {
    var walk = new TimelineWalk(timeline);
    walk.tasks();
    for (Cpu cpu : timeline.cpus()) {
      walk.slices(timeline.slices(cpu.index()));
      walk.levels(timeline.levels(cpu.index()));
    }
    walk.facts();
    return walk.facts;
  }

  private void tasks() {
    for (int id = 0; id < timeline.taskCount(); id++) {
      Task task = timeline.task(id);
      check(task.id() == id && task.startNs() <= task.endNs(), task);
      check(timeline.tasksOfTid(task.tid()).contains(task), task);
      long before = Long.MIN_VALUE;
      for (TaskName name : timeline.taskNames(id)) {
        check(name.name().length() <= 1 << 16, name);
        check(timeline.taskName(id, end) != null, name);
        check(name.fromNs() >= before, name);
        before = name.fromNs();
      }
      states(id, timeline.states(id));
    }
  }

  private void slices(CpuSlices slices) {
    long at = start;
    for (long i = 0; i < slices.count(); i++) {
      SchedSlice slice = slices.get(i);
      facts++;
      check(task(slice.task()) && slice.startNs() == at && slice.endNs() >= at, slice);
      check(slices.whole(i) || slice.startClipped() || slice.endClipped(), slice);
      at = slice.endNs();
    }
    check(slices.count() == 0 || at == end, "the last slice ends at " + at + ", not " + end);
  }

  private void states(int task, TaskStates states) {
    long at = start;
    for (long i = 0; i < states.count(); i++) {
      ThreadState state = states.get(i);
      facts++;
      check(state.task() == task && state.startNs() == at && state.endNs() >= at, state);
      check(task(state.other()) && cpu(state.cpu()), state);
      check(state.wakeup() >= -1 && state.wakeup() < timeline.wakeups().size(), state);
      if (state.wakeup() >= 0) {
        check(timeline.wakeups().get(state.wakeup()).task() == task, state);
      }
      if (state.kind() == StateKind.RUNNING) {
        CpuSlices lane = timeline.slices(state.cpu());
        SchedSlice slice = lane.get(states.sliceRow(i) - lane.firstRow());
        check(slice.task() == task && slice.startNs() >= state.startNs(), slice + " of " + state);
      }
      at = state.endNs();
    }
    check(states.count() == 0 || at == end, "the states of task " + task + " end at " + at);
  }

  private void levels(CpuLevels levels) {
    for (int level = 0; level < levels.count(); level++) {
      for (long b = 0; b < levels.buckets(level); b++) {
        check(task(levels.dominantTask(level, b)), "dominant task of bucket " + b);
        double shares = levels.busy(level, b) + levels.unknown(level, b);
        check(shares >= 0 && shares <= 1.000001, "shares of bucket " + b + ": " + shares);
        check(levels.worstDelayNs(level, b) >= 0 && levels.runnable(level, b) >= 0, "bucket " + b);
      }
    }
  }

  private void facts() {
    each(timeline.wakeups(), this::wakeup);
    each(timeline.migrations(), this::migration);
    each(timeline.marks(), this::mark);
    for (Hole hole : timeline.holes()) {
      facts++;
      check(cpu(hole.cpu()) && hole.startNs() <= hole.endNs(), hole);
      check(hole.startNs() >= start && hole.endNs() <= end && hole.lostEvents() >= 0, hole);
    }
    timeline.problems().forEach(p -> check(p.count() > 0 && !p.message().isBlank(), p));
    timeline.sources().forEach(s -> check(s.clock() < timeline.clocks().size(), s));
    timeline.eventCounts().forEach(c -> check(c.count() >= 0, c));
    facts += timeline.properties().size();
  }

  private void wakeup(Wakeup w) {
    check(task(w.task()) && task(w.waker()) && cpu(w.wakerCpu()) && cpu(w.targetCpu()), w);
  }

  private void migration(Migration m) {
    check(task(m.task()) && cpu(m.fromCpu()) && cpu(m.toCpu()), m);
  }

  private void mark(Mark m) {
    check(task(m.task()) && cpu(m.cpu()), m);
  }

  private <T extends Record> void each(FactTable<T> table, Consumer<T> check) {
    for (long row = 0; row < table.size(); row++) {
      facts++;
      check(table.timeNs(row) >= start && table.timeNs(row) <= end, table.get(row));
      check.accept(table.get(row));
    }
  }

  private boolean task(int id) {
    return id >= 0 && id < timeline.taskCount();
  }

  private boolean cpu(int index) {
    return index >= -1 && index < timeline.cpus().size();
  }

  private static void check(boolean holds, Object what) {
    if (!holds) {
      throw new AssertionError("a promise of the timeline is broken by " + what);
    }
  }
}
