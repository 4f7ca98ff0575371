package dev.corelane.analysis.load;

import java.util.Arrays;

/// What [LoadSweep] found in a part of a timeline.
final class LoadTotals {
  /// By CPU: how many threads waited for it while nothing is known of it.
  final DepthProfile[] whileUnknown;

  /// The same while it was idle.
  final DepthProfile[] whileIdle;

  /// The same while a thread ran on it.
  final DepthProfile[] whileBusy;

  final DepthProfile allWaiting = new DepthProfile();
  final DepthProfile allRunnable = new DepthProfile();
  final SpellList spells = new SpellList();
  long wallNs;
  long lostCpuNs;
  long provenNs;

  LoadTotals(int cpus) {
    whileUnknown = profiles(cpus);
    whileIdle = profiles(cpus);
    whileBusy = profiles(cpus);
  }

  private static DepthProfile[] profiles(int cpus) {
    var all = new DepthProfile[cpus];
    Arrays.setAll(all, cpu -> new DepthProfile());
    return all;
  }

  CpuLoad ofCpu(int cpu) {
    return new CpuLoad(
        cpu,
        whileBusy[cpu].totalNs(),
        whileIdle[cpu].totalNs(),
        whileUnknown[cpu].totalNs(),
        whileIdle[cpu].plus(whileBusy[cpu]),
        whileIdle[cpu].plus(whileBusy[cpu].oneDeeper()));
  }
}
