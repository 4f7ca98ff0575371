package dev.corelane.importers.perftext;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.kernel.PrevState;
import dev.corelane.importers.kernel.text.Scan;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Slices and states from the lines of `perf sched timehist`, which hold whole slices and not the
/// events that the scheduling state machine takes.
///
/// A slice is [time - run time, time]: derived, to the microsecond that the text shows. A task that
/// had a sched delay was woken that long before its slice: derived. What lies between two slices of
/// a CPU was idle, if no filter left lines out: inferred. The state after a slice is told by the
/// letter; without `--state` it is unknown.
final class TimehistTimeline {
  static final int HIGHEST_CPU = 16382;

  /// Times and durations are cut to microseconds, so two of them can be off by one each.
  private static final long ROUNDING_NS = 2000;

  private final TimelineBuilder builder;
  private final Map<Integer, Known> tasks = new HashMap<>();
  private final Map<Integer, Known> byId = new HashMap<>();
  private final Map<Integer, Lane> lanes = new HashMap<>();
  private long rows;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;
  private final Map<String, long[]> counts = new HashMap<>();

  private static final class Known {
    final int id;
    String name = "";
    long namedNs = Long.MIN_VALUE;
    long lastStateNs = Long.MIN_VALUE;
    long lastEndNs = Long.MIN_VALUE;
    boolean dead;

    Known(int id) {
      this.id = id;
    }
  }

  private static final class Lane {
    final int index;
    long lastEndNs = Long.MIN_VALUE;
    boolean nextIsIdle;

    Lane(int index) {
      this.index = index;
    }
  }

  TimehistTimeline(ImportContext context) {
    builder = context.builder();
  }

  long rows() {
    return rows;
  }

  int idle() {
    return Task.IDLE;
  }

  /// perf prints -1 for a task that has given back its thread id.
  int unknown() {
    return Task.UNKNOWN;
  }

  /// The task of a thread id; a dead one's id is a new task.
  int task(int tid, int pid, byte[] b, int from, int to, long timeNs) {
    if (tid == 0) {
      return Task.IDLE;
    }
    Known task = tasks.get(tid);
    if (task == null || task.dead) {
      task = new Known(builder.task(tid, pid, "", timeNs, false));
      tasks.put(tid, task);
      byId.put(task.id, task);
    }
    if (to > from) {
      String name = Scan.string(b, from, Math.min(to, from + 64));
      if (!name.equals(task.name)) {
        task.name = name;
        task.namedNs = Math.max(task.namedNs, timeNs);
        builder.taskName(task.id, name, task.namedNs);
      }
    }
    return task.id;
  }

  private void see(long timeNs, String what) {
    rows++;
    firstNs = Math.min(firstNs, timeNs);
    lastNs = Math.max(lastNs, timeNs);
    counts.computeIfAbsent(what, w -> new long[1])[0]++;
  }

  private Lane lane(int cpu) {
    return lanes.computeIfAbsent(cpu, c -> new Lane(builder.cpu(c)));
  }

  void wakeup(long timeNs, int cpu, int waker, int woken) {
    see(timeNs, "awakened");
    builder.wakeup(timeNs, woken, waker, lane(cpu).index, -1, Wakeup.Kind.WAKING, false);
  }

  void migration(long timeNs, int task, int from, int to) {
    see(timeNs, "migrated");
    builder.migration(timeNs, task, index(from), index(to));
  }

  private int index(int cpu) {
    return cpu < 0 || cpu > HIGHEST_CPU ? -1 : lane(cpu).index;
  }

  void slice(long timeNs, int cpu, int task, long delayNs, long runNs, char letter, int next) {
    see(timeNs, "slice");
    Lane lane = lane(cpu);
    boolean first = lane.lastEndNs == Long.MIN_VALUE;
    long end = first ? timeNs : Math.max(timeNs, lane.lastEndNs);
    long start = Math.max(0, Math.min(end, timeNs - Math.max(0, runNs)));
    Known known = byId.get(task);
    if (known != null) {
      start = Math.min(end, Math.max(start, known.lastEndNs));
    }
    if (!first) {
      if (start - lane.lastEndNs <= ROUNDING_NS && !lane.nextIsIdle) {
        start = lane.lastEndNs;
      } else if (start > lane.lastEndNs) {
        idle(lane, start);
      }
      start = Math.max(start, lane.lastEndNs);
    }
    firstNs = Math.min(firstNs, start);
    runnable(known, start, Math.max(0, delayNs), lane.index);
    SliceEnd why = end(task, letter);
    builder.slice(
        lane.index,
        start,
        end,
        task,
        why,
        task == Task.IDLE ? ' ' : letter,
        Provenance.DERIVED,
        first && runNs == 0,
        false,
        Task.PRIORITY_UNKNOWN,
        0);
    lane.lastEndNs = end;
    lane.nextIsIdle = next == Task.IDLE;
    if (known != null) {
      after(known, end, why, letter, next);
    }
  }

  private void idle(Lane lane, long untilNs) {
    builder.slice(
        lane.index,
        lane.lastEndNs,
        untilNs,
        Task.IDLE,
        SliceEnd.IDLE_END,
        ' ',
        lane.nextIsIdle ? Provenance.DERIVED : Provenance.INFERRED,
        false,
        false,
        Task.PRIORITY_UNKNOWN,
        0);
    lane.lastEndNs = untilNs;
  }

  private void runnable(@Nullable Known task, long start, long delay, int cpu) {
    if (task == null || delay == 0) {
      return;
    }
    long since = Math.max(Math.max(0, start - delay), task.lastStateNs);
    if (since < start) {
      builder.state(task.id, since, StateKind.RUNNABLE_WAKEUP, ' ', cpu, -1, Provenance.DERIVED);
      task.lastStateNs = since;
    }
  }

  private static SliceEnd end(int task, char letter) {
    if (task == Task.IDLE) {
      return SliceEnd.IDLE_END;
    }
    return letter == 'R'
        ? SliceEnd.PREEMPTED
        : letter == ' ' ? SliceEnd.UNKNOWN : PrevState.sliceEnd(letter, false);
  }

  private void after(Known task, long end, SliceEnd why, char letter, int next) {
    StateKind state = PrevState.stateAfter(why);
    boolean recorded = why != SliceEnd.UNKNOWN;
    builder.state(
        task.id,
        Math.max(end, task.lastStateNs),
        state,
        letter,
        -1,
        next < 0 ? Task.UNKNOWN : next,
        recorded ? Provenance.RECORDED : Provenance.DERIVED);
    task.lastStateNs = Math.max(end, task.lastStateNs);
    task.lastEndNs = end;
    if (state == StateKind.DEAD) {
      task.dead = true;
      builder.taskExit(task.id, end);
    }
  }

  void finish() {
    builder.cover(firstNs);
    builder.schedulingEnds(lastNs);
    counts.forEach((name, count) -> builder.eventCount("timehist:" + name, count[0], true));
  }
}
