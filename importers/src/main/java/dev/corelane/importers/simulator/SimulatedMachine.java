package dev.corelane.importers.simulator;

import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.locks.SpanTracker;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What a simulator tells of, record by record, on its way to the timeline.
final class SimulatedMachine {
  private static final Map<String, LockMode> MODES =
      ordered(new String[] {"exclusive", "shared"}, LockMode.EXCLUSIVE, LockMode.SHARED);
  private static final Map<String, LockKind> KINDS = kinds();

  private final TimelineBuilder builder;
  private final SchedulingTracker tracker;
  private final LocatedProblems problems;
  private final SimulatedCpus cpus;
  private final SimulatedLocks locks;
  private final SpanTracker spans;
  private final Map<String, Integer> lockIds = new HashMap<>();
  private final Map<String, Integer> spanSorts = new HashMap<>();
  private final Map<String, Integer> tracks = new HashMap<>();
  private String event = "";
  private long lastNs;
  private long latestNs = -1;

  SimulatedMachine(TimelineBuilder builder, SchedulingTracker tracker, LocatedProblems problems) {
    this.builder = builder;
    this.tracker = tracker;
    this.problems = problems;
    cpus = new SimulatedCpus(tracker);
    locks = new SimulatedLocks(tracker.sink());
    spans = new SpanTracker(tracker.sink(), true);
    tracker.sink().follow(locks);
    tracker.sink().follow(spans);
  }

  private static Map<String, LockMode> ordered(String[] words, LockMode... modes) {
    var map = new LinkedHashMap<String, LockMode>();
    for (int i = 0; i < words.length; i++) {
      map.put(words[i], modes[i]);
    }
    return map;
  }

