package dev.corelane.replay.extract;

/// A block of a thread outside of waits for modelled locks.
///
/// @param startNs when it left the CPU, or the begin of the recording
/// @param endNs when it was woken, or the end of the recording
/// @param waker the thread that woke it and that the replay lets wake it again; -1 when something
///   outside did, or nothing within the recording
/// @param fromCpu the CPU from which it was woken if that is not the one on which it ran, else -1
/// @param woken whether it was woken within the recording
record Block(long startNs, long endNs, int waker, int fromCpu, boolean woken) {
  Block endedFromOutside() {
    return new Block(startNs, endNs, -1, fromCpu, woken);
  }
}
