package dev.corelane.analysis.load;

/// How often threads were moved from the run queue of one CPU to that of another.
///
/// @param fromCpu index of the CPU, -1 if it is not known
/// @param toCpu index of the CPU, -1 if it is not known
/// @param count moves
public record CpuMoves(int fromCpu, int toCpu, long count) {}
