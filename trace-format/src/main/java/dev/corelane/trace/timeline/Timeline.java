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
import java.util.List;
import java.util.Map;

/// A recording, to be read: immutable, and safe for any number of threads until it is closed.
///
/// Small tables are lists of records. Large ones are views of columns that make a record only for
/// the row that is asked for. Numbers that do not name a row (a task id that a file does not hold)
/// are answered with "unknown", not with an exception.
///
/// These hold whatever a damaged file contains: a task id in any record or view is below
/// [#taskCount()]; the index of a CPU, lock, wait event, counter track, clock, wake-up or enclosing
/// span names an existing one or is -1; an enclosing span stands before the span; times of slices,
/// states, facts and holes lie within [#range()], and no interval ends before it starts.
public interface Timeline extends AutoCloseable {
  /// @return from the first event to the last of all sources
  TimeRange range();

  /// @return the CPUs by index, in order of first appearance
  List<Cpu> cpus();

  /// @return number of tasks, with idle and unknown
  int taskCount();

  /// @param id internal task id
  /// @return the task, [Task#UNKNOWN]'s when there is no such id
  Task task(int id);

  /// All lives of a thread id.
  ///
  /// @param tid kernel thread id
  /// @return the tasks by start, empty when there is none
  List<Task> tasksOfTid(int tid);

  /// The name of a task at a time.
  ///
  /// @param task internal task id
  /// @param timeNs time on the timeline
  /// @return the name it had then, or the first it is known by
  String taskName(int task, long timeNs);

  /// @param task internal task id
  /// @return its names by time
  List<TaskName> taskNames(int task);

  /// @param cpu CPU index
  /// @return its slices
  /// @throws IndexOutOfBoundsException if there is no such CPU
  CpuSlices slices(int cpu);

  /// @param task internal task id
  /// @return its states
  TaskStates states(int task);

  /// @param cpu CPU index
  /// @return its levels of detail
  /// @throws IndexOutOfBoundsException if there is no such CPU
  CpuLevels levels(int cpu);

  /// @return wake-ups by time
  FactTable<Wakeup> wakeups();

  /// @return migrations by time
  FactTable<Migration> migrations();

  /// @return locks by id
  List<Lock> locks();

  /// @return lock holds by start
  FactTable<LockHold> holds();

  /// @return lock waits by start
  FactTable<LockWait> waits();

  /// @return spans by start
  FactTable<Span> spans();

  /// @return wait events by id
  List<WaitEvent> waitEvents();

  /// @return wait samples by time
  FactTable<WaitSample> waitSamples();

  /// @return counter tracks by id
  List<CounterTrack> counterTracks();

  /// @return counter values by time
  FactTable<CounterValue> counters();

  /// @return marks by time
  FactTable<Mark> marks();

  /// @return ranges of lost data by start
  List<Hole> holes();

  /// @return clocks by id
  List<ClockDomain> clocks();

  /// @return the files it was made from
  List<TraceSource> sources();

  /// @return what the import could not read, the most severe first
  List<ImportProblem> problems();

  /// @return text properties by the names of [dev.corelane.trace.model.Properties]
  Map<String, String> properties();

  /// @return events of the sources by name
  List<EventCount> eventCounts();

  /// The tables underneath.
  ///
  /// @return all tables
  TableSet tables();

  /// Gives the memory back. Reading afterwards throws [IllegalStateException].
  @Override
  void close();
}
