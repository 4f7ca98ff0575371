package dev.corelane.replay.simulation;

import dev.corelane.replay.machine.Topology;
import java.util.Arrays;

/// How far a wake-up looks for an idle CPU (`SIS_UTIL`, 6.0): the busier the CPUs of a cache are,
/// the fewer are looked at, and none from 85 % on.
final class IdleScan {
  /// `imbalance_pct` of CPUs that share a cache.
  private static final double PERCENT = 1.17;

  private final Kernel kernel;
  private final int cpusPerCache;
  private final int[] looksAt;

  IdleScan(Kernel kernel) {
    this.kernel = kernel;
    Topology topology = kernel.machine.topology();
    this.cpusPerCache = topology.cpusPerCache();
    this.looksAt = new int[topology.caches()];
    Arrays.fill(looksAt, cpusPerCache);
  }

  int looksAt(int cache) {
    return looksAt[cache];
  }

  /// `update_idle_cpu_scan`, done when CPUs are balanced at intervals.
  void update(int cache) {
    int begin = cache * cpusPerCache;
    int end = Math.min(begin + cpusPerCache, kernel.cpus.length);
    double sum = 0;
    for (int cpu = begin; cpu < end; cpu++) {
      sum += kernel.cpus[cpu].busy.at(kernel.nowNs());
    }
    double used = sum / cpusPerCache * PERCENT;
    looksAt[cache] = (int) (cpusPerCache * Math.max(0, 1 - used * used));
  }
}
