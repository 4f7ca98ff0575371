package dev.corelane.replay.userspace;

/// Long queries on every worker, and urgent transactions that come in bursts.
///
/// @param workers how many workers, each on a core of its own
/// @param intervalNs from one burst to the next, ns; a burst that is not yet handed out delays the
///   next one, so the arrivals are closed under load
/// @param burst transactions per burst (the size of the global queue)
/// @param queueLimit urgent transactions that a worker's queue holds
/// @param highNs how long an urgent transaction runs, ns
/// @param lowRecords records that a long query reads
/// @param recordNs time per record, ns
/// @param yieldEvery the cooperative policy yields when more than so many records were read
/// @param maxPreemptedPercent bound on the share of a query's elapsed time that urgent transactions
///   may take, percent; 100 is off
/// @param lockedShare share of a query's time in regions where an interrupt is dropped, 0 to 1
public record UserspaceWorkload(
    int workers,
    long intervalNs,
    int burst,
    int queueLimit,
    long highNs,
    long lowRecords,
    long recordNs,
    long yieldEvery,
    double maxPreemptedPercent,
    double lockedShare) {
  /// Refuses what no run can be made of.
  public UserspaceWorkload {
    atLeast("workers", workers, 1);
    atLeast("intervalNs", intervalNs, 1);
    atLeast("burst", burst, 1);
    atLeast("queueLimit", queueLimit, 1);
    atLeast("highNs", highNs, 1);
    atLeast("lowRecords", lowRecords, 1);
    atLeast("recordNs", recordNs, 1);
    atLeast("yieldEvery", yieldEvery, 0);
    if (!(maxPreemptedPercent >= 0 && maxPreemptedPercent <= 100)) {
      throw new IllegalArgumentException("maxPreemptedPercent must be 0 to 100");
    }
    if (!(lockedShare >= 0 && lockedShare < 1)) {
      throw new IllegalArgumentException("lockedShare must be 0 or more and below 1");
    }
  }

  /// PreemptDB's example: 8 workers, every millisecond 64 transactions, queues of 8. That a
  /// transaction takes 30 µs and a query 40 000 records of 0.5 µs is assumed.
  ///
  /// @return that workload, without locked regions and without a bound
  public static UserspaceWorkload example() {
    return new UserspaceWorkload(8, 1_000_000, 64, 8, 30_000, 40_000, 500, 10, 100, 0);
  }

  /// @return how long a query runs when nothing interrupts it, ns
  public long lowNs() {
    return lowRecords * recordNs;
  }

  /// @return records between two yields, in time, ns
  long yieldIntervalNs() {
    return (yieldEvery + 1) * recordNs;
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }
}
