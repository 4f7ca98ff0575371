package dev.corelane.trace.timeline;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Builds timelines of any size with rows in every table, and remembers what it recorded, so that
/// tests can compare. The same seed and size make the same timeline.
public final class RandomTimeline implements AutoCloseable {
  /// A slice as it was recorded.
  public record Slice(long startNs, long endNs, int task) {}

  /// A state as it was recorded.
  public record State(long startNs, StateKind kind) {}

  private static final String[] TEXTS = {
    "", "x", "kworker/0:1", "postgres: wal writer", "größer", "日本", "\uD83D\uDC18", "a\nb\0c"
  };

  private final Random random;
  private final int size;
  private final int step;
  private final TimelineBuilder builder = new TimelineBuilder();
  private final List<List<Slice>> slices = new ArrayList<>();
  private final List<List<State>> states = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private final Timeline timeline;
  private long now;

  /// @param seed what decides everything
  /// @param size number of switches; other facts are about as many
  public RandomTimeline(long seed, int size) {
    this(seed, size, 2000);
  }

  /// @param seed what decides everything
  /// @param size number of switches; other facts are about as many
  /// @param step longest time between two switches in ns; a short timeline has few buckets
  public RandomTimeline(long seed, int size, int step) {
    this.random = new Random(seed);
    this.size = size;
    this.step = step;
    this.now = random.nextBoolean() ? 0 : random.nextLong(1L << 60) - (1L << 59);
    int cpus = 1 + random.nextInt(4);
    for (int c = 0; c < cpus; c++) {
      builder.cpu(c * 3 % 16);
      slices.add(new ArrayList<>());
    }
    int tasks = 1 + random.nextInt(Math.clamp(size, 1, 60));
    states.add(List.of());
    states.add(List.of());
    for (int t = 0; t < tasks; t++) {
      addTask();
    }
    schedule(cpus);
    addLockFacts();
    addSpans();
    addSamples();
    addOthers();
    if (seed % 2 == 0) {
      endScheduling();
    }
    try (builder) {
      timeline = builder.build(ProgressMonitor.NONE);
    }
  }

  /// @return the timeline
  public Timeline timeline() {
    return timeline;
  }

  /// @return the recorded slices by CPU index
  public List<List<Slice>> slices() {
    return slices;
  }

  /// @return the recorded states by task
  public List<List<State>> states() {
    return states;
  }

  @Override
  public void close() {
    timeline.close();
  }

  private void addTask() {
    int task = builder.task(random.nextInt(100), anyInt(), text(), now, random.nextBoolean());
    builder.taskName(task, text(), time());
    builder.taskName(task, "renamed " + task, time());
    builder.taskLabel(task, text());
    builder.taskPriority(task, random.nextInt(140));
    if (random.nextInt(4) == 0) {
      builder.kernelThread(task);
    }
    states.add(new ArrayList<>());
    free.add(task);
  }

  /// Random switches on random CPUs; a CPU is left alone now and then, so that it has gaps.
  private void schedule(int cpus) {
    int[] running = new int[cpus];
    long[] since = new long[cpus];
    java.util.Arrays.fill(running, -1);
    for (int i = 0; i < size; i++) {
      now += random.nextInt(8) == 0 ? 0 : random.nextInt(step);
      int cpu = random.nextInt(cpus);
      if (running[cpu] >= 0) {
        end(cpu, since[cpu], running[cpu]);
        running[cpu] = -1;
      }
      if (random.nextInt(10) > 0) {
        running[cpu] = begin();
        since[cpu] = now;
      }
    }
    now += random.nextInt(step);
    for (int cpu = 0; cpu < cpus; cpu++) {
      if (running[cpu] >= 0 && random.nextInt(3) > 0) {
        end(cpu, since[cpu], running[cpu]);
      }
    }
  }

  private int begin() {
    if (free.isEmpty() || random.nextInt(5) == 0) {
      return random.nextInt(8) == 0 ? Task.UNKNOWN : Task.IDLE;
    }
    return free.remove(random.nextInt(free.size()));
  }

  private void end(int cpu, long since, int task) {
    SliceEnd end = any(SliceEnd.values());
    builder.slice(
        cpu,
        since,
        now,
        task,
        end,
        "RSDTtXZIP ".charAt(random.nextInt(10)),
        any(Provenance.values()),
        random.nextInt(9) == 0,
        random.nextInt(9) == 0,
        random.nextInt(3) == 0 ? Task.PRIORITY_UNKNOWN : random.nextInt(141) - 1,
        random.nextInt(256));
    slices.get(cpu).add(new Slice(since, now, task));
    if (task <= Task.UNKNOWN) {
      return;
    }
    states.get(task).add(new State(since, StateKind.RUNNING));
    if (random.nextInt(6) > 0) {
      leave(cpu, task, end);
    } else {
      state(task, StateKind.UNKNOWN, -1, 0);
    }
    free.add(task);
  }

