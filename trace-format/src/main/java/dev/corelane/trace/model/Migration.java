package dev.corelane.trace.model;

/// A move of a task from one CPU's run queue to another's (`sched_migrate_task`).
///
/// @param timeNs when
/// @param task internal task id
/// @param fromCpu index of the CPU it left, -1 when unknown
/// @param toCpu index of the CPU it came to, -1 when unknown
public record Migration(long timeNs, int task, int fromCpu, int toCpu) {}
