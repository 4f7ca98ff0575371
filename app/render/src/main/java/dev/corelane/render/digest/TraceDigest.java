package dev.corelane.render.digest;

import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;

/// The whole timeline in a few numbers. Made once per timeline; takes time in proportion to CPUs,
/// tasks and a bounded number of buckets, not to events.
///
/// @param timeline the timeline
/// @param classes colours of tasks
/// @param holes lost data by CPU
/// @param switches number of context switches
/// @param involuntary number of involuntary switches
/// @param holderPreemptions number of involuntary switches whose victim held a lock, whether
///   anybody waited for it or not
/// @param busyShare share of what is known of the CPUs' time in which a task ran, 0 to 1
/// @param knownNs time of all CPUs together in which it is known what they did
/// @param mostRunnable largest mean number of tasks waiting for one CPU in a two-hundredth of the
///   timeline
/// @param worstDelayNs longest run delay
/// @param lostEvents number of records lost
/// @param worst the longest run delays, the longest first, far enough apart to be shown together
/// @param facts what the lanes of locks and threads are made of; made when it is asked for
public record TraceDigest(
    Timeline timeline,
    TaskClasses classes,
    HoleIndex holes,
    long switches,
    long involuntary,
    long holderPreemptions,
    double busyShare,
    double knownNs,
    double mostRunnable,
    long worstDelayNs,
    long lostEvents,
    List<WorstMoment> worst,
    LaneFacts facts) {
  private static final int WORST_MOMENTS = 3;
  private static final long COARSE_BUCKETS = 200;
  private static final String SWITCH_EVENT = "sched_switch";

  /// Copies the list.
  public TraceDigest {
    worst = List.copyOf(worst);
  }

  /// Works it out.
  ///
  /// @param timeline the timeline
  /// @return the digest
  public static TraceDigest of(Timeline timeline) {
    long involuntary = 0;
    long holders = 0;
    long worst = 0;
    double busy = 0;
    double runnable = 0;
    double knownNs = 0;
    long durationNs = timeline.range().durationNs();
    int cpus = timeline.cpus().size();
    for (int cpu = 0; cpu < cpus; cpu++) {
      CpuLevels levels = timeline.levels(cpu);
      int top = levels.count() - 1;
      if (top < 0) {
        continue;
      }
      involuntary += levels.involuntarySwitches(top, 0);
      holders += levels.holderPreemptions(top, 0);
      worst = Math.max(worst, levels.worstDelayNs(top, 0));
      busy += levels.busy(top, 0) * levels.widthNs(top);
      knownNs += durationNs - levels.unknown(top, 0) * levels.widthNs(top);
      runnable = Math.max(runnable, mostRunnable(levels));
    }
    return new TraceDigest(
        timeline,
        TaskClasses.of(timeline),
        HoleIndex.of(timeline),
        switches(timeline),
        involuntary,
        holders,
        knownNs < 1 ? 0 : Math.min(1, busy / knownNs),
        knownNs,
        runnable,
        worst,
        timeline.holes().stream().mapToLong(Hole::lostEvents).sum(),
        new WorstMoments(timeline).find(WORST_MOMENTS),
        new LaneFacts(timeline));
  }

  /// The same with other colours of tasks.
  ///
  /// @param by what colours tell apart
  /// @return a copy that shares all else
  public TraceDigest coloredBy(ColorBy by) {
    return new TraceDigest(
        timeline,
        TaskClasses.of(timeline, by),
        holes,
        switches,
        involuntary,
        holderPreemptions,
        busyShare,
        knownNs,
        mostRunnable,
        worstDelayNs,
        lostEvents,
        worst,
        facts);
  }

  /// Mean number of involuntary switches of one CPU in a length of time.
  ///
  /// @param ns the length of time
  /// @return the mean over all that is known
  public double involuntaryPerCpu(double ns) {
    return involuntary * ns / Math.max(1, knownNs);
  }

  private static double mostRunnable(CpuLevels levels) {
    int level = levels.count() - 1;
    while (level > 0 && levels.buckets(level) < COARSE_BUCKETS) {
      level--;
    }
    double most = 0;
    for (long b = 0; b < levels.buckets(level); b++) {
      most = Math.max(most, levels.runnable(level, b));
    }
    return most;
  }

  private static long switches(Timeline timeline) {
    long recorded =
        timeline.eventCounts().stream()
            .filter(e -> e.name().equals(SWITCH_EVENT) || e.name().endsWith(":" + SWITCH_EVENT))
            .mapToLong(EventCount::count)
            .sum();
    if (recorded > 0) {
      return recorded;
    }
    long slices = 0;
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      slices += Math.max(0, timeline.slices(cpu).count() - 1);
    }
    return slices;
  }
}
