package dev.corelane.analysis.locks;

/// Lock-holder preemption of a lock in numbers.
///
/// @param count holds in which the holder was preempted at least once
/// @param stretchNs time that preempted holders were off their CPUs while they held the lock: by
///   this much the holds were longer than needed
/// @param wasteNs CPU time that waiters burnt on the lock meanwhile
/// @param blockedNs time that waiters were asleep or ready to run meanwhile, ns
public record PreemptedHolders(long count, long stretchNs, long wasteNs, long blockedNs) {
  /// None.
  public static final PreemptedHolders NONE = new PreemptedHolders(0, 0, 0, 0);

  /// @param that another
  /// @return the sum
  public PreemptedHolders plus(PreemptedHolders that) {
    return new PreemptedHolders(
        count + that.count,
        stretchNs + that.stretchNs,
        wasteNs + that.wasteNs,
        blockedNs + that.blockedNs);
  }
}
