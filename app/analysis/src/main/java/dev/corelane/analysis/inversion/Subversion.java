package dev.corelane.analysis.inversion;

/// A thread got more CPU time than its weight among the users of a lock, because it held the lock
/// for more than its share of the time while the lock limited them all.
///
/// @param lock internal lock id
/// @param task internal task id of the thread
/// @param acquisitions how often it took the lock
/// @param heldNs how long it held it
/// @param blockedNs time that others waited for the lock meanwhile, added up over threads
/// @param weightShare its share of the weights of all threads that used the lock, 0 to 1
/// @param lockShare its share of the time in which they held it
/// @param cpuShare its share of their CPU time
public record Subversion(
    int lock,
    int task,
    long acquisitions,
    long heldNs,
    long blockedNs,
    double weightShare,
    double lockShare,
    double cpuShare) {}
