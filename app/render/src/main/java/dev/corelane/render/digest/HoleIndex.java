package dev.corelane.render.digest;

import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ranges of lost data by CPU; those of all CPUs belong to each, and those that overlap are
/// one.
public final class HoleIndex {
  private final List<List<Hole>> byCpu;

  private HoleIndex(List<List<Hole>> byCpu) {
    this.byCpu = byCpu;
  }

  /// Sorts the holes of a timeline.
  ///
  /// @param timeline the timeline
  /// @return the index
  public static HoleIndex of(Timeline timeline) {
    List<List<Hole>> byCpu = new ArrayList<>();
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      byCpu.add(new ArrayList<>());
    }
    for (Hole hole : timeline.holes()) {
      for (int cpu = 0; cpu < byCpu.size(); cpu++) {
        if (hole.cpu() == cpu || hole.cpu() < 0) {
          add(byCpu.get(cpu), hole);
        }
      }
    }
    return new HoleIndex(byCpu);
  }

  /// Adds a hole that starts no earlier than the last one; those that overlap become one.
  private static void add(List<Hole> holes, Hole hole) {
    if (holes.isEmpty() || holes.getLast().endNs() < hole.startNs()) {
      holes.add(hole);
      return;
    }
    Hole last = holes.removeLast();
    holes.add(
        new Hole(
            last.cpu(),
            last.startNs(),
            Math.max(last.endNs(), hole.endNs()),
            last.lostEvents() + hole.lostEvents(),
            last.reason()));
  }

  /// The holes of a CPU that begin before the end of a range and could reach into it: the last one
  /// before the range is always among them.
  ///
  /// @param cpu CPU index
  /// @param range a range of time
  /// @return holes by start
  public List<Hole> near(int cpu, TimeRange range) {
    if (cpu < 0 || cpu >= byCpu.size()) {
      return List.of();
    }
    List<Hole> holes = byCpu.get(cpu);
    int from = Math.max(0, firstAfter(holes, range.startNs()) - 1);
    return holes.subList(from, Math.max(from, firstAfter(holes, range.endNs())));
  }

  /// The hole of a CPU that covers a time.
  ///
  /// @param cpu CPU index
  /// @param timeNs the time
  /// @param slackNs how far behind its end the time may lie
  /// @return the hole
  public Optional<Hole> at(int cpu, long timeNs, long slackNs) {
    return near(cpu, new TimeRange(timeNs, timeNs)).stream()
        .filter(
            h -> h.startNs() <= timeNs && timeNs < Math.max(h.startNs() + 1, h.endNs()) + slackNs)
        .findFirst();
  }

  /// Index of the first hole that starts after a time.
  private static int firstAfter(List<Hole> holes, long timeNs) {
    int low = 0;
    int high = holes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holes.get(middle).startNs() <= timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
