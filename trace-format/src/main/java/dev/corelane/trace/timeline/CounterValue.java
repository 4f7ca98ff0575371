package dev.corelane.trace.timeline;

/// A value of a counter.
///
/// @param timeNs from when it holds
/// @param track internal id of its track
/// @param value the value
public record CounterValue(long timeNs, int track, double value) {}
