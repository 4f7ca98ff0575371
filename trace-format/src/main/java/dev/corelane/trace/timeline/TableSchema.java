package dev.corelane.trace.timeline;

import static dev.corelane.trace.timeline.ColumnSpec.i32;
import static dev.corelane.trace.timeline.ColumnSpec.i64;

import java.util.List;

/// Every table of a timeline with its columns, in the order in which they are stored. "str" in a
/// column's text means the number of a string in the string pool.
public enum TableSchema {
  /// One row per task; row 0 is idle, row 1 unknown.
  TASKS(
      1,
      i32("tid", "kernel thread id, -1 unknown"),
      i32("pid", "process id, -1 unknown"),
      i32("name", "str: newest name"),
      i32("flags", "1 kernel thread, 2 start recorded, 4 exit recorded"),
      i32("priority", "kernel priority, -2147483648 unknown"),
      i32("label", "str: class label"),
      i64("start", "ns: first time known to exist"),
      i64("end", "ns: exit or end of the timeline"),
      i64("firstRef", "first row in TASK_STATES"),
      i64("refCount", "rows in TASK_STATES")),
  /// Names of tasks that changed theirs, in order of recording: the first name, then each change.
  TASK_NAMES(2, i32("task", "task"), i32("name", "str: name"), i64("from", "ns")),
  /// One row per CPU, in order of first appearance.
  CPUS(
      3,
      i32("number", "the kernel's CPU number"),
      i32("reserved", "0"),
      i64("firstSlice", "first row in SLICES"),
      i64("sliceCount", "rows in SLICES")),
  /// Sched slices, grouped by CPU, by time within; a slice ends where the next of its CPU starts.
  SLICES(
      4,
      i64("start", "ns: switch-in"),
      i32("task", "task"),
      i32(
          "info",
          "bits 0-3 SliceEnd, 4-10 state letter, 11-12 Provenance, 13 start clipped, 14 end"
              + " clipped, 15-23 priority + 2 (0 unknown), 24-31 flags of the switch event")),
  /// Intervals in which a task is not on a CPU, in order of their recording.
  OFF_CPU(
      5,
      i64("start", "ns"),
      i32(
          "info",
          "bits 0-3 StateKind, 4-10 state letter, 11-12 Provenance, 13-27 CPU index + 1 (0"
              + " unknown)"),
      i32(
          "cause",
          "RUNNABLE_WAKEUP: row in WAKEUPS or -1; RUNNABLE_PREEMPTED: task that took over")),
  /// The states of every task in order of time, grouped by task: n >= 0 is row n of SLICES, n < 0
  /// row -1-n of OFF_CPU. A state ends where the next of its task starts.
  TASK_STATES(6, i32("ref", "row of SLICES, or -1 - row of OFF_CPU")),
  /// Wake-ups by time.
  WAKEUPS(
      7,
      i64("time", "ns"),
      i32("task", "task woken"),
      i32("waker", "task that woke it"),
      i32(
          "info",
          "bits 0-13 waker CPU + 1, 14-27 target CPU + 1 (0 unknown), 28-29 Wakeup.Kind, 30 in"
              + " interrupt")),
  /// Migrations by time.
  MIGRATIONS(
      8,
      i64("time", "ns"),
      i32("task", "task"),
      i32("cpus", "bits 0-15 from CPU + 1, 16-31 to CPU + 1 (0 unknown)")),
  /// Locks.
  LOCKS(
      9,
      i32("kind", "LockKind"),
      i32("name", "str: name"),
      i64("address", "address, 0 unknown"),
      i32("single", "1 names one lock, 0 a class of locks"),
      i32("reserved", "0")),
  /// Lock holds by start.
  HOLDS(
      10,
      i64("start", "ns"),
      i64("end", "ns"),
      i32("lock", "lock"),
      i32("task", "holder"),
      i32("info", "bits 0-3 LockMode, 4-5 Provenance, 6 release recorded"),
      i32("reserved", "0")),
  /// Lock waits by start.
  WAITS(
      11,
      i64("start", "ns"),
      i64("end", "ns"),
      i64("spin", "ns spent spinning, -1 unknown"),
      i64("sleep", "ns spent asleep, -1 unknown"),
      i32("lock", "lock"),
      i32("task", "waiter"),
      i32("holder", "holder at the start, 1 unknown"),
      i32("info", "bits 0-3 LockMode, 4-5 Provenance, 6 acquired")),
  /// Spans by start.
  SPANS(
      12,
      i64("start", "ns"),
      i64("end", "ns"),
      i64("parent", "row of the enclosing span, -1 none"),
      i32("task", "task"),
      i32("category", "str"),
      i32("name", "str"),
      i32("outcome", "str"),
      i32("provenance", "Provenance"),
      i32("reserved", "0")),
  /// Wait events.
  WAIT_EVENTS(
      13,
      i32("type", "str: wait event type"),
      i32("name", "str: newest spelling"),
      i32("original", "str: as the source spelt it"),
      i32("reserved", "0")),
  /// Samples of what a backend waited for, by time.
  WAIT_SAMPLES(
      14,
      i64("time", "ns"),
      i64("queryId", "0 unknown"),
      i64("period", "ns to the next sample, 0 unknown"),
      i32("task", "backend"),
      i32("event", "wait event, -1 not waiting")),
  /// Counter tracks.
  COUNTER_TRACKS(
      15,
      i32("name", "str"),
      i32("unit", "str"),
      i32("cpu", "CPU index, -1 none"),
      i32("task", "task, 1 none")),
  /// Counter values by time.
  COUNTERS(
      16,
      i64("time", "ns"),
      i64("value", "bits of a double"),
      i32("track", "track"),
      i32("reserved", "0")),
  /// Marks by time.
  MARKS(
      17,
      i64("time", "ns"),
      i32("cpu", "CPU index, -1 none"),
      i32("task", "task, 1 none"),
      i32("category", "str"),
      i32("text", "str")),
  /// Ranges of lost data by start.
  HOLES(
      18,
      i64("start", "ns"),
      i64("end", "ns"),
      i64("lost", "records lost, 0 unknown"),
      i32("cpu", "CPU index, -1 all"),
      i32("reason", "str")),
  /// Clocks.
  CLOCKS(
      19,
      i32("name", "str"),
      i32("reserved", "0"),
      i64("offset", "ns added to this clock to get timeline time"),
      i64("uncertainty", "ns, -1 unknown")),
  /// Source files.
  SOURCES(
      20,
      i32("path", "str"),
      i32("importer", "str"),
      i32("clock", "clock"),
      i32("reserved", "0"),
      i64("events", "events in it"),
      i64("bytes", "size")),
  /// Import problems.
  PROBLEMS(
      21,
      i32("id", "str"),
      i32("severity", "Severity"),
      i32("message", "str"),
      i32("advice", "str"),
      i64("count", "how often"),
      i64("offset", "byte offset of the first, -1 none"),
      i64("time", "ns of the first, -2^63 none"),
      i32("source", "str"),
      i32("reserved", "0")),
  /// Text properties.
  PROPERTIES(22, i32("key", "str"), i32("value", "str")),
  /// Events of the sources by name.
  EVENT_COUNTS(
      23,
      i32("name", "str"),
      i32("used", "1 became facts, 0 only counted"),
      i64("count", "events")),
  /// The whole timeline: one row.
  RANGE(24, i64("start", "ns"), i64("end", "ns")),
  /// Levels of detail of the CPU lanes: one row per CPU and level, by CPU, then level.
  CPU_LEVELS(
      25,
      i32("cpu", "CPU index"),
      i32("level", "0 is the finest"),
      i64("width", "ns of a bucket, a power of two"),
      i64("first", "first row in CPU_BUCKETS"),
      i64("count", "rows in CPU_BUCKETS")),
  /// Buckets of the CPU levels; bucket i covers [start + i * width, start + (i + 1) * width).
  CPU_BUCKETS(
      26,
      i32("busy", "share of time running a task, 0 to 2^30"),
      i32("unknown", "share of time about which nothing is known, 0 to 2^30"),
      i32("dominant", "task that ran longest, 0 if only idle"),
      i32("involuntary", "involuntary switches"),
      i32("holderPreempted", "of these, the victim held a lock"),
      i32("runnable", "mean number of tasks waiting for this CPU, times 2^16"),
      i64("worstDelay", "ns: longest run delay that ended in this bucket"));

  private final int id;
  private final List<ColumnSpec> columns;

  TableSchema(int id, ColumnSpec... columns) {
    this.id = id;
    this.columns = List.of(columns);
  }

  /// @return number of the table in a file; never changes and is never used again
  public int id() {
    return id;
  }

  /// @return the columns in stored order
  public List<ColumnSpec> columns() {
    return columns;
  }

  /// Whether a timeline reads the table from end to end when it is opened, because its rows become
  /// objects. Such tables stand first in a file and are verified at once.
  ///
  /// @return false for the tables of facts, which are read where they are looked at
  public boolean readAtOpen() {
    return switch (this) {
      case RANGE,
          TASKS,
          TASK_NAMES,
          CPUS,
          LOCKS,
          WAIT_EVENTS,
          COUNTER_TRACKS,
          HOLES,
          CLOCKS,
          SOURCES,
          PROBLEMS,
          PROPERTIES,
          EVENT_COUNTS,
          CPU_LEVELS ->
          true;
      default -> false;
    };
  }
}
