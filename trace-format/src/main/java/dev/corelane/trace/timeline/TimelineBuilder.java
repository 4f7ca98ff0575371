package dev.corelane.trace.timeline;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/// Takes the facts of a timeline and makes it.
///
/// Slices come in order of time per CPU, states in order of time per task; all other facts in any
/// order. Facts are packed into columns outside the heap as they come, so memory is bounded by the
/// facts and not by the input. Not for more than one thread.
public final class TimelineBuilder implements AutoCloseable {
  private static final int NO_ROW = -1;

  private final Map<String, Integer> stringNumbers = new HashMap<>();
  private final List<String> strings = new ArrayList<>();
  private final EnumMap<TableSchema, AppendTable> tables = new EnumMap<>(TableSchema.class);
  private final AppendTable offCpu;
  private final AppendTable wakeups;
  private final AppendTable migrations;
  private final TaskTable tasks = new TaskTable();
  private final SchedulingLog scheduling = new SchedulingLog();
  private final Map<Integer, Integer> cpuIndexes = new HashMap<>();
  private IntPredicate kept = task -> true;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;
  private long schedulingEndNs = Long.MIN_VALUE;

  /// Creates a builder that knows the idle and the unknown task.
  public TimelineBuilder() {
    for (TableSchema schema : TableSchema.values()) {
      tables.put(schema, new AppendTable(schema));
    }
    offCpu = tables.get(TableSchema.OFF_CPU);
    wakeups = tables.get(TableSchema.WAKEUPS);
    migrations = tables.get(TableSchema.MIGRATIONS);
    string("");
    tasks.add(0, 0, string("idle"), Long.MIN_VALUE, false);
    tasks.add(-1, -1, string("unknown"), Long.MIN_VALUE, false);
  }

  /// Leaves out what tasks do that are not wanted, from here on: their slices, whose time becomes
  /// unknown, states, wake-ups, migrations, holds, waits, spans, samples and marks. The tasks
  /// themselves are kept, and the timeline reaches as far as with all facts. So memory is bounded
  /// by what is wanted.
  ///
  /// @param wanted tells of an internal id, -1 for no task, whether its facts are kept
  public void keepOnly(IntPredicate wanted) {
    kept = wanted;
  }

  /// Extends the timeline to a time at which something was recorded, though it makes no fact.
  ///
  /// @param timeNs a time
  public void cover(long timeNs) {
    firstNs = Math.min(firstNs, timeNs);
    lastNs = Math.max(lastNs, timeNs);
  }

  /// Whether anything with a time was added.
  ///
  /// @return false for a timeline that is empty so far
  public boolean covered() {
    return firstNs <= lastNs;
  }

  /// The task that had a thread id at a time.
  ///
  /// @param tid kernel thread id
  /// @param timeNs a time
  /// @return internal id of the life that the time falls into, or of the first one when the time is
  ///   before all of them; -1 if there is none
  public int taskAt(int tid, long timeNs) {
    return tasks.at(tid, timeNs);
  }

  /// The CPU of a kernel number; new on first mention.
  ///
  /// @param number the kernel's number, 0 to 16382
  /// @return its index
  /// @throws IllegalArgumentException outside that range
  public int cpu(int number) {
    Integer known = cpuIndexes.get(number);
    if (known != null) {
      return known;
    }
    if (number < 0 || number > 16382) {
      throw new IllegalArgumentException("no CPU number: " + number);
    }
    int index = cpuIndexes.size();
    cpuIndexes.put(number, index);
    tables.get(TableSchema.CPUS).column(0).addInt(number);
    scheduling.addCpu();
    return index;
  }

  /// Adds a task.
  ///
  /// @param tid kernel thread id
  /// @param pid process id, -1 unknown
  /// @param name its name, "" when not known yet
  /// @param startNs first time it is known to exist
  /// @param startRecorded whether its creation was recorded
  /// @return its internal id
  public int task(int tid, int pid, String name, long startNs, boolean startRecorded) {
    return tasks.add(tid, pid, string(name), startNs, startRecorded);
  }

  /// @param task internal task id
  /// @param pid its process id
  public void taskPid(int task, int pid) {
    tasks.pid(task, pid);
  }

  /// Names a task from a time on.
  ///
  /// @param task internal task id
  /// @param name the name
  /// @param fromNs from when it holds
  public void taskName(int task, String name, long fromNs) {
    tasks.name(task, string(name), fromNs);
  }

  /// @param task internal task id
  /// @param label its class label
  public void taskLabel(int task, String label) {
    tasks.label(task, string(label));
  }

  /// @param task internal task id
  /// @param priority its newest kernel priority
  public void taskPriority(int task, int priority) {
    tasks.priority(task, priority);
  }