  private static Map<String, LockKind> kinds() {
    var map = new LinkedHashMap<String, LockKind>();
    for (LockKind kind : LockKind.values()) {
      map.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind);
    }
    return map;
  }

  /// Takes a record that is no metadata.
  ///
  /// @throws BadFieldException if a field is missing or has a value that it cannot have; nothing of
  ///   the record is used then
  void take(EventKind kind, Fields fields) throws BadFieldException {
    event = kind.word();
    for (String field : kind.required()) {
      if (!fields.has(field)) {
        throw new BadFieldException(field, "is missing");
      }
    }
    switch (kind) {
      case META -> throw new IllegalArgumentException("metadata has no time");
      case CPU -> cpus.index(fields);
      case TASK -> task(fields);
      case LOCK -> lock(fields);
      case SWITCH -> cpus.switchTasks(ordered(fields), fields, this);
      case WAKEUP -> cpus.wakeup(ordered(fields), fields);
      case MIGRATE -> cpus.migrate(ordered(fields), fields);
      case EXIT -> exit(fields);
      case REQUEST, ACQUIRE, ABANDON, RELEASE -> lockEvent(kind, fields);
      case BEGIN, END -> spanEvent(kind, fields);
      case SPAN -> span(fields);
      case MARK -> mark(fields);
      case COUNTER -> counter(fields);
    }
  }

  /// The record contradicts an earlier one.
  void contradiction(String field, String what) {
    problems.add(SimulatorProblems.CONTRADICTION, event, field, what);
  }

  /// The time of an event that the state machines must be told in the order of time.
  private long ordered(Fields fields) throws BadFieldException {
    long time = fields.time();
    if (time < lastNs) {
      problems.add(
          SimulatorProblems.OUT_OF_ORDER,
          event,
          "time",
          time + " is before " + lastNs + ", the time of an event before");
      return lastNs;
    }
    lastNs = time;
    return time;
  }

  /// The time of a fact that may be told at any time.
  private long free(long timeNs) {
    latestNs = Math.max(latestNs, timeNs);
    return timeNs;
  }

  /// Ends what is still open, at the latest time told.
  void finish() {
    if (latestNs >= 0) {
      tracker.advance(Math.max(latestNs, lastNs), -1, -1);
    }
    tracker.finish();
  }

  private void task(Fields fields) throws BadFieldException {
    int tid = SimulatedCpus.realTid(fields);
    int process = (int) fields.whole("process", 0, Integer.MAX_VALUE, -1);
    int parent = (int) fields.whole("parent", 0, Integer.MAX_VALUE, -1);
    int priority = SimulatedCpus.priority(fields);
    long time = Long.MIN_VALUE;
    if (fields.has("time")) {
      time = ordered(fields);
      tracker.advance(time, -1, -1);
    }
    tracker.created(tid, process, parent, time);
    int task = tracker.task(tid, time);
    tracker.priority(task, priority);
    if (fields.has("name")) {
      tracker.comm(tid, process, fields.text("name"), time);
    }
    if (fields.has("label")) {
      builder.taskLabel(task, fields.text("label"));
    }
  }

  private void exit(Fields fields) throws BadFieldException {
    int tid = SimulatedCpus.realTid(fields);
    long time = ordered(fields);
    tracker.advance(time, -1, -1);
    tracker.exit(tid, time);
  }

  private void lock(Fields fields) throws BadFieldException {
    String lock = fields.text("lock");
    LockKind kind = fields.word("kind", KINDS, LockKind.SIMULATED);
    if (lockIds.containsKey(lock)) {
      throw new BadFieldException("lock", "was told or used before: " + Fields.quote(lock));
    }
    lockIds.put(lock, builder.lock(kind, fields.text("name", lock), 0, true));
  }

  private void lockEvent(EventKind kind, Fields fields) throws BadFieldException {
    int tid = SimulatedCpus.realTid(fields);
    String name = fields.text("lock");
    LockMode mode = fields.word("mode", MODES, LockMode.EXCLUSIVE);
    long time = ordered(fields);
    int lock = lockIds.computeIfAbsent(name, n -> builder.lock(LockKind.SIMULATED, n, 0, true));
    tracker.advance(time, -1, -1);
    int task = tracker.task(tid, time);
    switch (kind) {
      case REQUEST -> {
        if (locks.waits(task)) {
          contradiction("task", "task " + tid + " asks for a lock while it waits for one");
          locks.abandon(time, task);
        }
        locks.request(time, task, lock, mode);
      }
      case ACQUIRE -> locks.acquire(time, task, lock, mode);
      case ABANDON -> {
        if (!locks.waits(task, lock)) {
          contradiction("lock", "task " + tid + " does not wait for " + Fields.quote(name));
        }
        locks.abandon(time, task);
      }
      default -> {
        if (!locks.release(time, task, lock)) {
          contradiction("lock", "task " + tid + " does not hold " + Fields.quote(name));
        }
      }
    }
  }

  private void spanEvent(EventKind kind, Fields fields) throws BadFieldException {
    int tid = SimulatedCpus.realTid(fields);
    String name = fields.text("name");
    long time = ordered(fields);
    int sort = spanSorts.computeIfAbsent(name, n -> spanSorts.size());
    tracker.advance(time, -1, -1);
    int task = tracker.task(tid, time);
    if (kind == EventKind.BEGIN) {
      spans.begin(time, task, task, sort, true, fields.text("category", ""), name);
    } else if (!spans.end(time, task, sort, fields.text("outcome", ""))) {
      contradiction("name", "task " + tid + " has not begun " + Fields.quote(name));
    }
  }

  private void span(Fields fields) throws BadFieldException {
    int tid = SimulatedCpus.realTid(fields);
    long start = fields.time();
    long end = free(start + fields.whole("duration", 0, Fields.LATEST - start));
    builder.span(
        start,
        end,
        tracker.task(tid, start),
        fields.text("category", ""),
        fields.text("name"),
        fields.text("outcome", ""),
        Provenance.SYNTHETIC);
  }

  private void mark(Fields fields) throws BadFieldException {
    long time = free(fields.time());
    int cpu = cpus.index(fields);
    String name = fields.text("name");
    builder.mark(time, cpu, taskOrNone(fields, time), name, fields.text("text", name));
  }

  private void counter(Fields fields) throws BadFieldException {
    long time = free(fields.time());
    double value = fields.number("value");
    int cpu = cpus.index(fields);
    int task = taskOrNone(fields, time);
    String name = fields.text("name");
    int track =
        tracks.computeIfAbsent(
            cpu + "/" + task + "/" + name,
            key -> builder.counterTrack(name, fields.text("unit", ""), cpu, task));
    builder.counter(time, track, value);
  }

  private int taskOrNone(Fields fields, long timeNs) throws BadFieldException {
    return fields.has("task") ? tracker.task(SimulatedCpus.realTid(fields), timeNs) : Task.UNKNOWN;
  }
}
