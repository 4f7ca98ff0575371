package dev.corelane.trace.model;

/// How many events of a name the sources held.
///
/// @param name event name with its group ("sched:sched_switch")
/// @param count number of events
/// @param used whether the import made facts of them; false for events that are only counted
public record EventCount(String name, long count, boolean used) {}
