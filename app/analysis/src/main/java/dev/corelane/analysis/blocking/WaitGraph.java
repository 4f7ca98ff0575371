package dev.corelane.analysis.blocking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Waiting threads and whom they wait for.
final class WaitGraph {
  private final Map<Integer, List<Integer>> blockers = new HashMap<>();

  WaitGraph(List<BlockedThread> blocked) {
    for (BlockedThread thread : blocked) {
      blockers.put(
          thread.task(),
          thread.holders().stream().filter(holder -> holder != thread.task()).toList());
    }
  }

  /// For each thread that waits for nobody, those that wait for it with the lengths of the shortest
  /// chains from there.
  Map<Integer, Map<Integer, Integer>> waitersOfRoots() {
    Map<Integer, List<Integer>> waiters = new HashMap<>();
    blockers.forEach(
        (waiter, holders) ->
            holders.forEach(
                holder -> waiters.computeIfAbsent(holder, h -> new ArrayList<>()).add(waiter)));
    Map<Integer, Map<Integer, Integer>> found = new HashMap<>();
    for (Integer root : waiters.keySet()) {
      if (!blockers.containsKey(root)) {
        found.put(root, distances(root, waiters));
      }
    }
    return found;
  }

  private static Map<Integer, Integer> distances(
      Integer root, Map<Integer, List<Integer>> waiters) {
    Map<Integer, Integer> distance = new HashMap<>();
    Deque<Integer> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty()) {
      Integer at = next.remove();
      int further = distance.getOrDefault(at, 0) + 1;
      for (Integer waiter : waiters.getOrDefault(at, List.of())) {
        if (distance.putIfAbsent(waiter, further) == null) {
          next.add(waiter);
        }
      }
    }
    return distance;
  }

  /// Rings, each once, beginning with its smallest member. Of rings that share a thread, at least
  /// one is found.
  List<List<Integer>> rings() {
    Set<List<Integer>> found = new LinkedHashSet<>();
    Set<Integer> done = new HashSet<>();
    blockers.keySet().stream()
        .sorted()
        .forEach(start -> walk(start, new ArrayList<>(), done, found));
    return List.copyOf(found);
  }

  private void walk(Integer task, List<Integer> path, Set<Integer> done, Set<List<Integer>> found) {
    int at = path.indexOf(task);
    if (at >= 0) {
      List<Integer> ring = new ArrayList<>(path.subList(at, path.size()));
      Collections.rotate(ring, -ring.indexOf(Collections.min(ring)));
      found.add(List.copyOf(ring));
      return;
    }
    if (!blockers.containsKey(task) || !done.add(task)) {
      return;
    }
    path.add(task);
    blockers.getOrDefault(task, List.of()).forEach(holder -> walk(holder, path, done, found));
    path.removeLast();
  }
}
