package dev.corelane.trace.model;

/// One hold of a lock.
///
/// @param startNs acquired
/// @param endNs released
/// @param lock internal lock id
/// @param task the holder
/// @param mode how it is held
/// @param endSeen whether the release was recorded
/// @param provenance recorded, derived or inferred
public record LockHold(
    long startNs,
    long endNs,
    int lock,
    int task,
    LockMode mode,
    boolean endSeen,
    Provenance provenance) {}