  /// @param task internal task id of a kernel thread
  public void kernelThread(int task) {
    tasks.kernelThread(task);
  }

  /// Records the exit of a task.
  ///
  /// @param task internal task id
  /// @param timeNs when
  public void taskExit(int task, long timeNs) {
    tasks.exit(task, timeNs);
  }

  /// Adds a slice; a gap since the CPU's last one becomes a slice of the unknown task.
  ///
  /// @param cpu CPU index
  /// @param startNs switch-in, not before the end of the CPU's last slice
  /// @param endNs switch-out
  /// @param task internal task id
  /// @param end why it left
  /// @param stateLetter the kernel's letter, ' ' if none
  /// @param provenance recorded, inferred or synthetic
  /// @param startClipped whether the switch-in was not seen
  /// @param endClipped whether the switch-out was not seen
  /// @param priority kernel priority, [Task#PRIORITY_UNKNOWN]
  /// @param switchFlags `common_flags` of the switch-out, 0 to 255
  /// @throws IllegalArgumentException if it starts before the CPU's last slice ended
  public void slice(
      int cpu,
      long startNs,
      long endNs,
      int task,
      SliceEnd end,
      char stateLetter,
      Provenance provenance,
      boolean startClipped,
      boolean endClipped,
      int priority,
      int switchFlags) {
    cover(startNs);
    cover(endNs);
    if (kept.test(task)) {
      int info =
          SliceInfo.pack(
              end, stateLetter, provenance, startClipped, endClipped, priority, switchFlags);
      scheduling.slice(cpu, startNs, endNs, task, info);
    }
  }

  /// Adds a state in which a task is not on a CPU; it lasts until the task's next state.
  ///
  /// @param task internal task id
  /// @param startNs when it begins, not before the task's last state
  /// @param kind not [StateKind#RUNNING]
  /// @param stateLetter the kernel's letter, ' ' if none
  /// @param cpu CPU index at which it waits, -1 unknown
  /// @param cause for [StateKind#RUNNABLE_WAKEUP] the wake-up's row or -1; for
  ///   [StateKind#RUNNABLE_PREEMPTED] the task that took over; else ignored
  /// @param provenance recorded, derived or inferred
  /// @throws IllegalArgumentException for a running state
  public void state(
      int task,
      long startNs,
      StateKind kind,
      char stateLetter,
      int cpu,
      int cause,
      Provenance provenance) {
    if (kind == StateKind.RUNNING) {
      throw new IllegalArgumentException("a running state is a slice");
    }
    cover(startNs);
    if (kept.test(task)) {
      scheduling.offCpu(
          offCpu,
          task,
          startNs,
          OffCpuInfo.pack(kind, stateLetter, provenance, cpu),
          kind.runnable() ? cause : Task.UNKNOWN);
    }
  }

  /// Tells when what recorded scheduling ended. Where the timeline goes on after that, because
  /// another source has later facts, the states of all tasks but the dead ones end there: nothing
  /// is known of what they did then.
  ///
  /// @param timeNs when it ended, not before any slice or state; of several sources, the last one
  ///   counts
  public void schedulingEnds(long timeNs) {
    cover(timeNs);
    schedulingEndNs = Math.max(schedulingEndNs, timeNs);
  }

  /// Adds a wake-up.
  ///
  /// @param timeNs when
  /// @param task the task woken
  /// @param waker the waker
  /// @param wakerCpu CPU index, -1 unknown
  /// @param targetCpu CPU index, -1 unknown
  /// @param kind which tracepoint
  /// @param inInterrupt whether raised in an interrupt
  /// @return its row, -1 if it was left out
  public int wakeup(
      long timeNs,
      int task,
      int waker,
      int wakerCpu,
      int targetCpu,
      Wakeup.Kind kind,
      boolean inInterrupt) {
    cover(timeNs);
    if (!kept.test(task)) {
      return -1;
    }
    AppendTable table = wakeups;
    int row = Math.toIntExact(table.rows());
    table.column(0).addLong(timeNs);
    table.column(1).addInt(task);
    table.column(2).addInt(waker);
    table
        .column(3)
        .addInt(
            wakerCpu + 1 & 0x3fff
                | (targetCpu + 1 & 0x3fff) << 14
                | kind.ordinal() << 28
                | (inInterrupt ? 1 << 30 : 0));
    return row;
  }

  /// Adds a migration.
  ///
  /// @param timeNs when
  /// @param task internal task id
  /// @param fromCpu CPU index, -1 unknown
  /// @param toCpu CPU index, -1 unknown
  public void migration(long timeNs, int task, int fromCpu, int toCpu) {
    cover(timeNs);
    if (kept.test(task)) {
      AppendTable table = migrations;
      table.column(0).addLong(timeNs);
      table.column(1).addInt(task);
      table.column(2).addInt(fromCpu + 1 & 0xffff | (toCpu + 1) << 16);
    }
  }

