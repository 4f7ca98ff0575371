package dev.corelane.trace.model;

/// A lock, or a class of locks where the trace tells no more than the class (an LWLock tranche).
///
/// @param id internal id: its row in the lock table
/// @param kind what sort of lock
/// @param name name, or ""
/// @param address address as recorded, 0 when unknown
/// @param single whether this names one lock; false for a class whose members cannot be told apart
public record Lock(int id, LockKind kind, String name, long address, boolean single) {}
