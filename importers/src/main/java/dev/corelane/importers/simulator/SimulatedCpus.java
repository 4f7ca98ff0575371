package dev.corelane.importers.simulator;

import dev.corelane.importers.kernel.PrevState;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.Int2IntHashMap;

/// Switches and wake-ups of a simulator: checks them against what it has told before, and gives
/// them to the state machine.
final class SimulatedCpus {
  /// Highest number that a timeline can hold.
  static final int HIGHEST_CPU = 16382;

  /// Lowest and highest kernel priority: deadline, nice 19.
  private static final int LOWEST_PRIORITY = -1;

  private static final int HIGHEST_PRIORITY = 139;
  private static final int NOWHERE = -1;
  private static final int IDLE = 0;
  private static final Map<String, String> LETTERS = letters();

  private final SchedulingTracker tracker;
  private final Int2IntHashMap taskOfCpu = new Int2IntHashMap(NOWHERE);
  private final Int2IntHashMap cpuOfTask = new Int2IntHashMap(NOWHERE);

  SimulatedCpus(SchedulingTracker tracker) {
    this.tracker = tracker;
  }

  /// The words for the state of a task that leaves, and the kernel's letters, which mean the same.
  private static Map<String, String> letters() {
    var words = new LinkedHashMap<String, String>();
    words.put("preempted", "R");
    words.put("yielded", "Y");
    words.put("sleeping", "S");
    words.put("uninterruptible", "D");
    words.put("stopped", "T");
    words.put("exited", "X");
    for (String letter : new String[] {"R", "R+", "S", "D", "T", "X", "Z"}) {
      words.put(letter, letter);
    }
    return words;
  }

  private static int cpu(Fields fields, String field) throws BadFieldException {
    return (int) fields.whole(field, 0, HIGHEST_CPU);
  }

  private static int cpuOrNone(Fields fields, String field) throws BadFieldException {
    return fields.has(field) ? cpu(fields, field) : NOWHERE;
  }

  static int priority(Fields fields) throws BadFieldException {
    return (int) fields.whole("priority", LOWEST_PRIORITY, HIGHEST_PRIORITY, Task.PRIORITY_UNKNOWN);
  }

  /// A thread id, 0 for the idle task.
  static int tid(Fields fields, String field) throws BadFieldException {
    return (int) fields.whole(field, 0, Integer.MAX_VALUE);
  }

  /// A thread id that is not the idle task's.
  static int realTid(Fields fields) throws BadFieldException {
    return (int) fields.whole("task", 1, Integer.MAX_VALUE);
  }

  /// The index on the timeline of the CPU that a record names, -1 for none.
  int index(Fields fields) throws BadFieldException {
    return fields.has("cpu") ? tracker.cpuIndex(cpu(fields, "cpu")) : NOWHERE;
  }

  /// `switch`.
  ///
  /// @throws BadFieldException if a value cannot be, or the record says nothing
  void switchTasks(long timeNs, Fields fields, SimulatedMachine machine) throws BadFieldException {
    int cpu = cpu(fields, "cpu");
    int next = tid(fields, "task");
    int known = taskOfCpu.get(cpu);
    int prev = fields.has("prev") ? tid(fields, "prev") : known == NOWHERE ? IDLE : known;
    String letter = fields.word("state", LETTERS, "");
    int priority = priority(fields);
    if (next == prev) {
      if (next == IDLE && known != NOWHERE) {
        return;
      }
      if (next != IDLE) {
        throw new BadFieldException("task", "is " + next + ", which is on CPU " + cpu + " already");
      }
    }
    if (known != NOWHERE && known != prev) {
      machine.contradiction(
          "prev", "task " + prev + " leaves CPU " + cpu + ", on which task " + known + " runs");
    }
    int other = next == IDLE ? NOWHERE : cpuOfTask.get(next);
    if (other != NOWHERE && other != cpu) {
      machine.contradiction(
          "task", "task " + next + " comes to CPU " + cpu + " while it runs on CPU " + other);
      taskOfCpu.remove(other);
    }
    tracker.advance(timeNs, cpu, -1);
    SliceEnd end = letter.equals("Y") ? SliceEnd.YIELDED : end(letter);
    char shown = letter.isEmpty() ? ' ' : letter.equals("Y") ? 'R' : letter.charAt(0);
    int leaves = tracker.task(prev, timeNs);
    int comes = tracker.taskComing(next, timeNs);
    tracker.switchTasks(timeNs, cpu, leaves, Task.PRIORITY_UNKNOWN, end, shown, 0, comes, priority);
    taskOfCpu.put(cpu, next);
    cpuOfTask.remove(known);
    cpuOfTask.remove(prev);
    if (next != IDLE) {
      cpuOfTask.put(next, cpu);
    }
  }

  private static SliceEnd end(String letter) {
    return switch (letter) {
      case "" -> SliceEnd.UNKNOWN;
      case "R" -> SliceEnd.PREEMPTED;
      default -> PrevState.sliceEnd(letter.charAt(0), letter.endsWith("+"));
    };
  }

  /// `wakeup`.
  void wakeup(long timeNs, Fields fields) throws BadFieldException {
    int tid = realTid(fields);
    int by = fields.has("by") ? tid(fields, "by") : NOWHERE;
    int target = cpuOrNone(fields, "cpu");
    tracker.advance(timeNs, NOWHERE, NOWHERE);
    int waker = by < 0 ? Task.UNKNOWN : tracker.task(by, timeNs);
    int wakerCpu = by <= 0 ? NOWHERE : cpuOfTask.get(by);
    int task = tracker.task(tid, timeNs);
    tracker.wake(timeNs, wakerCpu, waker, task, target, Wakeup.Kind.WAKEUP, false);
  }

  /// `migrate`.
  void migrate(long timeNs, Fields fields) throws BadFieldException {
    int tid = realTid(fields);
    int to = cpu(fields, "to");
    int from = cpuOrNone(fields, "from");
    tracker.advance(timeNs, NOWHERE, NOWHERE);
    tracker.migrate(timeNs, tracker.task(tid, timeNs), from, to);
  }
}
