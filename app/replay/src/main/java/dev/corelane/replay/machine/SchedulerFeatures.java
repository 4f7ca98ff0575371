package dev.corelane.replay.machine;

import dev.corelane.analysis.knowledge.KernelVersion;

/// What the fair scheduler of a kernel version does (kernel/sched/fair.c and features.h).
///
/// @param algorithm EEVDF since 6.6, CFS before
/// @param baseSliceNs `normalized_sysctl_sched_base_slice`: 0.75 ms, since 6.15 0.70 ms; for CFS
///   the minimal granularity
/// @param protection how long a running thread is protected from being replaced
/// @param preemptShort `PREEMPT_SHORT`, 6.12: a woken thread with a shorter slice ends the
///   protection
/// @param delayDequeue `DELAY_DEQUEUE` and `DELAY_ZERO`, 6.12: a sleeper that owes stays queued
/// @param relativeDeadline `PLACE_REL_DEADLINE`, 6.12: a migration keeps what is left of a deadline
/// @param lagLimitedByLongestSlice 7.2: lag is clamped to the longest slice of the queue and a
///   tick; before, to twice the own slice or a tick, whichever is more
/// @param yieldForfeits 7.0: `sched_yield` of an eligible thread moves it to its deadline
/// @param hrtick slices end by a timer of their own instead of at a tick: since 7.1, x86
/// @param autogroup `CONFIG_SCHED_AUTOGROUP` (2.6.38), which distributions build in and leave on:
///   every session is a group, and groups share CPUs whatever the nice values in them
public record SchedulerFeatures(
    Algorithm algorithm,
    long baseSliceNs,
    Protection protection,
    boolean preemptShort,
    boolean delayDequeue,
    boolean relativeDeadline,
    boolean lagLimitedByLongestSlice,
    boolean yieldForfeits,
    boolean hrtick,
    boolean autogroup) {

  /// Scheduling algorithm of the fair class.
  public enum Algorithm {
    /// Completely fair scheduler, to 6.5.
    CFS,
    /// Earliest eligible virtual deadline first, from 6.6.
    EEVDF
  }

  /// Form of `RUN_TO_PARITY`.
  public enum Protection {
    /// None: CFS has granularities instead.
    NONE,
    /// Until the deadline that the thread had when it was picked, while it is eligible (6.6).
    UNTIL_DEADLINE,
    /// The same, but not longer than the shortest slice of the queue (`vprot`, 6.17).
    SHORTEST_SLICE
  }

  /// @param version a kernel
  /// @param architecture what it is built for
  /// @return its defaults
  public static SchedulerFeatures of(KernelVersion version, Architecture architecture) {
    boolean eevdf = version.atLeast(6, 6);
    boolean lagging = version.atLeast(6, 12);
    Protection protection =
        version.atLeast(6, 17)
            ? Protection.SHORTEST_SLICE
            : eevdf ? Protection.UNTIL_DEADLINE : Protection.NONE;
    return new SchedulerFeatures(
        eevdf ? Algorithm.EEVDF : Algorithm.CFS,
        version.atLeast(6, 15) ? 700_000 : 750_000,
        protection,
        lagging,
        lagging,
        lagging,
        version.atLeast(7, 2),
        version.atLeast(7, 0),
        version.atLeast(7, 1) && architecture.hasGenericEntry(),
        true);
  }

  /// @param ns another base slice
  /// @return the same with it: distributions port 0.70 ms back, administrators set what they like
  public SchedulerFeatures withBaseSliceNs(long ns) {
    return new SchedulerFeatures(
        algorithm,
        ns,
        protection,
        preemptShort,
        delayDequeue,
        relativeDeadline,
        lagLimitedByLongestSlice,
        yieldForfeits,
        hrtick,
        autogroup);
  }

  /// @param on whether slices end by their own timer
  /// @return the same with it
  public SchedulerFeatures withHrtick(boolean on) {
    return new SchedulerFeatures(
        algorithm,
        baseSliceNs,
        protection,
        preemptShort,
        delayDequeue,
        relativeDeadline,
        lagLimitedByLongestSlice,
        yieldForfeits,
        on,
        autogroup);
  }

  /// @param on whether sessions are groups
  /// @return the same with it
  public SchedulerFeatures withAutogroup(boolean on) {
    return new SchedulerFeatures(
        algorithm,
        baseSliceNs,
        protection,
        preemptShort,
        delayDequeue,
        relativeDeadline,
        lagLimitedByLongestSlice,
        yieldForfeits,
        hrtick,
        on);
  }

  /// @param cpus online CPUs, at least 1
  /// @return the factor of the logarithmic scaling of tunables, `1 + ⌊log2(min(cpus, 8))⌋`
  ///   (`get_update_sysctl_factor`)
  public static int scale(int cpus) {
    return 32 - Integer.numberOfLeadingZeros(Math.min(cpus, 8));
  }
}
