package dev.corelane.render.digest;

/// A run delay among the longest of the timeline.
///
/// @param rank 1 for the longest
/// @param cpu CPU index on which the task ran at last
/// @param task internal task id
/// @param timeNs when it ran at last
/// @param delayNs how long it had waited for a CPU
/// @param slice the slice that ended the wait, row within the CPU
public record WorstMoment(int rank, int cpu, int task, long timeNs, long delayNs, long slice) {}
