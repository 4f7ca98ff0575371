package dev.corelane.trace.model;

/// A CPU of the recorded machine.
///
/// @param index its row in the timeline, 0 up, in order of first appearance
/// @param number the kernel's number; numbers may be sparse
public record Cpu(int index, int number) {}
