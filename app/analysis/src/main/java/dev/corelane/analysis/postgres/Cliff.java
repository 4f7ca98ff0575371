package dev.corelane.analysis.postgres;

/// A number that changes its level within a recording, once and lastingly.
///
/// @param metric what it is
/// @param timeNs when it changes, to a hundredth of the range
/// @param before its mean rate before, per second
/// @param after its mean rate after, per second
/// @param probability how likely so sharp a change is by chance
public record Cliff(String metric, long timeNs, double before, double after, double probability) {}
