package dev.corelane.importers.kernel;

/// What is known of a CPU while its events go by.
final class CpuState {
  final int index;
  final int number;

  /// Whether a switch of this CPU was seen.
  boolean started;

  /// Task on the CPU, -1 unknown.
  int current = -1;

  long sliceStart;
  boolean startClipped;
  boolean inferred;
  boolean lossReported;
  long lastSwitchNs = Long.MIN_VALUE;
  long lastSliceEnd = Long.MIN_VALUE;

  /// Time of the newest event of this CPU, and of the one before it.
  long lastEventNs = Long.MIN_VALUE;

  long lastEventBeforeNs = Long.MIN_VALUE;

  CpuState(int index, int number) {
    this.index = index;
    this.number = number;
  }
}
