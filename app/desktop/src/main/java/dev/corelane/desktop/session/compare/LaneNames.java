package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.comparison.Names;
import dev.corelane.render.digest.ProcessFacts;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// By which names the CPUs, locks, threads and processes of a side are found in another. Made once
/// per side, in time proportional to its threads and locks.
final class LaneNames {
  private final Map<Integer, Integer> cpus = new HashMap<>();
  private final Map<String, List<Integer>> locks = new HashMap<>();
  private final Map<String, List<Integer>> threads = new HashMap<>();
  private final Map<Integer, Key> lockKeys = new HashMap<>();
  private final Map<Integer, Key> threadKeys = new HashMap<>();
  private final Map<String, List<String>> processes = new HashMap<>();
  private final Map<String, Key> processKeys = new HashMap<>();
  private final List<Cpu> cpuList;

  /// The how manieth of a name.
  private record Key(String name, int rank) {}

  private LaneNames(List<Cpu> cpuList) {
    this.cpuList = cpuList;
  }

  /// Locks by kind and name, the worst of several first; threads by class or name and by id;
  /// processes by name.
  static LaneNames of(ComparedSide side) {
    Timeline timeline = side.timeline();
    var names = new LaneNames(timeline.cpus());
    timeline.cpus().forEach(cpu -> names.cpus.put(cpu.number(), cpu.index()));
    for (int id : side.view().digest().facts().locks()) {
      Lock lock = timeline.locks().get(id);
      String name = Names.lock(lock);
      if (!name.isEmpty()) {
        put(names.locks, names.lockKeys, lock.kind() + " " + name, id);
      }
    }
    List<Task> tasks = new ArrayList<>();
    for (int id = Task.UNKNOWN + 1; id < timeline.taskCount(); id++) {
      tasks.add(timeline.task(id));
    }
    tasks.sort(java.util.Comparator.comparingInt(Task::tid).thenComparingInt(Task::id));
    for (Task task : tasks) {
      // Kernel threads of a CPU bear its number in their name.
      String name = task.kernelThread() ? "kernel " + task.name() : "user " + Names.threads(task);
      put(names.threads, names.threadKeys, name, task.id());
    }
    for (ProcessFacts process : side.view().digest().facts().processes()) {
      put(names.processes, names.processKeys, process.name(), "process/" + process.id());
    }
    return names;
  }

  private static <T> void put(Map<String, List<T>> byName, Map<T, Key> keys, String name, T id) {
    List<T> same = byName.computeIfAbsent(name, n -> new ArrayList<>());
    keys.put(id, new Key(name, same.size()));
    same.add(id);
  }

  private static <T> Optional<T> find(Map<String, List<T>> byName, Optional<Key> key) {
    return key.flatMap(
        k -> {
          List<T> same = byName.getOrDefault(k.name(), List.of());
          return k.rank() < same.size() ? Optional.of(same.get(k.rank())) : Optional.empty();
        });
  }

  /// @param cpu CPU index here
  /// @return index of the CPU of the same number there
  Optional<Integer> cpu(int cpu, LaneNames there) {
    return Optional.ofNullable(there.cpus.get(cpuList.get(cpu).number()));
  }

  /// @param lock id of a lock here
  /// @return id of the lock of the same kind and name there
  Optional<Integer> lock(int lock, LaneNames there) {
    return find(there.locks, Optional.ofNullable(lockKeys.get(lock)));
  }

  /// @param task id of a thread here
  /// @return id of the thread of the same class or name there
  Optional<Integer> thread(int task, LaneNames there) {
    return find(there.threads, Optional.ofNullable(threadKeys.get(task)));
  }

  /// The group of lanes there that a group here stands for.
  ///
  /// @param group id of a group here
  /// @return id of the group there
  Optional<String> group(String group, LaneNames there) {
    return group.startsWith("process/")
        ? find(there.processes, Optional.ofNullable(processKeys.get(group)))
        : Optional.of(group);
  }

  /// The lane there that a lane here stands for.
  ///
  /// @param lane id of a lane here
  /// @return id of the lane there
  Optional<String> lane(String lane, LaneNames there) {
    if (lane.startsWith("lock/")) {
      return lock(number(lane), there).map(id -> "lock/" + id);
    }
    if (lane.startsWith("thread/")) {
      return thread(number(lane), there).map(id -> "thread/" + id);
    }
    return lane.startsWith("process/") ? group(lane, there) : Optional.of(lane);
  }

  private static int number(String lane) {
    return Integer.parseInt(lane.substring(lane.indexOf('/') + 1));
  }
}
