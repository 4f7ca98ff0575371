package dev.corelane.render.digest;

/// A lock-holder preemption: a thread lost the CPU involuntarily while it held a lock that others
/// waited for.
///
/// @param timeNs when the holder lost the CPU
/// @param hold row of the hold
/// @param lock internal lock id
/// @param holder internal task id
/// @param backNs when it ran again, or the end of the hold if that came first
/// @param waiters largest number of threads that waited at a time meanwhile
/// @param costNs their waiting meanwhile, added up
public record HolderSwitch(
    long timeNs, long hold, int lock, int holder, long backNs, int waiters, double costNs) {}
