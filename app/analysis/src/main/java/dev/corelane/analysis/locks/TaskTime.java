package dev.corelane.analysis.locks;

/// How long a thread held or waited.
///
/// @param task internal task id
/// @param count how often
/// @param ns how long in all
public record TaskTime(int task, long count, long ns) {}
