package dev.corelane.replay.simulation;

/// What a run made of one lock. Times in ns.
///
/// @param name its name
/// @param acquisitions how often it was taken
/// @param contended how often it was not to be had at once
/// @param waitNs from request to acquisition, all together
/// @param maxWaitNs the longest of them
/// @param spinNs CPU time spent spinning for it
/// @param sleeps how often a thread slept or blocked for it
/// @param holds how often it was given back
/// @param holdNs from acquisition to release, all together
/// @param maxHoldNs the longest of them
/// @param preemptedHolds holds with at least one involuntary switch of the holder: lock-holder
///   preemptions
/// @param holderOffNs time that holders were off the CPU by involuntary switches (stretch)
/// @param wasteNs CPU time others spun for it while its holder was off the CPU by an involuntary
///   switch
public record LockTotals(
    String name,
    long acquisitions,
    long contended,
    long waitNs,
    long maxWaitNs,
    long spinNs,
    long sleeps,
    long holds,
    long holdNs,
    long maxHoldNs,
    long preemptedHolds,
    long holderOffNs,
    long wasteNs) {
  /// @return mean time off the CPU per lock-holder preemption, ns; 0 if there was none
  public double meanStretchNs() {
    return preemptedHolds == 0 ? 0 : (double) holderOffNs / preemptedHolds;
  }
}
