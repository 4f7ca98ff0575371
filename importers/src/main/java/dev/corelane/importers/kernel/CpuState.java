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

  /// End of the newest loss: nothing that was known before reaches beyond it.
  long lossEndNs = Long.MIN_VALUE;

  long lastSwitchNs = Long.MIN_VALUE;
  long lastSliceEnd = Long.MIN_VALUE;

  /// Time of the newest event of this CPU, and of the one before it.
  long lastEventNs = Long.MIN_VALUE;

  long lastEventBeforeNs = Long.MIN_VALUE;

  /// When the task on this CPU was seen on another. A fault only if this CPU has an event
  /// afterwards: recorders stop one CPU after another, and a task that moves then leaves no switch
  /// behind.
  long goneSinceNs = Long.MIN_VALUE;

  CpuState(int index, int number) {
    this.index = index;
    this.number = number;
  }
}
