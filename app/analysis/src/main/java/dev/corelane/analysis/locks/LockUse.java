package dev.corelane.analysis.locks;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import java.util.List;

/// How a lock, or all locks of a name or class, were used.
///
/// @param lock internal lock id; of several locks, the one that was waited for longest
/// @param locks how many locks these numbers are of
/// @param kind what sort
/// @param name its name, or that of its class; of a lock without a name its address
/// @param mode how it was taken; [LockMode#UNKNOWN] for all modes together
/// @param acquisitions how often it was taken. Where holds were recorded their number, else the
///   number of waits that ended with the lock
/// @param contended acquisitions that had to wait before
/// @param waits the waits
/// @param holds the holds
/// @param handOvers idle times although someone waited
/// @param preempted lock-holder preemption
/// @param utilisation share of the time in which it was held exclusively, 0 to 1; of several locks
///   that of the busiest; 0 where no holds are known
/// @param topHolders who held it longest, longest first
/// @param topWaiters who waited longest, longest first
public record LockUse(
    int lock,
    int locks,
    LockKind kind,
    String name,
    LockMode mode,
    long acquisitions,
    long contended,
    WaitTimes waits,
    HoldTimes holds,
    HandOvers handOvers,
    PreemptedHolders preempted,
    double utilisation,
    List<TaskTime> topHolders,
    List<TaskTime> topWaiters) {
  /// Utilisation above which waiting times grow steeply with every further percent: an M/M/1 queue
  /// waits 2.3 service times at 0.7 and 9 at 0.9.
  public static final double KNEE = 0.7;

  /// Keeps copies of the lists.
  public LockUse {
    topHolders = List.copyOf(topHolders);
    topWaiters = List.copyOf(topWaiters);
  }

  /// @return whether the lock is so busy that it limits throughput by itself
  public boolean beyondKnee() {
    return utilisation > KNEE;
  }

  /// @return share of the acquisitions that had to wait, 0 to 1
  public double contendedShare() {
    return acquisitions == 0 ? 0 : (double) contended / acquisitions;
  }
}
