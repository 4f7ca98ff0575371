package dev.corelane.replay.simulation;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.SliceEnd;
import java.util.List;

/// Several observers as one, told in their order.
final class Observers implements Observer {
  private final Observer[] all;

  Observers(List<Observer> all) {
    this.all = all.toArray(Observer[]::new);
  }

  @Override
  public void started(Setup setup) {
    for (Observer one : all) {
      one.started(setup);
    }
  }

  @Override
  public void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {
    for (Observer one : all) {
      one.switched(nowNs, cpu, last, next, how);
    }
  }

  @Override
  public void waking(
      long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean inInterrupt) {
    for (Observer one : all) {
      one.waking(nowNs, thread, waker, wakerCpu, targetCpu, inInterrupt);
    }
  }

  @Override
  public void runnable(long nowNs, int thread, int cpu) {
    for (Observer one : all) {
      one.runnable(nowNs, thread, cpu);
    }
  }

  @Override
  public void migrated(long nowNs, int thread, int fromCpu, int toCpu) {
    for (Observer one : all) {
      one.migrated(nowNs, thread, fromCpu, toCpu);
    }
  }

  @Override
  public void marked(long nowNs, int cpu, boolean lazy) {
    for (Observer one : all) {
      one.marked(nowNs, cpu, lazy);
    }
  }

  @Override
  public void requested(long nowNs, int thread, int lock, LockMode mode, int holder) {
    for (Observer one : all) {
      one.requested(nowNs, thread, lock, mode, holder);
    }
  }

  @Override
  public void acquired(long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {
    for (Observer one : all) {
      one.acquired(nowNs, thread, lock, mode, spinNs, sleepNs);
    }
  }

  @Override
  public void gaveUp(long nowNs, int thread, int lock) {
    for (Observer one : all) {
      one.gaveUp(nowNs, thread, lock);
    }
  }

  @Override
  public void released(long nowNs, int thread, int lock) {
    for (Observer one : all) {
      one.released(nowNs, thread, lock);
    }
  }

  @Override
  public void deadlockChecked(long nowNs, int thread, int lock, boolean found) {
    for (Observer one : all) {
      one.deadlockChecked(nowNs, thread, lock, found);
    }
  }

  @Override
  public void extensionGranted(long nowNs, int thread) {
    for (Observer one : all) {
      one.extensionGranted(nowNs, thread);
    }
  }

  @Override
  public void extensionEnded(long nowNs, int thread, ExtensionEnd how) {
    for (Observer one : all) {
      one.extensionEnded(nowNs, thread, how);
    }
  }

  @Override
  public void spanBegun(long nowNs, int thread, String label) {
    for (Observer one : all) {
      one.spanBegun(nowNs, thread, label);
    }
  }

  @Override
  public void spanEnded(long nowNs, int thread, String outcome) {
    for (Observer one : all) {
      one.spanEnded(nowNs, thread, outcome);
    }
  }

  @Override
  public void ended(long nowNs) {
    for (Observer one : all) {
      one.ended(nowNs);
    }
  }
}
