package dev.corelane.trace.timeline;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Turns the recorded facts into the tables of a timeline: groups slices by CPU and states by task,
/// sorts the rest by time and makes the levels of detail.
final class TimelineAssembly {
  private static final int STEPS = 5;

  private final Arena target;
  private final Map<TableSchema, AppendTable> tables;
  private final TaskTable tasks;
  private final SchedulingLog log;
  private final TimeRange range;
  private final ProgressMonitor monitor;
  private final EnumMap<TableSchema, Table> result = new EnumMap<>(TableSchema.class);
  private long[] firstRows = {};
  private int step;

  TimelineAssembly(
      Arena target,
      Map<TableSchema, AppendTable> tables,
      TaskTable tasks,
      SchedulingLog log,
      TimeRange range,
      ProgressMonitor monitor) {
    this.target = target;
    this.tables = tables;
    this.tasks = tasks;
    this.log = log;
    this.range = range;
    this.monitor = monitor;
  }

  Map<TableSchema, Table> assemble() {
    tell("grouping slices by CPU");
    groupSlices();
    tell("grouping states by task");
    groupStates();
    int[] wakeupOrder = TimeOrder.of(append(TableSchema.WAKEUPS).column(0));
    freezeOffCpu(wakeupOrder);
    result.put(TableSchema.HOLDS, append(TableSchema.HOLDS).freeze(target, true));
    result.put(TableSchema.CPUS, append(TableSchema.CPUS).freeze(target, false));
    result.put(TableSchema.RANGE, append(TableSchema.RANGE).freeze(target, false));
    tell("making levels of detail");
    makeLevels();
    log.close();
    tell("sorting by time");
    result.put(TableSchema.WAKEUPS, append(TableSchema.WAKEUPS).freeze(target, wakeupOrder));
    for (TableSchema schema :
        List.of(
            TableSchema.MIGRATIONS,
            TableSchema.WAITS,
            TableSchema.WAIT_SAMPLES,
            TableSchema.COUNTERS,
            TableSchema.MARKS,
            TableSchema.HOLES)) {
      result.put(schema, append(schema).freeze(target, true));
    }
    result.put(TableSchema.SPANS, SpanNesting.nest(append(TableSchema.SPANS), target));
    for (TableSchema schema :
        List.of(
            TableSchema.LOCKS,
            TableSchema.WAIT_EVENTS,
            TableSchema.COUNTER_TRACKS,
            TableSchema.CLOCKS,
            TableSchema.SOURCES,
            TableSchema.PROBLEMS,
            TableSchema.PROPERTIES,
            TableSchema.EVENT_COUNTS)) {
      result.put(schema, append(schema).freeze(target, false));
    }
    tell("done");
    return result;
  }

  private void makeLevels() {
    var known = new TableSet(new StringPool(List.of("")), result);
    new LevelBuilder(known, walk(), range, monitor)
        .build(append(TableSchema.CPU_LEVELS), append(TableSchema.CPU_BUCKETS));
    result.put(TableSchema.CPU_LEVELS, append(TableSchema.CPU_LEVELS).freeze(target, false));
    result.put(TableSchema.CPU_BUCKETS, append(TableSchema.CPU_BUCKETS).freeze(target, false));
  }

  private void groupSlices() {
    int cpus = log.cpus();
    firstRows = new long[cpus];
    AppendTable cpuTable = append(TableSchema.CPUS);
    long total = 0;
    for (int c = 0; c < cpus; c++) {
      boolean any = log.count(c) > 0;
      long head = any && log.firstStart(c) > range.startNs() ? 1 : 0;
      long tail = any && log.lastEnd(c) < range.endNs() ? 1 : 0;
      long count = log.count(c) + head + tail;
      if (!any && range.durationNs() > 0) {
        count = 1;
      }
      cpuTable.column(1).addInt(0);
      cpuTable.column(2).addLong(total);
      cpuTable.column(3).addLong(count);
      firstRows[c] = total + head;
      total += count;
    }
    MemorySegment start = target.allocate(total * Long.BYTES, Long.BYTES);
    MemorySegment task = target.allocate(total * Integer.BYTES, Long.BYTES);
    MemorySegment info = target.allocate(total * Integer.BYTES, Long.BYTES);
    for (int c = 0; c < cpus; c++) {
      long first = cpuTable.column(2).getLong(c);
      long count = cpuTable.column(3).getLong(c);
      if (firstRows[c] > first || log.count(c) == 0 && count > 0) {
        unknown(start, task, info, first, range.startNs());
      }
      if (log.count(c) > 0 && log.lastEnd(c) < range.endNs()) {
        unknown(start, task, info, first + count - 1, log.lastEnd(c));
      }
      log.slices(c).copyTo(start, task, info, firstRows[c]);
    }
    result.put(
        TableSchema.SLICES, new Table(TableSchema.SLICES, total, List.of(start, task, info)));
    log.closeSlices();
  }

