package dev.corelane.analysis.load;

/// How often a thread was moved to the run queue of another CPU.
///
/// @param task internal task id
/// @param count moves
public record ThreadMoves(int task, long count) {}
