package dev.corelane.replay.validation;

import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.Setup;
import dev.corelane.trace.model.SliceEnd;
import java.util.Arrays;

/// Lengths that threads ran, were away, and waited after being woken.
final class SwitchLog implements Observer {
  private Durations[] runs = new Durations[0];
  private Durations[] gaps = new Durations[0];
  private Durations[] wakeLatencies = new Durations[0];
  private long[] in = new long[0];
  private long[] out = new long[0];
  private long[] woken = new long[0];

  @Override
  public void started(Setup setup) {
    int threads = setup.threads().size();
    runs = durations(threads);
    gaps = durations(threads);
    wakeLatencies = durations(threads);
    in = new long[threads];
    out = new long[threads];
    woken = new long[threads];
    Arrays.fill(out, -1);
    Arrays.fill(woken, -1);
  }

  private static Durations[] durations(int count) {
    var all = new Durations[count];
    Arrays.setAll(all, i -> new Durations());
    return all;
  }

  @Override
  public void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {
    if (last >= 0) {
      runs[last].add(nowNs - in[last]);
      out[last] = nowNs;
    }
    if (next >= 0) {
      in[next] = nowNs;
      if (out[next] >= 0) {
        gaps[next].add(nowNs - out[next]);
      }
      if (woken[next] >= 0) {
        wakeLatencies[next].add(nowNs - woken[next]);
        woken[next] = -1;
      }
    }
  }

  @Override
  public void waking(
      long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean inInterrupt) {
    woken[thread] = nowNs;
  }

  Durations runs(int thread) {
    return runs[thread];
  }

  Durations gaps(int thread) {
    return gaps[thread];
  }

  Durations wakeLatencies(int thread) {
    return wakeLatencies[thread];
  }
}
