package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.SliceText;
import dev.corelane.render.digest.ProcessFacts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a range is restricted to.
///
/// @param cpus indices of CPUs
/// @param tasks internal task ids
/// @param locks internal lock ids
public record RangeScope(Set<Integer> cpus, Set<Integer> tasks, Set<Integer> locks) {
  /// Everything.
  public static final RangeScope ALL = new RangeScope(Set.of(), Set.of(), Set.of());

  private static final int MOST_NAMES = 3;

  /// Copies the sets.
  public RangeScope {
    cpus = Set.copyOf(cpus);
    tasks = Set.copyOf(tasks);
    locks = Set.copyOf(locks);
  }

  /// What lanes stand for.
  ///
  /// @param digest the timeline
  /// @param lanes ids of lanes and groups
  /// @return CPUs, threads and locks; everything if there are none among them
  public static RangeScope of(TraceDigest digest, Set<String> lanes) {
    Set<Integer> cpus = new TreeSet<>();
    Set<Integer> tasks = new TreeSet<>();
    Set<Integer> locks = new TreeSet<>();
    for (Cpu cpu : digest.timeline().cpus()) {
      if (lanes.contains("cpu/" + cpu.number())) {
        cpus.add(cpu.index());
      }
    }
    for (String lane : lanes) {
      if (lane.startsWith("thread/")) {
        tasks.add(Integer.parseInt(lane.substring("thread/".length())));
      } else if (lane.startsWith("lock/")) {
        locks.add(Integer.parseInt(lane.substring("lock/".length())));
      }
    }
    if (lanes.contains("locks")) {
      locks.addAll(digest.facts().locks());
    }
    for (ProcessFacts process : digest.facts().processes()) {
      if (lanes.contains("process/" + process.id())) {
        tasks.addAll(process.tasks());
      }
    }
    return new RangeScope(cpus, tasks, locks);
  }

  /// @return whether nothing is left out
  public boolean isAll() {
    return cpus.isEmpty() && tasks.isEmpty() && locks.isEmpty();
  }

  /// Says what it is.
  ///
  /// @param digest the timeline
  /// @param range when, for the names of threads
  /// @return such as `CPU 0, CPU 1 and 12 threads`, "" for everything
  String words(TraceDigest digest, TimeRange range) {
    List<String> parts = new ArrayList<>();
    add(
        parts,
        cpus.stream().sorted().map(c -> "CPU " + digest.timeline().cpus().get(c).number()).toList(),
        "CPUs");
    add(
        parts,
        tasks.stream()
            .sorted()
            .map(t -> SliceText.task(digest.timeline(), t, range.startNs()))
            .toList(),
        "threads");
    add(parts, locks.stream().sorted().map(digest.facts()::lockName).toList(), "locks");
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  private static void add(List<String> parts, List<String> names, String many) {
    if (names.size() <= MOST_NAMES) {
      parts.addAll(names);
    } else {
      parts.add(TimeText.count(names.size()) + " " + many);
    }
  }
}
