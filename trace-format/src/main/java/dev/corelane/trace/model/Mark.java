package dev.corelane.trace.model;

/// A point in time with a text.
///
/// @param timeNs when
/// @param cpu index of the CPU, -1 when it has none
/// @param task internal task id, [Task#UNKNOWN] when it has none
/// @param category what sort of mark ("exec", "print", "bookmark", ...)
/// @param text the text
public record Mark(long timeNs, int cpu, int task, String category, String text) {}
