package dev.corelane.trace.model;

/// A series of numbers.
///
/// @param id internal id: its row in the track table
/// @param name what is counted
/// @param unit its unit, "" for a plain number
/// @param cpu index of the CPU it belongs to, -1 if none
/// @param task internal task id it belongs to, [Task#UNKNOWN] if none
public record CounterTrack(int id, String name, String unit, int cpu, int task) {}
