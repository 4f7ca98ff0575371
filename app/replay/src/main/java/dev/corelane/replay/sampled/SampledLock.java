package dev.corelane.replay.sampled;

/// A lock that a replay takes itself.
///
/// @param event the wait event that tells of it
/// @param name name of that event
/// @param hold CPU time for which a thread has it
record SampledLock(int event, String name, Lengths hold) {}
