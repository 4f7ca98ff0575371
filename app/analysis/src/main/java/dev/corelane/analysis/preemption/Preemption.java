package dev.corelane.analysis.preemption;

/// One involuntary switch.
///
/// @param timeNs when the victim left the CPU
/// @param cpu index of the CPU
/// @param victim internal task id of the thread that lost the CPU
/// @param by internal task id of what ran next on that CPU; idle when nothing did
/// @param kind where the victim was
/// @param cause what made the scheduler switch
/// @param offCpuNs time until the victim ran again, on whatever CPU; when `ranAgain` is false,
///   until the recording ends or no longer tells what the victim did
/// @param ranAgain whether the victim was seen to run again
public record Preemption(
    long timeNs,
    int cpu,
    int victim,
    int by,
    PreemptionKind kind,
    PreemptionCause cause,
    long offCpuNs,
    boolean ranAgain) {}
