package dev.corelane.analysis.postgres;

/// Wait samples of one sort, split by what the kernel did with the backend when they were taken.
/// PostgreSQL cannot tell a backend that runs from one that waits for a CPU; the scheduler can.
///
/// @param type wait event type, "" for no wait
/// @param event wait event, "" for no wait
/// @param application label of the backend, "" if not told
/// @param query text or number of the query, "" if not told
/// @param samples number of samples
/// @param timeNs time that they stand for: their periods, 0 if not told
/// @param running samples in which the backend was on a CPU
/// @param runnable samples in which it waited for a CPU
/// @param asleep samples in which it slept or was blocked
/// @param unknown samples at times of which the scheduler's recording tells nothing
public record WaitProfileRow(
    String type,
    String event,
    String application,
    String query,
    long samples,
    long timeNs,
    long running,
    long runnable,
    long asleep,
    long unknown) {
  /// @param other other samples
  /// @return both together, under the names of this one
  WaitProfileRow plus(WaitProfileRow other) {
    return new WaitProfileRow(
        type,
        event,
        application,
        query,
        samples + other.samples,
        timeNs + other.timeNs,
        running + other.running,
        runnable + other.runnable,
        asleep + other.asleep,
        unknown + other.unknown);
  }

  WaitProfileRow named(String newType, String newEvent, String newApplication, String newQuery) {
    return new WaitProfileRow(
        newType,
        newEvent,
        newApplication,
        newQuery,
        samples,
        timeNs,
        running,
        runnable,
        asleep,
        unknown);
  }
}
