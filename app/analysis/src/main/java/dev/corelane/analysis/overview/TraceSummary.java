package dev.corelane.analysis.overview;

import dev.corelane.analysis.Confidence;

/// A recording in numbers.
///
/// @param cpus number of CPUs that the recording names
/// @param tasks number of threads, without idle; a tid that was used again counts again
/// @param startNs first time, ns on the timeline's clock
/// @param endNs last time, ns on the timeline's clock
/// @param events events of all sources, of whatever kind
/// @param switches context switches: `sched_switch` events where the sources have that event, else
///   switch-outs on the timeline
/// @param userPreemptions involuntary switches on the way back to user mode
/// @param kernelPreemptions involuntary switches inside the kernel
/// @param otherPreemptions involuntary switches of which the source does not tell where they
///   happened
/// @param wakeups wake-ups: `sched_waking` where the sources have that event, else `sched_wakeup`;
///   and `sched_wakeup_new`
/// @param lostEvents events that the recorder lost, as far as it counted them
/// @param holes ranges in which data was lost
/// @param busyNs CPU time in which a thread ran, clipped to the recording
/// @param idleNs CPU time in which a CPU was idle
/// @param unknownNs CPU time about which the recording tells nothing
/// @param confidence whether all of it was recorded
public record TraceSummary(
    int cpus,
    int tasks,
    long startNs,
    long endNs,
    long events,
    long switches,
    long userPreemptions,
    long kernelPreemptions,
    long otherPreemptions,
    long wakeups,
    long lostEvents,
    int holes,
    long busyNs,
    long idleNs,
    long unknownNs,
    Confidence confidence) {
  /// @return the length of the recording in ns
  public long durationNs() {
    return endNs - startNs;
  }

  /// @return all switches by which a thread lost its CPU against its will
  public long involuntarySwitches() {
    return userPreemptions + kernelPreemptions + otherPreemptions;
  }
}
