package dev.corelane.analysis.overview;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Counts what a recording holds.
///
/// Of a range that is not the whole, `switches` are the switch-outs on the timeline and
/// `lostEvents` those of the holes that begin in it, because the sources tell their counts only for
/// the whole; `cpus`, `tasks` and `events` are those of the whole recording.
public final class TraceSummaryAnalysis implements TraceAnalysis<TraceSummary> {
  private static final String SWITCH_EVENT = "sched:sched_switch";

  /// Tasks that stand for no thread: idle and unknown.
  private static final int NO_THREADS = 2;

  /// Creates it.
  public TraceSummaryAnalysis() {}

  @Override
  public String id() {
    return "overview";
  }

  /// @return nothing: a recording without facts has a summary, too
  @Override
  public Set<RequiredData> requires() {
    return Set.of();
  }

  @Override
  public TraceSummary run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    var window = Window.of(timeline, range);
    boolean whole =
        window.closed()
            && window.startNs() == timeline.range().startNs()
            && window.endNs() == timeline.range().endNs();
    var bounds = new SliceBounds(timeline);
    LaneTotals lanes =
        InParallel.map(
                timeline.cpus().size(),
                monitor,
                "counting switches",
                cpu -> new LaneTotals(window).add(timeline.slices(cpu), bounds))
            .stream()
            .reduce(new LaneTotals(window), LaneTotals::plus);
    return new TraceSummary(
        timeline.cpus().size(),
        timeline.taskCount() - NO_THREADS,
        window.startNs(),
        window.endNs(),
        timeline.sources().stream().mapToLong(TraceSource::events).sum(),
        whole ? switches(timeline, lanes.switchOuts) : lanes.switchOuts,
        lanes.user,
        lanes.kernel,
        lanes.other,
        wakeups(timeline, window, monitor),
        whole ? lostEvents(timeline) : lostIn(timeline, window),
        Math.toIntExact(
            timeline.holes().stream().filter(hole -> window.contains(hole.startNs())).count()),
        lanes.busyNs,
        lanes.idleNs,
        lanes.unknownNs,
        Confidence.of(timeline));
  }

  private static long switches(Timeline timeline, long switchOuts) {
    long events =
        timeline.eventCounts().stream()
            .filter(event -> event.name().equals(SWITCH_EVENT))
            .mapToLong(EventCount::count)
            .sum();
    return events > 0 ? events : switchOuts;
  }

  private static long wakeups(Timeline timeline, Window window, ProgressMonitor monitor) {
    int rows = Math.toIntExact(timeline.wakeups().size());
    LongColumn time = timeline.wakeups().table().i64("time");
    IntColumn info = timeline.wakeups().table().i32("info");
    int parts = InParallel.parts(rows);
    List<long[]> counts =
        InParallel.map(
            parts,
            monitor,
            "counting wake-ups",
            part -> {
              long[] sums = new long[4];
              int to = InParallel.cut(rows, parts, part + 1);
              for (int row = InParallel.cut(rows, parts, part); row < to; row++) {
                if (window.contains(time.get(row))) {
                  sums[info.get(row) >> 28 & 3]++;
                }
              }
              return sums;
            });
    long[] byKind = new long[4];
    counts.forEach(sums -> Arrays.setAll(byKind, kind -> byKind[kind] + sums[kind]));
    long waking = byKind[Wakeup.Kind.WAKING.ordinal()];
    return byKind[Wakeup.Kind.NEW.ordinal()]
        + (waking > 0 ? waking : byKind[Wakeup.Kind.WAKEUP.ordinal()]);
  }

  private static long lostEvents(Timeline timeline) {
    String counted = timeline.properties().get(Properties.LOST_EVENTS);
    if (counted != null && counted.matches("\\d{1,18}")) {
      return Long.parseLong(counted);
    }
    return timeline.holes().stream().mapToLong(Hole::lostEvents).sum();
  }

  private static long lostIn(Timeline timeline, Window window) {
    return timeline.holes().stream()
        .filter(hole -> window.contains(hole.startNs()))
        .mapToLong(Hole::lostEvents)
        .sum();
  }

  private static final class LaneTotals {
    private final Window window;
    long switchOuts;
    long user;
    long kernel;
    long other;
    long busyNs;
    long idleNs;
    long unknownNs;

    LaneTotals(Window window) {
      this.window = window;
    }

    LaneTotals plus(LaneTotals that) {
      switchOuts += that.switchOuts;
      user += that.user;
      kernel += that.kernel;
      other += that.other;
      busyNs += that.busyNs;
      idleNs += that.idleNs;
      unknownNs += that.unknownNs;
      return this;
    }

    LaneTotals add(CpuSlices lane, SliceBounds bounds) {
      for (long i = 0; i < lane.count(); i++) {
        long endNs = lane.endNs(i);
        long length = window.overlap(lane.startNs(i), endNs);
        switch (lane.task(i)) {
          case Task.IDLE -> idleNs += length;
          case Task.UNKNOWN -> unknownNs += length;
          default -> busyNs += length;
        }
        if (!window.contains(endNs)) {
          continue;
        }
        if (bounds.endSeen(lane.firstRow() + i)) {
          switchOuts++;
        }
        switch (lane.end(i)) {
          case PREEMPTED_USER -> user++;
          case PREEMPTED_KERNEL -> kernel++;
          case PREEMPTED -> other++;
          default -> {}
        }
      }
      return this;
    }
  }
}
