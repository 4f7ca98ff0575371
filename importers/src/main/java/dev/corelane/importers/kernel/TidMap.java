package dev.corelane.importers.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The living task of a thread id. Linux gives out ids below 2^22 (PID_MAX_LIMIT,
/// include/linux/threads.h), which an array holds; others go to a map.
final class TidMap {
  private static final int ARRAY_LIMIT = 1 << 22;

  private int[] tasks = new int[1 << 12];
  private final Map<Integer, Integer> others = new HashMap<>();

  TidMap() {
    Arrays.fill(tasks, -1);
  }

  int get(int tid) {
    if (tid < tasks.length) {
      return tasks[tid];
    }
    return tid < ARRAY_LIMIT ? -1 : others.getOrDefault(tid, -1);
  }

  void put(int tid, int task) {
    if (tid >= ARRAY_LIMIT) {
      others.put(tid, task);
      return;
    }
    if (tid >= tasks.length) {
      int size = Math.min(ARRAY_LIMIT, Math.max(tid + 1, tasks.length * 2));
      int old = tasks.length;
      tasks = Arrays.copyOf(tasks, size);
      Arrays.fill(tasks, old, size, -1);
    }
    tasks[tid] = task;
  }

  void remove(int tid) {
    if (tid < tasks.length) {
      tasks[tid] = -1;
    } else {
      others.remove(tid);
    }
  }
}
