package dev.corelane.trace.model;

/// One uninterrupted stay of a task on a CPU, from switch-in to switch-out.
///
/// The slices of a CPU follow each other without a gap from the start to the end of the timeline:
/// idle time is a slice of [Task#IDLE], and time about which nothing is known a slice of
/// [Task#UNKNOWN].
///
/// @param cpu index of the CPU
/// @param index row within the CPU
/// @param startNs switch-in
/// @param endNs switch-out: the start of the next slice
/// @param task internal task id
/// @param end why the task left
/// @param stateLetter the kernel's letter for the state at the switch (`R`, `S`, `D`, ...), ' ' if
///   none
/// @param startClipped the switch-in lies before the data of this CPU, so the slice is not whole
/// @param endClipped the switch-out lies after the data of this CPU, so the slice is not whole
/// @param provenance recorded, or inferred when only one of its ends was seen
public record SchedSlice(
    int cpu,
    long index,
    long startNs,
    long endNs,
    int task,
    SliceEnd end,
    char stateLetter,
    boolean startClipped,
    boolean endClipped,
    Provenance provenance) {
  /// @return the length in nanoseconds
  public long durationNs() {
    return endNs - startNs;
  }
}
