package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import java.util.List;

/// All run delays.
///
/// @param afterWakeup wake-up latencies: from the wake-up (`sched_waking`, else `sched_wakeup`)
///   until the thread ran
/// @param afterPreemption from a switch-out that left the thread runnable until it ran again
/// @param wakePathNs where both tracepoints were recorded: time from `sched_waking` to
///   `sched_wakeup`, in which the thread was on its way to the queue
/// @param queueNs in the same waits, time from `sched_wakeup` until it ran
/// @param decomposed number of these waits
/// @param byThread one entry per thread that waited, most time first
/// @param byClass threads by their label, else by their name, most time first
/// @param byCpu by the CPU on which they then ran, most time first
/// @param byWaker wake-up latencies by who woke, most time first
/// @param worst the longest waits, the longest first
/// @param confidence whether all of it was recorded
public record RunDelays(
    Distribution afterWakeup,
    Distribution afterPreemption,
    long wakePathNs,
    long queueNs,
    long decomposed,
    List<DelayGroup> byThread,
    List<DelayGroup> byClass,
    List<DelayGroup> byCpu,
    List<DelayGroup> byWaker,
    List<RunDelay> worst,
    Confidence confidence) {
  /// Keeps copies of the lists.
  public RunDelays {
    byThread = List.copyOf(byThread);
    byClass = List.copyOf(byClass);
    byCpu = List.copyOf(byCpu);
    byWaker = List.copyOf(byWaker);
    worst = List.copyOf(worst);
  }
}
