package dev.corelane.replay.simulation;

/// Counts of one lock while a run goes on.
final class LockCounters {
  private long acquisitions;
  private long contended;
  private long waitNs;
  private long maxWaitNs;
  private long spinNs;
  private long sleeps;
  private long holds;
  private long holdNs;
  private long maxHoldNs;
  private long preemptedHolds;
  private long holderOffNs;
  private long wasteNs;
  private int holdersPreempted;
  private long offTotalFromNs;

  void requested(long nowNs, SimThread thread, boolean held) {
    thread.lockRequestedAt = nowNs;
  }

  void acquired(long nowNs, SimThread thread) {
    acquisitions++;
    long wait = nowNs - thread.lockRequestedAt;
    if (wait > 0) {
      contended++;
      waitNs += wait;
      maxWaitNs = Math.max(maxWaitNs, wait);
    }
  }

  void slept() {
    sleeps++;
  }

  void spun(long ns) {
    spinNs += ns;
    if (holdersPreempted > 0) {
      wasteNs += ns;
    }
  }

  void released(long nowNs, long sinceNs) {
    holds++;
    holdNs += nowNs - sinceNs;
    maxHoldNs = Math.max(maxHoldNs, nowNs - sinceNs);
  }

  void holderLeaves(long nowNs, boolean involuntary, boolean firstOfHold) {
    if (!involuntary) {
      return;
    }
    if (firstOfHold) {
      preemptedHolds++;
    }
    addOffTime(nowNs);
    holdersPreempted++;
  }

  void holderReturns(long nowNs, boolean afterSleep) {
    if (!afterSleep && holdersPreempted > 0) {
      addOffTime(nowNs);
      holdersPreempted--;
    }
  }

  private void addOffTime(long nowNs) {
    holderOffNs += holdersPreempted * (nowNs - offTotalFromNs);
    offTotalFromNs = nowNs;
  }

  LockTotals totals(String name) {
    return new LockTotals(
        name,
        acquisitions,
        contended,
        waitNs,
        maxWaitNs,
        spinNs,
        sleeps,
        holds,
        holdNs,
        maxHoldNs,
        preemptedHolds,
        holderOffNs,
        wasteNs);
  }
}
