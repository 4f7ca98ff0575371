package dev.corelane.analysis.locks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Adds up counts and times by thread, without an object for each.
final class TaskTimes {
  private static final int FREE = -1;
  private static final int SPREAD = 0x9e3779b9;

  private int[] tasks = {FREE, FREE, FREE, FREE};
  private long[] counts = new long[tasks.length];
  private long[] times = new long[tasks.length];
  private int size;

  void add(int task, long count, long ns) {
    int at = place(task);
    if (tasks[at] == FREE) {
      if (2 * size >= tasks.length) {
        grow();
        at = place(task);
      }
      tasks[at] = task;
      size++;
    }
    counts[at] += count;
    times[at] += ns;
  }

  /// One entry per thread, in no order.
  List<TaskTime> list() {
    List<TaskTime> found = new ArrayList<>(size);
    for (int at = 0; at < tasks.length; at++) {
      if (tasks[at] != FREE) {
        found.add(new TaskTime(tasks[at], counts[at], times[at]));
      }
    }
    return found;
  }

  /// Where a thread stands, or would.
  private int place(int task) {
    int mask = tasks.length - 1;
    int at = (task * SPREAD >>> 16) & mask;
    while (tasks[at] != FREE && tasks[at] != task) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    int[] oldTasks = tasks;
    long[] oldCounts = counts;
    long[] oldTimes = times;
    tasks = new int[oldTasks.length * 2];
    Arrays.fill(tasks, FREE);
    counts = new long[tasks.length];
    times = new long[tasks.length];
    for (int i = 0; i < oldTasks.length; i++) {
      if (oldTasks[i] != FREE) {
        int at = place(oldTasks[i]);
        tasks[at] = oldTasks[i];
        counts[at] = oldCounts[i];
        times[at] = oldTimes[i];
      }
    }
  }
}
