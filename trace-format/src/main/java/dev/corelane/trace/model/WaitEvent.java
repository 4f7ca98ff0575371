package dev.corelane.trace.model;

/// A PostgreSQL wait event.
///
/// @param id internal id: its row in the wait-event table
/// @param type wait event type ("LWLock", "Lock", "IO", ...)
/// @param name name in the newest spelling
/// @param originalName name as the source spelt it
public record WaitEvent(int id, String type, String name, String originalName) {}
