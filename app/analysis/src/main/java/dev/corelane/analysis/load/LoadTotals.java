package dev.corelane.analysis.load;

/// What [LoadSweep] found in a part of a timeline.
final class LoadTotals {
  final long[] busyNs;
  final long[] idleNs;
  final long[] unknownNs;
  final DepthProfile[] waiting;
  final DepthProfile[] runnable;
  final DepthProfile allWaiting = new DepthProfile();
  final DepthProfile allRunnable = new DepthProfile();
  final SpellList spells = new SpellList();
  long wallNs;
  long lostCpuNs;
  long provenNs;

  LoadTotals(int cpus) {
    busyNs = new long[cpus];
    idleNs = new long[cpus];
    unknownNs = new long[cpus];
    waiting = new DepthProfile[cpus];
    runnable = new DepthProfile[cpus];
    for (int c = 0; c < cpus; c++) {
      waiting[c] = new DepthProfile();
      runnable[c] = new DepthProfile();
    }
  }
}
