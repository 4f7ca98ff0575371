package dev.corelane.replay.sampled;

import java.util.Arrays;

/// What the samples of all backends tell of one moment: how many compute, how many wait for what.
/// Rows of one moment may lie some microseconds apart.
final class Instants {
  private final int cpus;
  private final int events;
  private int count;
  private long computing;
  private long onCpu;
  private final long[] waiting;
  private final long[] somebodyWaits;

  /// @param set the samples
  /// @param cpus number of CPUs: more than that do not compute at once, the rest is kept waiting
  /// @param events number of wait events
  Instants(SampleSet set, int cpus, int events) {
    this.cpus = cpus;
    this.events = events;
    waiting = new long[events];
    somebodyWaits = new long[events];
    count(set);
  }

  private void count(SampleSet set) {
    int rows = set.series().stream().mapToInt(SampleSeries::size).sum();
    long[][] all = new long[rows][];
    int n = 0;
    for (SampleSeries one : set.series()) {
      for (int i = 0; i < one.size(); i++) {
        all[n++] = new long[] {one.timeNs(i), one.event(i)};
      }
    }
    Arrays.sort(all, (a, b) -> Long.compare(a[0], b[0]));
    int[] here = new int[events];
    for (int at = 0, next; at < n; at = next) {
      int compute = 0;
      Arrays.fill(here, 0);
      long until = all[at][0] + set.periodNs() / 4;
      for (next = at; next < n && all[next][0] <= until; next++) {
        int event = (int) all[next][1];
        if (event == SampleSeries.NOT_WAITING) {
          compute++;
        } else {
          here[event]++;
        }
      }
      add(compute, here);
    }
  }

  private void add(int compute, int[] here) {
    count++;
    computing += compute;
    onCpu += Math.min(compute, cpus);
    for (int event = 0; event < events; event++) {
      waiting[event] += here[event];
      somebodyWaits[event] += here[event] > 0 ? 1 : 0;
    }
  }

  /// Of those that do not wait, the share that has a CPU.
  double onCpuShare() {
    return computing == 0 ? 1 : (double) onCpu / computing;
  }

  /// CPUs in use, in the mean.
  double busyCpus() {
    return (double) onCpu / count;
  }

  /// Of the time in which somebody waits for something, by how many they are in the mean: at least
  /// 1.
  double queue(int event) {
    return somebodyWaits[event] == 0 ? 1 : (double) waiting[event] / somebodyWaits[event];
  }

  /// How many wait for something, in the mean over all time.
  double waiting(int event) {
    return (double) waiting[event] / count;
  }
}
