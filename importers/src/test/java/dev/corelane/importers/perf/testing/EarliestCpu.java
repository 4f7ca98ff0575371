package dev.corelane.importers.perf.testing;

import java.util.Arrays;

/// Finds the CPU with the smallest time: a tournament tree, so that a change costs O(log CPUs).
final class EarliestCpu {
  private final int leaves;
  private final long[] times;
  private final int[] winners;

  EarliestCpu(int cpus) {
    leaves = cpus == 1 ? 2 : Integer.highestOneBit(cpus - 1) << 1;
    times = new long[leaves];
    Arrays.fill(times, Long.MAX_VALUE);
    winners = new int[2 * leaves];
    for (int i = 0; i < leaves; i++) {
      winners[leaves + i] = i;
    }
    for (int node = leaves - 1; node > 0; node--) {
      winners[node] = winners[2 * node];
    }
  }

  /// The CPU with the smallest time; of equal ones the lowest.
  int cpu() {
    return winners[1];
  }

  long time(int cpu) {
    return times[cpu];
  }

  void set(int cpu, long time) {
    times[cpu] = time;
    for (int node = (leaves + cpu) / 2; node > 0; node /= 2) {
      int left = winners[2 * node];
      int right = winners[2 * node + 1];
      winners[node] = times[left] <= times[right] ? left : right;
    }
  }

  /// Sets the time if it is earlier than what is set.
  void atLatest(int cpu, long time) {
    if (time < times[cpu]) {
      set(cpu, time);
    }
  }
}
