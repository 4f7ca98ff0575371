package dev.corelane.analysis;

import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// The part of a timeline in which the scheduler was recorded. Files of PostgreSQL often reach far
/// beyond it.
public final class RecordedRange {
  private RecordedRange() {}

  /// @param timeline a timeline
  /// @return from the first to the last slice of a known thread on any CPU; empty if there is none
  public static Optional<TimeRange> of(Timeline timeline) {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices lane = timeline.slices(cpu.index());
      for (long i = 0; i < lane.count(); i++) {
        if (lane.task(i) != Task.UNKNOWN) {
          from = Math.min(from, lane.startNs(i));
          break;
        }
      }
      for (long i = lane.count() - 1; i >= 0; i--) {
        if (lane.task(i) != Task.UNKNOWN) {
          to = Math.max(to, lane.endNs(i));
          break;
        }
      }
    }
    return from < to ? Optional.of(new TimeRange(from, to)) : Optional.empty();
  }

  /// @param timeline a timeline
  /// @return that part; the whole timeline if the scheduler was not recorded
  public static TimeRange orAll(Timeline timeline) {
    return of(timeline).orElse(timeline.range());
  }
}
