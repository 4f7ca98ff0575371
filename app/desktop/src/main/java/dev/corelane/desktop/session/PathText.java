package dev.corelane.desktop.session;

import dev.corelane.analysis.criticalpath.CriticalPath;
import dev.corelane.analysis.criticalpath.PathClass;
import dev.corelane.analysis.criticalpath.PathSegment;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a critical path was spent on, in words and numbers: they add up to its length.
final class PathText {
  private static final int TOP = 3;

  private PathText() {}

  /// @param digest the timeline
  /// @param path a critical path through it
  /// @return time by class, the locks and the other threads that most of it is owed to
  static Inspection.Section of(TraceDigest digest, CriticalPath path) {
    List<Inspection.Row> rows = new ArrayList<>();
    long wholeNs = Math.max(1, path.range().durationNs());
    largest(path.shares(), PathClass.values().length)
        .forEach(
            share ->
                rows.add(new Inspection.Row(words(share.getKey()), time(share, wholeNs), null)));
    largest(path.locks(), TOP)
        .forEach(
            lock ->
                rows.add(
                    new Inspection.Row(
                        "Owed to " + digest.facts().lockName(lock.getKey()),
                        time(lock, wholeNs),
                        new Target.LockRef(lock.getKey()))));
    others(digest.timeline(), path, rows);
    return new Inspection.Section("Critical path", List.copyOf(rows));
  }

  private static void others(Timeline timeline, CriticalPath path, List<Inspection.Row> rows) {
    Map<Integer, Long> times = new HashMap<>();
    Map<Integer, PathSegment> longest = new HashMap<>();
    for (PathSegment part : path.segments()) {
      if (part.depth() > 0 && part.task() > Task.UNKNOWN) {
        times.merge(part.task(), part.durationNs(), Long::sum);
        longest.merge(part.task(), part, (a, b) -> a.durationNs() >= b.durationNs() ? a : b);
      }
    }
    long wholeNs = Math.max(1, path.range().durationNs());
    largest(times, TOP)
        .forEach(
            thread -> {
              int task = thread.getKey();
              long atNs = longest.get(task).startNs();
              rows.add(
                  new Inspection.Row(
                      "In " + SliceText.task(timeline, task, atNs),
                      time(thread, wholeNs),
                      new Target.StateRef(task, timeline.states(task).at(atNs))));
            });
  }

  private static <T> List<Map.Entry<T, Long>> largest(Map<T, Long> times, int most) {
    return times.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted(Comparator.comparingLong((Map.Entry<T, Long> e) -> e.getValue()).reversed())
        .limit(most)
        .toList();
  }

  private static String time(Map.Entry<?, Long> time, long wholeNs) {
    return TimeText.duration(time.getValue())
        + ", "
        + TimeText.percent((double) time.getValue() / wholeNs);
  }

  private static String words(PathClass kind) {
    return switch (kind) {
      case RUNNING -> "Running";
      case SPINNING -> "Spinning for a lock";
      case WAKEUP_DELAY -> "Woken, no CPU";
      case PREEMPTED -> "Preempted, no CPU";
      case LOCK -> "Waiting for a lock";
      case IO -> "Blocked, I/O";
      case SLEEPING -> "Asleep";
      case UNKNOWN -> "Not known";
    };
  }
}
