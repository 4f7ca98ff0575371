package dev.corelane.desktop.session;

/// Names one sched slice.
///
/// @param cpu index of the CPU
/// @param index its row within the CPU
public record SliceRef(int cpu, long index) implements Target {}
