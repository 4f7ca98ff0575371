package dev.corelane.render.digest;

import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.function.IntPredicate;

/// Exact numbers of switches in a part of a timeline.
///
/// @param switches slices that ended in it, idle ones included
/// @param involuntary slices that ended involuntarily in it
public record RangeCounts(long switches, long involuntary) {
  /// Counts. Reads every slice in the range, so it is not for drawing frames.
  ///
  /// @param timeline the timeline
  /// @param range the part
  /// @return the numbers
  public static RangeCounts of(Timeline timeline, TimeRange range) {
    return of(timeline, range, cpu -> true);
  }

  /// Counts on some CPUs.
  ///
  /// @param timeline the timeline
  /// @param range the part
  /// @param cpus whether a CPU, by its index, is counted
  /// @return the numbers
  public static RangeCounts of(Timeline timeline, TimeRange range, IntPredicate cpus) {
    long switches = 0;
    long involuntary = 0;
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      if (!cpus.test(cpu)) {
        continue;
      }
      CpuSlices slices = timeline.slices(cpu);
      for (long i = Math.max(0, slices.at(range.startNs())); i < slices.count(); i++) {
        long end = slices.endNs(i);
        if (end >= range.endNs()) {
          break;
        }
        if (end >= range.startNs()) {
          switches++;
          involuntary += slices.end(i).involuntary() ? 1 : 0;
        }
      }
    }
    return new RangeCounts(switches, involuntary);
  }
}
