package dev.corelane.replay.userspace;

import dev.corelane.replay.engine.Streams;

/// Runs of the reference workload: costs fixed at their means, 5 s, as the golden values were made.
final class Runs {
  static final long SECOND = 1_000_000_000L;
  static final UserspaceWorkload EXAMPLE = UserspaceWorkload.example();

  private Runs() {}

  static UserspaceResult of(UserspaceWorkload workload, Policy policy) {
    return of(workload, policy, UserspaceCosts.means(), 5 * SECOND, 1);
  }

  static UserspaceResult of(
      UserspaceWorkload workload, Policy policy, UserspaceCosts costs, long durationNs, long seed) {
    return new UserspaceModel(workload, policy, costs)
        .run(durationNs, new Streams(seed), UserspaceObserver.NONE);
  }

  static UserspaceWorkload with(long intervalNs, long lowRecords, long yieldEvery) {
    return new UserspaceWorkload(8, intervalNs, 64, 8, 30_000, lowRecords, 500, yieldEvery, 100, 0);
  }

  static UserspaceWorkload bounded(double percent) {
    return new UserspaceWorkload(8, 1_000_000, 64, 8, 30_000, 40_000, 500, 10, percent, 0);
  }

  static UserspaceWorkload locked(double share) {
    return new UserspaceWorkload(8, 1_000_000, 64, 8, 30_000, 40_000, 500, 10, 100, share);
  }

  static UserspaceWorkload workers(int workers) {
    return new UserspaceWorkload(workers, 1_000_000, 64, 8, 30_000, 40_000, 500, 10, 100, 0);
  }
}
