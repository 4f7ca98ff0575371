package dev.corelane.importers.incident;

import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds how the clocks of two recordings of one run stand to each other by the switches that both
/// have: the same CPU, the same two threads.
final class SwitchEvidence {
  /// What two recorders tell of one switch lies apart by their own work.
  private static final long SLACK_NS = 100_000;

  /// A pair of threads that switches often says little of when.
  private static final int RARE = 8;

  /// As many switches as are enough, and no more than can be compared quickly.
  private static final int MOST = 200_000;

  private record Key(int cpu, int from, int to) {}

  private SwitchEvidence() {}

  /// Compares two recordings.
  ///
  /// @param base gives the timeline its clock
  /// @param other is to be placed on it
  /// @return the shift of the other's times, empty if their switches do not agree
  static Optional<Placement> find(Timeline base, Timeline other) {
    Map<Key, List<Long>> known = switches(base);
    Map<Key, List<Long>> seen = switches(other);
    var votes = new IntervalVotes();
    seen.forEach(
        (key, times) -> {
          List<Long> there = known.getOrDefault(key, List.of());
          if (times.size() <= RARE && !there.isEmpty() && there.size() <= RARE) {
            for (long time : times) {
              votes.point();
              there.forEach(t -> votes.add(t - time - SLACK_NS, t - time + SLACK_NS));
            }
          }
        });
    return votes
        .winner()
        .map(
            winner ->
                new Placement(
                    winner.shiftNs(),
                    Math.max(1, winner.uncertaintyNs()),
                    winner.votes()
                        + " of "
                        + winner.points()
                        + " switches between rare pairs of threads that both recordings have"));
  }

  private static Map<Key, List<Long>> switches(Timeline timeline) {
    var byKey = new HashMap<Key, List<Long>>();
    int count = 0;
    for (Cpu cpu : timeline.cpus()) {
      var slices = timeline.slices(cpu.index());
      for (long i = 0; i + 1 < slices.count() && count < MOST; i++) {
        if (slices.whole(i)) {
          int from = timeline.task(slices.task(i)).tid();
          int to = timeline.task(slices.task(i + 1)).tid();
          byKey
              .computeIfAbsent(new Key(cpu.number(), from, to), k -> new ArrayList<>())
              .add(slices.endNs(i));
          count++;
        }
      }
    }
    return byKey;
  }
}
