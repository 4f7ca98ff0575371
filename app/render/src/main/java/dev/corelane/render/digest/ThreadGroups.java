package dev.corelane.render.digest;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which threads are shown together: see [ProcessFacts].
final class ThreadGroups {
  private static final String NAMELESS = "unnamed";

  private ThreadGroups() {}

  /// Threads that belong together.
  ///
  /// @param id stable name
  /// @param name the heading
  /// @param kernel whether they are kernel threads
  /// @param tasks internal task ids
  record Group(String id, String name, boolean kernel, List<Integer> tasks) {}

  static List<Group> of(Timeline timeline) {
    Map<Integer, List<Integer>> byPid = new LinkedHashMap<>();
    Map<String, Group> groups = new LinkedHashMap<>();
    for (int id = Task.UNKNOWN + 1; id < timeline.taskCount(); id++) {
      Task task = timeline.task(id);
      if (task.kernelThread()) {
        groups
            .computeIfAbsent("kernel", k -> new Group(k, "kernel threads", true, new ArrayList<>()))
            .tasks()
            .add(id);
      } else {
        // Without a process id every thread counts as a process of its own.
        int pid = task.pid() > 0 ? task.pid() : task.tid();
        byPid.computeIfAbsent(pid, p -> new ArrayList<>()).add(id);
      }
    }
    for (Map.Entry<Integer, List<Integer>> process : byPid.entrySet()) {
      List<Integer> tasks = process.getValue();
      String name = name(timeline, process.getKey(), tasks);
      boolean single = tasks.size() == 1;
      String id = single ? "name/" + name : "pid/" + process.getKey();
      String title = single ? name : name + " " + process.getKey();
      groups
          .computeIfAbsent(id, k -> new Group(k, title, false, new ArrayList<>()))
          .tasks()
          .addAll(tasks);
    }
    return List.copyOf(groups.values());
  }

  private static String name(Timeline timeline, int pid, List<Integer> tasks) {
    for (int task : tasks) {
      Task thread = timeline.task(task);
      if (thread.tid() == pid && !thread.name().isEmpty()) {
        return thread.name();
      }
    }
    String first = timeline.task(tasks.getFirst()).name();
    return first.isEmpty() ? NAMELESS : first;
  }
}
