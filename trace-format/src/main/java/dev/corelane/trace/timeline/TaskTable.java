package dev.corelane.trace.timeline;

import dev.corelane.trace.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tasks while a timeline is built: columns on the heap, for tasks are few beside their events.
final class TaskTable {
  static final int KERNEL_THREAD = 1;
  static final int START_RECORDED = 2;
  static final int EXIT_RECORDED = 4;

  private int count;
  private int[] tid = new int[64];
  private int[] pid = new int[64];
  private int[] name = new int[64];
  private int[] flags = new int[64];
  private int[] priority = new int[64];
  private int[] label = new int[64];
  private long[] start = new long[64];
  private long[] end = new long[64];
  private final List<long[]> names = new ArrayList<>();
  private final Map<Integer, List<Integer>> lives = new HashMap<>();
  private int livesKnown;

  int add(int newTid, int newPid, int newName, long startNs, boolean startRecorded) {
    if (count == tid.length) {
      grow();
    }
    tid[count] = newTid;
    pid[count] = newPid;
    name[count] = newName;
    flags[count] = startRecorded ? START_RECORDED : 0;
    priority[count] = Task.PRIORITY_UNKNOWN;
    start[count] = startNs;
    end[count] = Long.MAX_VALUE;
    return count++;
  }

  int count() {
    return count;
  }

  int at(int wantedTid, long timeNs) {
    for (; livesKnown < count; livesKnown++) {
      lives.computeIfAbsent(tid[livesKnown], t -> new ArrayList<>()).add(livesKnown);
    }
    List<Integer> found = lives.getOrDefault(wantedTid, List.of());
    for (int i = found.size() - 1; i >= 0; i--) {
      int task = found.get(i);
      if (start[task] <= timeNs) {
        return timeNs < end[task] ? task : -1;
      }
    }
    return found.isEmpty() ? -1 : found.getFirst();
  }

  void name(int task, int newName, long fromNs) {
    if (name[task] != newName) {
      if (name[task] != 0) {
        names.add(new long[] {task, fromNs, newName, name[task]});
      }
      name[task] = newName;
    }
  }

  void pid(int task, int newPid) {
    pid[task] = newPid;
  }

  void label(int task, int newLabel) {
    label[task] = newLabel;
  }

  void priority(int task, int newPriority) {
    priority[task] = newPriority;
  }

  void kernelThread(int task) {
    flags[task] |= KERNEL_THREAD;
  }

  void exit(int task, long endNs) {
    flags[task] |= EXIT_RECORDED;
    end[task] = endNs;
  }

  /// Writes the rows of TASKS and TASK_NAMES.
  void write(
      AppendTable tasks,
      AppendTable taskNames,
      long rangeStart,
      long rangeEnd,
      long[] firstRef,
      long[] refCount) {
    for (int t = 0; t < count; t++) {
      long from = Math.clamp(start[t], rangeStart, rangeEnd);
      tasks.add(
          tid[t],
          pid[t],
          name[t],
          flags[t],
          priority[t],
          label[t],
          from,
          Math.clamp(end[t], from, rangeEnd),
          firstRef[t],
          refCount[t]);
    }
    boolean[] first = new boolean[count];
    for (long[] change : names) {
      int task = (int) change[0];
      if (!first[task]) {
        first[task] = true;
        taskNames.add(task, change[3], Math.max(start[task], rangeStart));
      }
      taskNames.add(task, change[2], change[1]);
    }
  }

  private void grow() {
    int size = tid.length * 2;
    tid = Arrays.copyOf(tid, size);
    pid = Arrays.copyOf(pid, size);
    name = Arrays.copyOf(name, size);
    flags = Arrays.copyOf(flags, size);
    priority = Arrays.copyOf(priority, size);
    label = Arrays.copyOf(label, size);
    start = Arrays.copyOf(start, size);
    end = Arrays.copyOf(end, size);
  }
}
