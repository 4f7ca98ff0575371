package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.model.Wakeup;

/// Reads everything a timeline can be asked for, as its users do, and checks what [Timeline]
/// promises for any file. Two timelines with the same content have the same sum.
public final class TimelineWalk {
  private final Timeline timeline;
  private long sum;

  private TimelineWalk(Timeline timeline) {
    this.timeline = timeline;
  }

  /// @param timeline what to read
  /// @return a hash of all that was read
  /// @throws AssertionError if a promise is broken
  public static long walk(Timeline timeline) {
    var walk = new TimelineWalk(timeline);
    walk.smallTables();
    for (Cpu cpu : timeline.cpus()) {
      walk.slices(timeline.slices(cpu.index()));
      walk.levels(timeline.levels(cpu.index()));
    }
    for (int task = -1; task <= timeline.taskCount(); task++) {
      walk.states(timeline.states(task));
      walk.add(timeline.taskName(task, timeline.range().startNs()));
      walk.add(timeline.taskName(task, timeline.range().endNs()));
    }
    walk.facts();
    return walk.sum;
  }

  private void smallTables() {
    add(timeline.range());
    add(timeline.cpus());
    for (int task = 0; task < timeline.taskCount(); task++) {
      add(timeline.task(task));
      add(timeline.taskNames(task));
      add(timeline.tasksOfTid(timeline.task(task).tid()));
    }
    add(timeline.locks());
    add(timeline.waitEvents());
    timeline.counterTracks().forEach(t -> check(cpu(t.cpu()) && task(t.task()), t));
    add(timeline.counterTracks());
    timeline.holes().forEach(h -> check(cpu(h.cpu()) && interval(h.startNs(), h.endNs()), h));
    add(timeline.holes());
    add(timeline.clocks());
    timeline.sources().forEach(s -> check(id(s.clock(), timeline.clocks().size()), s));
    add(timeline.sources());
    add(timeline.problems());
    add(timeline.properties());
    add(timeline.eventCounts());
  }

  private void slices(CpuSlices slices) {
    long[] times = {Long.MIN_VALUE, timeline.range().startNs(), 0, Long.MAX_VALUE};
    for (long time : times) {
      long at = slices.at(time);
      check(at >= (slices.count() == 0 ? -1 : 0) && at < Math.max(1, slices.count()), at);
    }
    for (long i = 0; i < slices.count(); i++) {
      SchedSlice slice = slices.get(i);
      check(task(slice.task()) && interval(slice.startNs(), slice.endNs()), slice);
      check(slice.startNs() == slices.startNs(i) && slice.endNs() == slices.endNs(i), slice);
      long at = slices.at(slice.startNs());
      check(at >= 0 && at < slices.count(), at);
      add(slice);
      sum = 31 * sum + slices.priority(i) + slices.switchFlags(i) + (slices.whole(i) ? 1 : 0);
    }
  }

  private void states(TaskStates states) {
    var run = new StateRun(states);
    long half = states.count() / 2;
    check(states.read(half, states.count(), Long.MAX_VALUE, 0, run) == states.count(), half);
    for (long i = 0; i < states.count(); i++) {
      ThreadState state = states.get(i);
      check(task(state.task()) && task(state.other()) && cpu(state.cpu()), state);
      check(interval(state.startNs(), state.endNs()), state);
      check(state.wakeup() >= -1 && state.wakeup() < timeline.wakeups().size(), state);
      check(state.kind() == states.kind(i) && state.cpu() == states.cpu(i), state);
      check(state.startNs() == states.startNs(i) && state.endNs() == states.endNs(i), state);
      check((state.kind() == StateKind.RUNNING) == states.sliceRow(i) >= 0, state);
      check(state.wakeup() == states.wakeup(i), state);
      check(run.kind(i) == state.kind() && run.cpu(i) == state.cpu(), state);
      check(run.startNs(i) == state.startNs() && run.endNs(i) == state.endNs(), state);
      check(run.sliceRow(i) == states.sliceRow(i) && run.wakeup(i) == state.wakeup(), state);
      if (state.kind() == StateKind.RUNNING) {
        CpuSlices lane = timeline.slices(state.cpu());
        long row = states.sliceRow(i) - lane.firstRow();
        check(row >= 0 && row < lane.count(), row);
      }
      if (state.wakeup() >= 0) {
        add(timeline.wakeups().get(state.wakeup()));
      }
      long at = states.at(state.startNs());
      check(at >= 0 && at < states.count(), at);
      add(state);
    }
  }

