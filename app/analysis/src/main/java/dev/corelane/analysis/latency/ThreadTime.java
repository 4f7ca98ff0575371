package dev.corelane.analysis.latency;

/// Where the time of one thread went. All times are ns.
///
/// @param task internal task id
/// @param runTimeNs time on a CPU in whole slices: those of which both the switch-in and the
///   switch-out were recorded, as `perf sched timehist -s` counts
/// @param runDelayNs time in which it was ready to run and waited for a CPU, in waits that ended
///   with the thread on a CPU
/// @param preemptedDelayNs the part of `runDelayNs` that followed an involuntary switch or a yield;
///   the rest followed a wake-up
/// @param maxRunDelayNs the longest of these waits
/// @param sleepNs time in which it was blocked or stopped; the last sleep may be cut short by the
///   end of the recording
/// @param switches recorded switch-outs: what `perf sched timehist -s` prints as "sched-in"
/// @param involuntarySwitches how many of these were against the thread's will
/// @param migrations moves to the run queue of another CPU
public record ThreadTime(
    int task,
    long runTimeNs,
    long runDelayNs,
    long preemptedDelayNs,
    long maxRunDelayNs,
    long sleepNs,
    long switches,
    long involuntarySwitches,
    long migrations) {
  /// Adds up two; the longest wait is the longer one, the task that of the first.
  ///
  /// @param that another
  /// @return the sum
  public ThreadTime plus(ThreadTime that) {
    return new ThreadTime(
        task,
        runTimeNs + that.runTimeNs,
        runDelayNs + that.runDelayNs,
        preemptedDelayNs + that.preemptedDelayNs,
        Math.max(maxRunDelayNs, that.maxRunDelayNs),
        sleepNs + that.sleepNs,
        switches + that.switches,
        involuntarySwitches + that.involuntarySwitches,
        migrations + that.migrations);
  }
}
