package dev.corelane.trace.model;

/// What one backend was waiting for at one moment.
///
/// @param timeNs when the sample was taken
/// @param task the backend
/// @param event internal wait-event id, -1 when it was not waiting
/// @param queryId query identifier, 0 when not told
/// @param periodNs nominal time to the next sample, 0 when unknown
public record WaitSample(long timeNs, int task, int event, long queryId, long periodNs) {}
