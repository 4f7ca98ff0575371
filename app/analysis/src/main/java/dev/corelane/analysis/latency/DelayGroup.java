package dev.corelane.analysis.latency;

/// The run delays that have something in common.
///
/// @param key what: an internal task id, a CPU index; -1 for a class of threads
/// @param name the class, else empty
/// @param delays the run delays, of both kinds
public record DelayGroup(int key, String name, Distribution delays) {}
