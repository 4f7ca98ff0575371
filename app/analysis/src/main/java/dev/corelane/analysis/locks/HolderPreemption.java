package dev.corelane.analysis.locks;

import dev.corelane.trace.model.TimeRange;
import java.util.List;

/// A thread was preempted while it held a lock.
///
/// @param lock internal lock id
/// @param holder internal task id of the victim
/// @param preemptor internal task id of what ran next on its CPU
/// @param cpu index of the CPU
/// @param offCpu from the switch until the holder ran again or the lock was released
/// @param inferred whether the hold was inferred from wake-ups
/// @param waiters who waited for the lock meanwhile; empty for a class of locks, because nobody
///   knows which of them they wanted
public record HolderPreemption(
    int lock,
    int holder,
    int preemptor,
    int cpu,
    TimeRange offCpu,
    boolean inferred,
    List<HurtWaiter> waiters) {
  /// Keeps a copy of the list.
  public HolderPreemption {
    waiters = List.copyOf(waiters);
  }

  /// @return time by which the hold became longer, ns
  public long stretchNs() {
    return offCpu.durationNs();
  }

  /// @return CPU time that waiters burnt, ns
  public long wasteNs() {
    return waiters.stream().mapToLong(HurtWaiter::spinNs).sum();
  }

  /// @return all time that waiters lost, ns
  public long costNs() {
    return waiters.stream().mapToLong(HurtWaiter::totalNs).sum();
  }
}