  private void leave(int cpu, int task, SliceEnd end) {
    if (end.involuntary()) {
      state(task, StateKind.RUNNABLE_PREEMPTED, cpu, random.nextInt(states.size()));
      return;
    }
    state(task, random.nextBoolean() ? StateKind.SLEEPING : StateKind.UNINTERRUPTIBLE, -1, 0);
    if (random.nextInt(3) > 0) {
      now += random.nextInt(step);
      int row =
          builder.wakeup(
              now,
              task,
              random.nextInt(states.size()),
              cpuOrNone(),
              cpu,
              any(Wakeup.Kind.values()),
              random.nextBoolean());
      state(task, StateKind.RUNNABLE_WAKEUP, cpu, random.nextInt(7) == 0 ? -1 : row);
    }
  }

  private void state(int task, StateKind kind, int cpu, int cause) {
    builder.state(task, now, kind, 'S', cpu, cause, any(Provenance.values()));
    states.get(task).add(new State(now, kind));
  }

  private void addLockFacts() {
    for (LockKind kind : LockKind.values()) {
      builder.lock(kind, text(), random.nextLong(), random.nextBoolean());
    }
    for (int i = 0; i <= size / 8; i++) {
      long start = time();
      long end = start + random.nextInt(2 * step);
      int lock = random.nextInt(LockKind.values().length);
      LockMode mode = any(LockMode.values());
      builder.hold(start, end, lock, task(), mode, random.nextBoolean(), any(Provenance.values()));
      builder.lockWait(
          start,
          end,
          lock,
          task(),
          mode,
          task(),
          random.nextInt(100) - 1,
          random.nextInt(100) - 1,
          random.nextBoolean(),
          any(Provenance.values()));
    }
  }

  private void addSpans() {
    for (int i = 0; i <= size / 8; i++) {
      long start = time();
      builder.span(
          start,
          start + random.nextInt(5 * step),
          task(),
          text(),
          "select " + random.nextInt(),
          text(),
          any(Provenance.values()));
    }
  }

  private void addSamples() {
    int event = builder.waitEvent("LWLock", "WALWrite", "WALWriteLock");
    int track = builder.counterTrack(text(), "B/s", cpuOrNone(), task());
    for (int i = 0; i <= size / 8; i++) {
      builder.waitSample(
          time(), task(), random.nextBoolean() ? event : -1, random.nextLong(), random.nextInt());
      builder.counter(time(), track, random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian());
      builder.mark(time(), cpuOrNone(), task(), text(), "mark " + i);
      builder.migration(time(), task(), cpuOrNone(), cpuOrNone());
    }
  }

  private void addOthers() {
    builder.wakeup(time(), task(), task(), -1, cpuOrNone(), Wakeup.Kind.WAKEUP, false);
    builder.state(2, now, StateKind.DEAD, 'X', -1, -1, Provenance.RECORDED);
    states.get(2).add(new State(now, StateKind.DEAD));
    builder.taskExit(2, now);
    for (int i = 0; i < 3; i++) {
      builder.hole(cpuOrNone(), time(), time(), random.nextInt(99), text());
      int clock = builder.clock(text(), random.nextLong(), random.nextInt(99) - 1);
      builder.source(text(), "perf.data", random.nextInt(), random.nextInt(), clock);
      builder.property("key " + i, text());
      builder.eventCount("sched:sched_switch" + i, random.nextInt(), random.nextBoolean());
      builder.problem(
          new ImportProblem(
              "test." + i,
              any(Severity.values()),
              text(),
              text(),
              random.nextInt(),
              text(),
              random.nextLong(),
              i == 0 ? ImportProblem.NO_TIME : time()));
    }
    builder.cover(now + 1);
  }

  /// As an import does whose other sources reach further.
  private void endScheduling() {
    builder.schedulingEnds(now);
    for (List<State> ofTask : states) {
      if (!ofTask.isEmpty()
          && ofTask.getLast().kind() != StateKind.UNKNOWN
          && ofTask.getLast().kind() != StateKind.DEAD) {
        ofTask.add(new State(now, StateKind.UNKNOWN));
      }
    }
  }

  private int task() {
    return random.nextInt(states.size());
  }

  private int cpuOrNone() {
    return random.nextInt(slices.size() + 1) - 1;
  }

  private int anyInt() {
    return random.nextInt(4) == 0 ? -1 : random.nextInt();
  }

  /// A time near the current one, often the same as another fact's.
  private long time() {
    return now - (long) random.nextInt(Math.max(1, size)) * step / 16;
  }

  private String text() {
    int choice = random.nextInt(2 * TEXTS.length);
    return choice < TEXTS.length ? TEXTS[choice] : "text " + random.nextInt(1000);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