  private void levels(CpuLevels levels) {
    long start = timeline.range().startNs();
    for (int level = 0; level < levels.count(); level++) {
      long buckets = levels.buckets(level);
      check(levels.bucketAt(level, Long.MIN_VALUE) == 0, level);
      check(levels.bucketAt(level, Long.MAX_VALUE) == buckets - 1, level);
      check(levels.startNs(level, 0) == start, level);
      for (long b = 0; b < buckets; b++) {
        check(levels.bucketAt(level, levels.startNs(level, b)) == b, b);
        check(task(levels.dominantTask(level, b)), b);
        check(share(levels.busy(level, b)) && share(levels.unknown(level, b)), b);
        check(levels.runnable(level, b) >= 0 && levels.worstDelayNs(level, b) >= 0, b);
        check(levels.involuntarySwitches(level, b) >= 0, b);
        check(levels.holderPreemptions(level, b) >= 0, b);
        add(levels.busy(level, b) + levels.unknown(level, b) + levels.runnable(level, b));
        sum = 31 * sum + levels.dominantTask(level, b) + levels.worstDelayNs(level, b);
        sum = 31 * sum + levels.involuntarySwitches(level, b) + levels.holderPreemptions(level, b);
      }
    }
  }

  private void facts() {
    each(timeline.wakeups(), this::wakeup);
    each(timeline.migrations(), this::migration);
    each(timeline.holds(), this::hold);
    each(timeline.waits(), this::lockWait);
    each(timeline.spans(), this::span);
    each(timeline.waitSamples(), this::sample);
    each(timeline.counters(), c -> check(id(c.track(), timeline.counterTracks().size()), c));
    each(timeline.marks(), this::mark);
  }

  private <T extends Record> void each(FactTable<T> table, java.util.function.Consumer<T> check) {
    for (long row = 0; row < table.size(); row++) {
      check(time(table.timeNs(row)), row);
      T fact = table.get(row);
      check.accept(fact);
      add(fact);
    }
    for (long time : new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}) {
      long row = table.firstAtOrAfter(time);
      check(row >= 0 && row <= table.size(), row);
    }
  }

  private void wakeup(Wakeup w) {
    check(task(w.task()) && task(w.waker()) && cpu(w.wakerCpu()) && cpu(w.targetCpu()), w);
  }

  private void migration(Migration m) {
    check(task(m.task()) && cpu(m.fromCpu()) && cpu(m.toCpu()), m);
  }

  private void hold(LockHold h) {
    check(task(h.task()) && id(h.lock(), timeline.locks().size()), h);
    check(interval(h.startNs(), h.endNs()), h);
  }

  private void lockWait(LockWait w) {
    check(task(w.task()) && task(w.holder()) && id(w.lock(), timeline.locks().size()), w);
    check(interval(w.startNs(), w.endNs()) && w.spinNs() >= -1 && w.sleepNs() >= -1, w);
  }

  private void span(Span s) {
    check(task(s.task()) && interval(s.startNs(), s.endNs()), s);
    check(s.parent() >= -1 && s.parent() < s.index(), s);
  }

  private void sample(WaitSample s) {
    check(task(s.task()) && id(s.event(), timeline.waitEvents().size()), s);
  }

  private void mark(Mark m) {
    check(task(m.task()) && cpu(m.cpu()), m);
  }

  private boolean task(int id) {
    return id >= 0 && id < timeline.taskCount();
  }

  private boolean cpu(int index) {
    return id(index, timeline.cpus().size());
  }

  private static boolean id(int id, int count) {
    return id >= -1 && id < count;
  }

  private boolean time(long timeNs) {
    return timeNs >= timeline.range().startNs() && timeNs <= timeline.range().endNs();
  }

  private boolean interval(long startNs, long endNs) {
    return time(startNs) && time(endNs) && startNs <= endNs;
  }

  private static boolean share(double value) {
    return value >= 0 && value <= 1;
  }

  private void add(Object value) {
    sum = 31 * sum + value.hashCode();
  }

  private static void check(boolean holds, Object what) {
    if (!holds) {
      throw new AssertionError("a promise of the timeline is broken by " + what);
    }
  }
}
