package dev.corelane.importers.perf.testing;

import java.util.ArrayList;
import java.util.List;

/// The tasks that sleep; one is taken out at random.
final class SleepingTasks {
  private final List<SyntheticTask> tasks = new ArrayList<>();

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  int size() {
    return tasks.size();
  }

  void add(SyntheticTask task) {
    tasks.add(task);
  }

  SyntheticTask removeAny(SplitMix64 random) {
    int index = random.below(tasks.size());
    SyntheticTask last = tasks.removeLast();
    return index == tasks.size() ? last : tasks.set(index, last);
  }
}
