package dev.corelane.replay.userspace;

import dev.corelane.replay.statistics.Sample;

/// What is counted in a run.
final class Tally {
  final UserspaceObserver observer;
  final Sample highLatency = new Sample();
  final Sample lowElapsed = new Sample();
  private final long[] spentNs = new long[WorkerActivity.values().length];
  private final long[] highOfWorker;
  long lowDone;
  long generated;
  long sends;
  long coalesced;
  long handled;
  long dropped;
  long quickExits;

  Tally(int workers, UserspaceObserver observer) {
    this.observer = observer;
    highOfWorker = new long[workers];
  }

  void high(int worker, long arrivalNs, long startNs, long endNs) {
    highLatency.add(endNs - arrivalNs);
    highOfWorker[worker]++;
    observer.high(worker, arrivalNs, startNs, endNs);
  }

  void low(int worker, long startNs, long endNs, boolean whole) {
    lowDone++;
    if (whole) {
      lowElapsed.add(endNs - startNs);
    }
    observer.low(worker, startNs, endNs, whole);
  }

  void spent(WorkerActivity activity, long ns) {
    spentNs[activity.ordinal()] += ns;
  }

  long spentNs(WorkerActivity activity) {
    return spentNs[activity.ordinal()];
  }

  long[] highOfWorker() {
    return highOfWorker.clone();
  }
}
