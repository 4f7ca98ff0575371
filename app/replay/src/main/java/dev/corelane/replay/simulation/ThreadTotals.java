package dev.corelane.replay.simulation;

/// What a run made of one thread. Times in ns.
///
/// @param name its name
/// @param onCpuNs on a CPU, interrupts included
/// @param workNs of that, computing what its program says
/// @param spinNs of that, spinning for locks
/// @param overheadNs of that, switches, cold caches, waking others
/// @param wakeDelayNs runnable after wake-ups, waiting for a CPU
/// @param preemptedDelayNs runnable after involuntary switches and yields, waiting for a CPU
/// @param involuntary involuntary switches
/// @param voluntary voluntary ones: blocking, yielding, exiting
/// @param wakeups how often it was woken
/// @param migrations how often it went to another CPU
public record ThreadTotals(
    String name,
    long onCpuNs,
    long workNs,
    long spinNs,
    long overheadNs,
    long wakeDelayNs,
    long preemptedDelayNs,
    long involuntary,
    long voluntary,
    long wakeups,
    long migrations) {}
