package dev.corelane.render.digest;

import dev.corelane.analysis.comparison.Names;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/// Two timelines whose times and threads correspond. Threads correspond by class, else by name
/// without what differs from run to run; kernel threads to kernel threads only. Times are told on
/// the clock of the first.
public final class SideBySide {
  private final Side first;
  private final Side second;
  private final int[] firstKeys;
  private final int[] secondKeys;

  /// One of the two.
  ///
  /// @param timeline the timeline
  /// @param range what of it is compared
  /// @param classes colours of its threads
  /// @param toFirst its times on the clock of the first timeline, never falling
  /// @param toOwn the way back
  public record Side(
      Timeline timeline,
      TimeRange range,
      TaskClasses classes,
      LongUnaryOperator toFirst,
      LongUnaryOperator toOwn) {
    /// @return start of what is compared, on the clock of the first timeline
    long start() {
      return toFirst.applyAsLong(range.startNs());
    }

    /// @return its end, on the clock of the first timeline
    long end() {
      return toFirst.applyAsLong(range.endNs());
    }
  }

  /// Takes time in proportion to the threads.
  ///
  /// @param first the one whose clock counts
  /// @param second the other one
  public SideBySide(Side first, Side second) {
    this.first = first;
    this.second = second;
    Map<String, Integer> known = new HashMap<>();
    firstKeys = keys(first.timeline(), known);
    secondKeys = keys(second.timeline(), known);
  }

  private static int[] keys(Timeline timeline, Map<String, Integer> known) {
    int[] keys = new int[Math.max(timeline.taskCount(), Task.UNKNOWN + 1)];
    keys[Task.IDLE] = -1;
    keys[Task.UNKNOWN] = -2;
    for (int id = Task.UNKNOWN + 1; id < keys.length; id++) {
      Task task = timeline.task(id);
      String name = (task.kernelThread() ? "kernel " : "user ") + Names.threads(task);
      keys[id] = known.computeIfAbsent(name, n -> known.size());
    }
    return keys;
  }

  /// @return the timeline whose clock counts
  public Side first() {
    return first;
  }

  /// @return the other one
  public Side second() {
    return second;
  }

  /// @return all the time that either has, on the clock of the first
  public TimeRange range() {
    long start = Math.min(first.start(), second.start());
    return new TimeRange(start, Math.max(start, Math.max(first.end(), second.end())));
  }

  /// Whether two threads are of one class.
  ///
  /// @param firstTask internal id of a thread of the first timeline
  /// @param secondTask of the second
  /// @return whether they correspond; idle corresponds to idle
  boolean same(int firstTask, int secondTask) {
    return firstKeys[firstTask] == secondKeys[secondTask];
  }
}