  /// Adds a lock.
  ///
  /// @param kind what sort
  /// @param name name, or ""
  /// @param address address, 0 unknown
  /// @param single whether it names one lock
  /// @return its internal id
  public int lock(LockKind kind, String name, long address, boolean single) {
    return addRow(TableSchema.LOCKS, kind.ordinal(), string(name), address, single ? 1 : 0, 0);
  }

  /// Adds a lock hold.
  ///
  /// @param startNs acquired
  /// @param endNs released
  /// @param lock internal lock id
  /// @param task the holder
  /// @param mode how
  /// @param endSeen whether the release was recorded
  /// @param provenance recorded, derived or inferred
  public void hold(
      long startNs,
      long endNs,
      int lock,
      int task,
      LockMode mode,
      boolean endSeen,
      Provenance provenance) {
    int info = mode.ordinal() | provenance.ordinal() << 4 | (endSeen ? 1 << 6 : 0);
    if (kept.test(task)) {
      tables.get(TableSchema.HOLDS).add(startNs, endNs, lock, task, info, 0);
    }
    cover(startNs);
    cover(endNs);
  }

  /// Adds a lock wait.
  ///
  /// @param startNs began
  /// @param endNs ended
  /// @param lock internal lock id
  /// @param task the waiter
  /// @param mode how the lock was wanted
  /// @param holder holder at the start, [Task#UNKNOWN]
  /// @param spinNs time spent spinning, -1 unknown
  /// @param sleepNs time spent asleep, -1 unknown
  /// @param acquired whether it ended with the lock
  /// @param provenance recorded, derived or inferred
  public void lockWait(
      long startNs,
      long endNs,
      int lock,
      int task,
      LockMode mode,
      int holder,
      long spinNs,
      long sleepNs,
      boolean acquired,
      Provenance provenance) {
    int info = mode.ordinal() | provenance.ordinal() << 4 | (acquired ? 1 << 6 : 0);
    if (kept.test(task)) {
      tables.get(TableSchema.WAITS).add(startNs, endNs, spinNs, sleepNs, lock, task, holder, info);
    }
    cover(startNs);
    cover(endNs);
  }

  /// Adds a span; its parent is found when the timeline is built.
  ///
  /// @param startNs begin
  /// @param endNs end
  /// @param task internal task id
  /// @param category what sort
  /// @param name class or text
  /// @param outcome how it ended, or ""
  /// @param provenance recorded, derived, inferred or synthetic
  public void span(
      long startNs,
      long endNs,
      int task,
      String category,
      String name,
      String outcome,
      Provenance provenance) {
    if (kept.test(task)) {
      tables
          .get(TableSchema.SPANS)
          .add(
              startNs,
              endNs,
              NO_ROW,
              task,
              string(category),
              string(name),
              string(outcome),
              provenance.ordinal(),
              0);
    }
    cover(startNs);
    cover(endNs);
  }

  /// Adds a wait event.
  ///
  /// @param type wait event type
  /// @param name newest spelling
  /// @param original as the source spelt it
  /// @return its internal id
  public int waitEvent(String type, String name, String original) {
    return addRow(TableSchema.WAIT_EVENTS, string(type), string(name), string(original), 0);
  }

  /// Adds a wait sample.
  ///
  /// @param timeNs when
  /// @param task the backend
  /// @param event internal wait-event id, -1 not waiting
  /// @param queryId query identifier, 0 unknown
  /// @param periodNs time to the next sample, 0 unknown
  public void waitSample(long timeNs, int task, int event, long queryId, long periodNs) {
    if (kept.test(task)) {
      tables.get(TableSchema.WAIT_SAMPLES).add(timeNs, queryId, periodNs, task, event);
    }
    cover(timeNs);
  }

  /// Adds a counter track.
  ///
  /// @param name what is counted
  /// @param unit its unit
  /// @param cpu CPU index, -1 none
  /// @param task internal task id, [Task#UNKNOWN] none
  /// @return its internal id
  public int counterTrack(String name, String unit, int cpu, int task) {
    return addRow(TableSchema.COUNTER_TRACKS, string(name), string(unit), cpu, task);
  }

  /// Adds a counter value.
  ///
  /// @param timeNs from when it holds
  /// @param track internal track id
  /// @param value the value
  public void counter(long timeNs, int track, double value) {
    tables.get(TableSchema.COUNTERS).add(timeNs, Double.doubleToRawLongBits(value), track, 0);
    cover(timeNs);
  }

