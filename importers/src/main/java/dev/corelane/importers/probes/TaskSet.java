package dev.corelane.importers.probes;

import java.util.Arrays;

/// A set of tasks by internal id.
final class TaskSet {
  private boolean[] members = new boolean[256];

  /// Adds a task; true when it was not in.
  boolean add(int task) {
    if (task >= members.length) {
      members = Arrays.copyOf(members, Math.max(task + 1, members.length * 2));
    }
    boolean added = !members[task];
    members[task] = true;
    return added;
  }

  boolean contains(int task) {
    return task < members.length && members[task];
  }
}
