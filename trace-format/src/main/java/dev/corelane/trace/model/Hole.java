package dev.corelane.trace.model;

/// A range in which data of a CPU was lost: nothing in it may be taken for a fact.
///
/// @param cpu index of the CPU, -1 for all
/// @param startNs last time before which the data was whole
/// @param endNs first time after which it is whole again
/// @param lostEvents number of records lost, 0 when the trace does not tell
/// @param reason what told so ("PERF_RECORD_LOST", "switch chain broken", ...)
public record Hole(int cpu, long startNs, long endNs, long lostEvents, String reason) {}