  /// Adds a mark.
  ///
  /// @param timeNs when
  /// @param cpu CPU index, -1 none
  /// @param task internal task id, [Task#UNKNOWN] none
  /// @param category what sort
  /// @param text the text
  public void mark(long timeNs, int cpu, int task, String category, String text) {
    if (task <= Task.UNKNOWN || kept.test(task)) {
      tables.get(TableSchema.MARKS).add(timeNs, cpu, task, string(category), string(text));
    }
    cover(timeNs);
  }

  /// Adds a range of lost data.
  ///
  /// @param cpu CPU index, -1 all
  /// @param startNs data is whole before
  /// @param endNs data is whole again from here
  /// @param lostEvents records lost, 0 unknown
  /// @param reason what told so
  public void hole(int cpu, long startNs, long endNs, long lostEvents, String reason) {
    tables
        .get(TableSchema.HOLES)
        .add(startNs, Math.max(startNs, endNs), lostEvents, cpu, string(reason));
    cover(startNs);
    cover(endNs);
  }

  /// Adds a clock.
  ///
  /// @param name its name
  /// @param offsetNs added to this clock to get timeline time
  /// @param uncertaintyNs half width of the interval the offset lies in, -1 unknown
  /// @return its internal id
  public int clock(String name, long offsetNs, long uncertaintyNs) {
    return addRow(TableSchema.CLOCKS, string(name), 0, offsetNs, uncertaintyNs);
  }

  /// Where a clock stands that was added before.
  ///
  /// @param name its name
  /// @return what is added to it to get timeline time, empty if there is no such clock
  public OptionalLong clockOffset(String name) {
    AppendTable table = tables.get(TableSchema.CLOCKS);
    Integer number = stringNumbers.get(name);
    for (int row = 0; number != null && row < table.rows(); row++) {
      if (table.column(0).getInt(row) == number) {
        return OptionalLong.of(table.column(2).getLong(row));
      }
    }
    return OptionalLong.empty();
  }

  /// Adds a source file.
  ///
  /// @param path file name as given
  /// @param importer id of the importer
  /// @param events events in it
  /// @param bytes its size
  /// @param clock internal id of its clock
  public void source(String path, String importer, long events, long bytes, int clock) {
    tables.get(TableSchema.SOURCES).add(string(path), string(importer), clock, 0, events, bytes);
  }

  /// Adds what an import could not read.
  ///
  /// @param problem the problem
  public void problem(ImportProblem problem) {
    tables
        .get(TableSchema.PROBLEMS)
        .add(
            string(problem.id()),
            problem.severity().ordinal(),
            string(problem.message()),
            string(problem.advice()),
            problem.count(),
            problem.firstOffset(),
            problem.firstTimeNs(),
            string(problem.source()),
            0);
  }

  /// Sets a text property.
  ///
  /// @param key a name of [dev.corelane.trace.model.Properties]
  /// @param value its value
  public void property(String key, String value) {
    tables.get(TableSchema.PROPERTIES).add(string(key), string(value));
  }

  /// Adds the number of events of a name.
  ///
  /// @param name event name with its group
  /// @param count how many
  /// @param used whether they became facts
  public void eventCount(String name, long count, boolean used) {
    tables.get(TableSchema.EVENT_COUNTS).add(string(name), used ? 1 : 0, count);
  }

  /// What was added so far, to look for what a second source tells again.
  public AddedFacts added() {
    return new AddedFacts(tables, strings, this::string, firstNs, lastNs);
  }

  /// Makes the timeline. The builder must be closed, and must not be used again.
  ///
  /// @param monitor told of the progress
  /// @return the timeline, which owns its memory
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  public Timeline build(ProgressMonitor monitor) {
    if (schedulingEndNs != Long.MIN_VALUE && lastNs > schedulingEndNs) {
      scheduling.endStates(offCpu, schedulingEndNs);
    }
    TimeRange range = firstNs > lastNs ? new TimeRange(0, 0) : new TimeRange(firstNs, lastNs);
    tables.get(TableSchema.RANGE).add(range.startNs(), range.endNs());
    Arena target = Arena.ofShared();
    try {
      var assembly = new TimelineAssembly(target, tables, tasks, scheduling, range, monitor);
      TableSet set = new TableSet(new StringPool(strings), assembly.assemble());
      return new StoredTimeline(set, target::close);
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  /// Gives back what the building needed.
  @Override
  public void close() {
    tables.values().forEach(AppendTable::close);
    scheduling.close();
  }

  private int addRow(TableSchema schema, long... values) {
    AppendTable table = tables.get(schema);
    int row = Math.toIntExact(table.rows());
    table.add(values);
    return row;
  }

  private int string(String text) {
    Integer known = stringNumbers.get(text);
    if (known != null) {
      return known;
    }
    int number = strings.size();
    strings.add(text);
    stringNumbers.put(text, number);
    return number;
  }
}
