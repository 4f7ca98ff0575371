package dev.corelane.importers.perf.testing;

import java.util.EnumSet;
import java.util.Set;

/// The size and character of a synthetic workload.
///
/// @param cpus at least 1
/// @param threads tasks alive at a time, about; at least 1
/// @param seed the same seed gives the same events
/// @param recorded the tracepoints that are on: at least sched_switch, and sched_waking or
///   sched_wakeup
/// @param startNs time of the first event, about
/// @param slicesPerLifecycle a task forks or exits once in so many slices; 0 never
/// @param spuriousWakingsPercent how many wakings find their task awake, in percent of the real
///   ones
/// @param maxTid tids are given out from 2 to here and then again
public record WorkloadOptions(
    int cpus,
    int threads,
    long seed,
    Set<SchedTracepoint> recorded,
    long startNs,
    int slicesPerLifecycle,
    int spuriousWakingsPercent,
    int maxTid) {
  private static final int DEFAULT_MAX_TID = 4194303;

  public WorkloadOptions {
    recorded = Set.copyOf(recorded);
    check(cpus >= 1 && cpus <= 8192, "1 to 8192 cpus");
    check(threads >= 1, "at least one thread");
    check(maxTid >= 2L * threads + cpus + 64, "fewer tids than threads need");
    check(
        recorded.contains(SchedTracepoint.SWITCH)
            && (recorded.contains(SchedTracepoint.WAKING)
                || recorded.contains(SchedTracepoint.WAKEUP)),
        "sched_switch and a wake-up event are recorded");
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /// A workload with the events of [#usualEvents].
  public static WorkloadOptions of(KernelVersion kernel, int cpus, int threads, long seed) {
    return new WorkloadOptions(
        cpus, threads, seed, usualEvents(kernel), 1_000_000_000_000L, 1000, 0, DEFAULT_MAX_TID);
  }

  /// What `perf sched record` switches on without schedstats, and the ends of tasks.
  public static Set<SchedTracepoint> usualEvents(KernelVersion kernel) {
    return EnumSet.of(
        SchedTracepoint.SWITCH,
        SchedTracepoint.STAT_RUNTIME,
        SchedTracepoint.PROCESS_FORK,
        SchedTracepoint.WAKEUP_NEW,
        SchedTracepoint.MIGRATE_TASK,
        kernel.hasWaking() ? SchedTracepoint.WAKING : SchedTracepoint.WAKEUP,
        SchedTracepoint.PROCESS_EXEC,
        SchedTracepoint.PROCESS_EXIT,
        SchedTracepoint.PROCESS_FREE,
        SchedTracepoint.PI_SETPRIO);
  }

  /// The same workload with other tracepoints on.
  public WorkloadOptions withRecorded(Set<SchedTracepoint> events) {
    return new WorkloadOptions(
        cpus, threads, seed, events, startNs, slicesPerLifecycle, spuriousWakingsPercent, maxTid);
  }

  /// The same workload with other rates of forks and of wakings without effect, and other tids.
  public WorkloadOptions withOddities(
      int newSlicesPerLifecycle, int spuriousPercent, int newMaxTid) {
    return new WorkloadOptions(
        cpus, threads, seed, recorded, startNs, newSlicesPerLifecycle, spuriousPercent, newMaxTid);
  }
}
