package dev.corelane.replay.validation;

import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.Setup;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.SliceEnd;
import java.util.Arrays;

/// What must hold in every run (section K): one running thread per CPU and one CPU per thread, no
/// thread runs before it was woken, one holder of an exclusive lock, and the times of a lock wait
/// add up.
final class SelfChecks implements Observer {
  private int[] runs = new int[0];
  private int[] on = new int[0];
  private boolean[] runnable = new boolean[0];
  private int[] exclusive = new int[0];
  private int[] shared = new int[0];
  private long lastNs;
  private long events;

  @Override
  public void started(Setup setup) {
    runs = new int[setup.machine().topology().cpus()];
    Arrays.fill(runs, -1);
    on = new int[setup.threads().size()];
    Arrays.fill(on, -1);
    runnable = new boolean[on.length];
    exclusive = new int[setup.locks().size()];
    Arrays.fill(exclusive, -1);
    shared = new int[exclusive.length];
  }

  long events() {
    return events;
  }

  private void at(long nowNs) {
    require(nowNs >= lastNs, "time goes back");
    lastNs = nowNs;
    events++;
  }

  @Override
  public void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {
    at(nowNs);
    require(runs[cpu] == last, "another thread ran on the CPU");
    require(last != next, "a switch to the same thread");
    if (last >= 0) {
      require(on[last] == cpu, "a thread leaves a CPU that it is not on");
      on[last] = -1;
      runnable[last] = how.involuntary() || how == SliceEnd.YIELDED;
    }
    if (next >= 0) {
      require(on[next] == -1, "a thread is on two CPUs");
      require(runnable[next], "a thread runs before it is woken");
      on[next] = cpu;
    }
    runs[cpu] = next;
  }

  @Override
  public void runnable(long nowNs, int thread, int cpu) {
    at(nowNs);
    require(!runnable[thread], "a runnable thread is woken");
    runnable[thread] = true;
  }

  @Override
  public void acquired(long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {
    at(nowNs);
    if (mode == LockMode.EXCLUSIVE) {
      require(exclusive[lock] == -1 && shared[lock] == 0, "an exclusive lock has two holders");
      exclusive[lock] = thread;
    } else if (mode == LockMode.SHARED) {
      require(exclusive[lock] == -1, "a lock is held exclusively and shared");
      shared[lock]++;
    }
  }

  @Override
  public void released(long nowNs, int thread, int lock) {
    at(nowNs);
    if (exclusive[lock] == thread) {
      exclusive[lock] = -1;
    } else if (shared[lock] > 0) {
      shared[lock]--;
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError("At " + lastNs + " ns: " + otherwise);
    }
  }
}
