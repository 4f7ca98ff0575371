package dev.corelane.trace.model;

/// A clock of a source and its place on the timeline: `timeline = clock + offsetNs`.
///
/// @param id internal id: its row in the clock table
/// @param name the clock's name ("CLOCK_MONOTONIC", "perf sched_clock", "CLOCK_REALTIME", ...)
/// @param offsetNs what is added to a time of this clock to get timeline time
/// @param uncertaintyNs half width of the interval in which the offset is known to lie; 0 is exact,
///   -1 unknown
public record ClockDomain(int id, String name, long offsetNs, long uncertaintyNs) {
  /// Name of the clock that tells wall time.
  public static final String REALTIME = "CLOCK_REALTIME";

  /// Name of the clock that counts from the start of the machine and is never set.
  public static final String MONOTONIC = "CLOCK_MONOTONIC";
}
