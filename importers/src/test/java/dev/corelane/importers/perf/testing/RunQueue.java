package dev.corelane.importers.perf.testing;

import org.jspecify.annotations.Nullable;

/// The runnable tasks of a CPU, first in, first out.
final class RunQueue {
  private @Nullable SyntheticTask head;
  private @Nullable SyntheticTask tail;

  boolean isEmpty() {
    return head == null;
  }

  void add(SyntheticTask task) {
    task.nextInQueue = null;
    if (tail == null) {
      head = task;
    } else {
      tail.nextInQueue = task;
    }
    tail = task;
  }

  @Nullable SyntheticTask poll() {
    SyntheticTask task = head;
    if (task != null) {
      head = task.nextInQueue;
      if (head == null) {
        tail = null;
      }
    }
    return task;
  }
}
