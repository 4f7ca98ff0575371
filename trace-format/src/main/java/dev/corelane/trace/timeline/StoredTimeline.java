package dev.corelane.trace.timeline;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.model.Wakeup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// A timeline over stored tables, whether built in memory or mapped from a file.
public final class StoredTimeline implements Timeline {
  private final TableSet tables;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final References references;
  private final TimeRange range;
  private final List<Cpu> cpus;
  private final List<CpuSlices> slices = new ArrayList<>();
  private final List<CpuLevels> levels = new ArrayList<>();
  private final List<Task> tasks;
  private final Map<Integer, List<Task>> byTid = new HashMap<>();
  private final Map<Integer, List<TaskName>> names = new HashMap<>();
  private final StateColumns stateColumns;
  private final LongColumn firstRef;
  private final LongColumn refCount;
  private final SmallTables small;
  private final FactTables facts;

  /// Reads the small tables; the large ones stay where they are.
  ///
  /// @param tables all tables
  /// @param release gives back the memory they stand in
  /// @throws IllegalArgumentException if a table refers to rows that another does not have
  public StoredTimeline(TableSet tables, Runnable release) {
    this.tables = tables;
    this.release = release;
    TableChecks.check(tables);
    references = new References(tables);
    small = new SmallTables(tables, references);
    range = small.range();
    cpus = small.cpus();
    var sliceColumns = new SliceColumns(tables.table(TableSchema.SLICES), references);
    stateColumns = new StateColumns(tables, sliceColumns);
    Table cpuTable = tables.table(TableSchema.CPUS);
    LongColumn firstSlice = cpuTable.i64("firstSlice");
    LongColumn sliceCount = cpuTable.i64("sliceCount");
    for (Cpu cpu : cpus) {
      slices.add(
          new CpuSlices(
              cpu.index(),
              sliceColumns,
              firstSlice.get(cpu.index()),
              sliceCount.get(cpu.index()),
              range.endNs()));
    }
    readLevels();
    tasks = small.tasks();
    Table taskTable = tables.table(TableSchema.TASKS);
    firstRef = taskTable.i64("firstRef");
    refCount = taskTable.i64("refCount");
    for (Task task : tasks) {
      byTid.computeIfAbsent(task.tid(), t -> new ArrayList<>()).add(task);
    }
    for (TaskName name : small.taskNames()) {
      if (references.task(name.task()) == name.task()) {
        names.computeIfAbsent(name.task(), t -> new ArrayList<>()).add(name);
      }
    }
    facts = new FactTables(tables, references);
  }

  private void readLevels() {
    var buckets = new BucketColumns(tables.table(TableSchema.CPU_BUCKETS));
    Table table = tables.table(TableSchema.CPU_LEVELS);
    IntColumn cpu = table.i32("cpu");
    LongColumn width = table.i64("width");
    LongColumn first = table.i64("first");
    LongColumn count = table.i64("count");
    int row = 0;
    for (Cpu c : cpus) {
      int from = row;
      while (row < table.rows() && cpu.get(row) == c.index()) {
        row++;
      }
      long[] widths = new long[row - from];
      long[] firsts = new long[row - from];
      long[] counts = new long[row - from];
      for (int i = 0; i < widths.length; i++) {
        widths[i] = width.get(from + i);
        firsts[i] = first.get(from + i);
        counts[i] = count.get(from + i);
      }
      levels.add(new CpuLevels(buckets, references, widths, firsts, counts));
    }
  }

  @Override
  public TimeRange range() {
    return range;
  }

  @Override
  public List<Cpu> cpus() {
    return cpus;
  }

  @Override
  public int taskCount() {
    return tasks.size();
  }

  @Override
  public Task task(int id) {
    return id >= 0 && id < tasks.size() ? tasks.get(id) : tasks.get(Task.UNKNOWN);
  }

  @Override
  public List<Task> tasksOfTid(int tid) {
    return List.copyOf(byTid.getOrDefault(tid, List.of()));
  }

  @Override
  public String taskName(int task, long timeNs) {
    List<TaskName> known = names.get(task);
    if (known == null) {
      return task(task).name();
    }
    String name = known.getFirst().name();
    for (TaskName n : known) {
      if (n.fromNs() > timeNs) {
        break;
      }
      name = n.name();
    }
    return name;
  }

  @Override
  public List<TaskName> taskNames(int task) {
    return List.copyOf(names.getOrDefault(task, List.of()));
  }

  @Override
  public CpuSlices slices(int cpu) {
    return slices.get(cpu);
  }

  @Override
  public TaskStates states(int task) {
    boolean known = task >= 0 && task < tasks.size();
    return new TaskStates(
        references.task(task),
        stateColumns,
        known ? firstRef.get(task) : 0,
        known ? refCount.get(task) : 0,
        range.startNs(),
        range.endNs());
  }

  @Override
  public CpuLevels levels(int cpu) {
    return levels.get(cpu);
  }

  @Override
  public FactTable<Wakeup> wakeups() {
    return facts.wakeups;
  }

  @Override
  public FactTable<Migration> migrations() {
    return facts.migrations;
  }

  @Override
  public List<Lock> locks() {
    return small.locks();
  }

  @Override
  public FactTable<LockHold> holds() {
    return facts.holds;
  }

  @Override
  public FactTable<LockWait> waits() {
    return facts.waits;
  }

  @Override
  public FactTable<Span> spans() {
    return facts.spans;
  }

  @Override
  public List<WaitEvent> waitEvents() {
    return small.waitEvents();
  }

  @Override
  public FactTable<WaitSample> waitSamples() {
    return facts.waitSamples;
  }

  @Override
  public List<CounterTrack> counterTracks() {
    return small.counterTracks();
  }

  @Override
  public FactTable<CounterValue> counters() {
    return facts.counters;
  }

  @Override
  public FactTable<Mark> marks() {
    return facts.marks;
  }

  @Override
  public List<Hole> holes() {
    return small.holes();
  }

  @Override
  public List<ClockDomain> clocks() {
    return small.clocks();
  }

  @Override
  public List<TraceSource> sources() {
    return small.sources();
  }

  @Override
  public List<ImportProblem> problems() {
    return small.problems();
  }

  @Override
  public Map<String, String> properties() {
    return small.properties();
  }

  @Override
  public List<EventCount> eventCounts() {
    return small.eventCounts();
  }

  @Override
  public TableSet tables() {
    return tables;
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      release.run();
    }
  }
}
