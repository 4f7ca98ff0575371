package dev.corelane.replay.run;

import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.Setup;
import dev.corelane.replay.statistics.Sample;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.SliceEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures spans, and checks at every event what must hold in any run: one thread per CPU and one
/// CPU per thread, one holder per exclusive lock, no running before the wake-up, and waiting for a
/// lock made of spinning, sleeping and run delay only.
final class Meter implements Observer {
  private static final int NONE = -1;
  private static final int MOST_BROKEN = 5;

  private final long fromNs;
  private final Sample latency = new Sample();
  private final List<String> broken = new ArrayList<>();
  private List<ArrayDeque<Long>> open = List.of();
  private int[] running = new int[0];
  private int[] cpuOf = new int[0];
  private boolean[] asleep = new boolean[0];
  private long[] requestedNs = new long[0];
  private int[] holder = new int[0];
  private boolean[] exclusive = new boolean[0];
  private long openNow;
  private long openSinceNs;
  private double openSum;
  private double endedNs;

  /// @param fromNs before it nothing is measured
  Meter(long fromNs) {
    this.fromNs = fromNs;
  }

  Sample latency() {
    return latency;
  }

  List<String> broken() {
    return broken;
  }

  /// Mean number of spans open, up to a time.
  double meanOpen(long untilNs) {
    count(untilNs, 0);
    return openSum / (untilNs - fromNs);
  }

  /// The time of all spans, nested ones left out, between the beginning of measuring and a time.
  double spanNs(long untilNs) {
    double sum = endedNs;
    for (ArrayDeque<Long> spans : open) {
      if (!spans.isEmpty()) {
        sum += untilNs - Math.max(spans.getLast(), fromNs);
      }
    }
    return sum;
  }

  @Override
  public void started(Setup setup) {
    int threads = setup.threads().size();
    var spans = new ArrayList<ArrayDeque<Long>>();
    for (int i = 0; i < threads; i++) {
      spans.add(new ArrayDeque<>());
    }
    open = spans;
    running = filled(setup.machine().topology().cpus());
    cpuOf = filled(threads);
    asleep = new boolean[threads];
    requestedNs = new long[threads];
    holder = filled(setup.locks().size());
    exclusive = new boolean[setup.locks().size()];
    for (int i = 0; i < exclusive.length; i++) {
      exclusive[i] = !(setup.locks().get(i) instanceof LockSpec.Heavyweight);
    }
  }

  @Override
  public void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {
    check(running[cpu] == last, nowNs, "a thread left a CPU that it was not on");
    if (last != NONE) {
      cpuOf[last] = NONE;
      asleep[last] = how == SliceEnd.SLEEPING || how == SliceEnd.UNINTERRUPTIBLE;
    }
    if (next != NONE) {
      check(cpuOf[next] == NONE, nowNs, "a thread ran on two CPUs");
      check(!asleep[next], nowNs, "a thread ran before its wake-up");
      cpuOf[next] = cpu;
    }
    running[cpu] = next;
  }

  @Override
  public void waking(
      long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean inInterrupt) {
    asleep[thread] = false;
  }

  @Override
  public void requested(long nowNs, int thread, int lock, LockMode mode, int who) {
    requestedNs[thread] = nowNs;
  }

  @Override
  public void acquired(long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {
    check(
        spinNs >= 0 && sleepNs >= 0 && spinNs + sleepNs <= nowNs - requestedNs[thread],
        nowNs,
        "a wait for a lock was shorter than its parts");
    if (exclusive[lock] && mode == LockMode.EXCLUSIVE) {
      check(holder[lock] == NONE, nowNs, "an exclusive lock had two holders");
      holder[lock] = thread;
    }
  }

  @Override
  public void released(long nowNs, int thread, int lock) {
    if (holder[lock] == thread) {
      holder[lock] = NONE;
    }
  }

  @Override
  public void spanBegun(long nowNs, int thread, String label) {
    open.get(thread).push(nowNs);
    if (open.get(thread).size() == 1) {
      count(nowNs, 1);
    }
  }

  @Override
  public void spanEnded(long nowNs, int thread, String outcome) {
    long begun = open.get(thread).pop();
    if (open.get(thread).isEmpty()) {
      count(nowNs, -1);
      if (nowNs >= fromNs) {
        latency.add(nowNs - begun);
        endedNs += nowNs - Math.max(begun, fromNs);
      }
    }
  }

  private void count(long nowNs, int by) {
    long since = Math.max(openSinceNs, fromNs);
    if (nowNs > since) {
      openSum += (double) openNow * (nowNs - since);
    }
    openSinceNs = nowNs;
    openNow += by;
  }

  private void check(boolean holds, long nowNs, String otherwise) {
    if (!holds && broken.size() < MOST_BROKEN) {
      broken.add("at " + nowNs + " ns: " + otherwise);
    }
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }
}