  private static void unknown(
      MemorySegment start, MemorySegment task, MemorySegment info, long row, long startNs) {
    start.setAtIndex(LongColumn.LAYOUT, row, startNs);
    task.setAtIndex(IntColumn.LAYOUT, row, Task.UNKNOWN);
    info.setAtIndex(IntColumn.LAYOUT, row, SchedulingLog.unknownSlice());
  }

  private StateWalk walk() {
    return new StateWalk(
        log, java.util.Objects.requireNonNull(result.get(TableSchema.SLICES)), firstRows);
  }

  private void groupStates() {
    int count = tasks.count();
    long[] refCount = new long[count];
    long[] firstRef = new long[count];
    long rows = 0;
    for (int t = 0; t < count; t++) {
      refCount[t] = log.states(t);
      firstRef[t] = rows;
      rows += refCount[t];
    }
    MemorySegment refs = target.allocate(rows * Integer.BYTES, Long.BYTES);
    group(walk(), refs, firstRef.clone());
    result.put(TableSchema.TASK_STATES, new Table(TableSchema.TASK_STATES, rows, List.of(refs)));
    tasks.write(
        append(TableSchema.TASKS),
        append(TableSchema.TASK_NAMES),
        range.startNs(),
        range.endNs(),
        firstRef,
        refCount);
    result.put(TableSchema.TASKS, append(TableSchema.TASKS).freeze(target, false));
    result.put(TableSchema.TASK_NAMES, append(TableSchema.TASK_NAMES).freeze(target, false));
  }

  /// Writes the states of each task one behind the other.
  private void group(StateWalk walk, MemorySegment refs, long[] next) {
    for (int n = walk.next(); n > 0; n = walk.next()) {
      monitor.checkCancelled();
      for (int i = 0; i < n; i++) {
        refs.setAtIndex(IntColumn.LAYOUT, next[walk.task[i]]++, walk.reference[i]);
      }
    }
  }

  /// A task that was woken refers to its wake-up by row, so a new order of the wake-ups changes the
  /// references.
  private void freezeOffCpu(int @org.jspecify.annotations.Nullable [] wakeupOrder) {
    AppendTable table = append(TableSchema.OFF_CPU);
    if (wakeupOrder == null) {
      result.put(TableSchema.OFF_CPU, table.freeze(target, false));
      return;
    }
    int[] newRow = new int[wakeupOrder.length];
    for (int i = 0; i < wakeupOrder.length; i++) {
      newRow[wakeupOrder[i]] = i;
    }
    long rows = table.rows();
    AppendColumn info = table.column(1);
    AppendColumn old = table.column(2);
    MemorySegment cause = target.allocate(rows * Integer.BYTES, Long.BYTES);
    for (long row = 0; row < rows; row++) {
      int value = old.getInt(row);
      boolean wakeup = OffCpuInfo.kind(info.getInt(row)) == StateKind.RUNNABLE_WAKEUP;
      cause.setAtIndex(IntColumn.LAYOUT, row, wakeup && value >= 0 ? newRow[value] : value);
    }
    List<MemorySegment> data =
        List.of(table.column(0).toSegment(target, null), info.toSegment(target, null), cause);
    table.close();
    result.put(TableSchema.OFF_CPU, new Table(TableSchema.OFF_CPU, rows, data));
  }

  private AppendTable append(TableSchema schema) {
    return java.util.Objects.requireNonNull(tables.get(schema));
  }

  private void tell(String what) {
    monitor.checkCancelled();
    monitor.progress(step++, STEPS, what);
  }
}
