package dev.corelane.trace.model;

/// A file that the timeline was made from.
///
/// @param path file name as given
/// @param importer id of the importer that read it
/// @param events number of events it held, of whatever kind
/// @param bytes its size in bytes
/// @param clock internal id of its clock
public record TraceSource(String path, String importer, long events, long bytes, int clock) {}
