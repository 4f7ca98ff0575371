package dev.corelane.replay.userspace;

/// What interrupting a query costs.
///
/// @param delivery from sending a user interrupt to its handler; the query goes on meanwhile
/// @param contextSwitch one switch between the two contexts of a worker
/// @param yieldNs one yield of the cooperative policy that finds nothing to do, there and back
public record UserspaceCosts(Cost delivery, Cost contextSwitch, long yieldNs) {
  /// A yield there and back: assumed, a swap of two contexts without an interrupt.
  public static final long ASSUMED_YIELD_NS = 150;

  /// Refuses a negative yield.
  public UserspaceCosts {
    if (yieldNs < 0) {
      throw new IllegalArgumentException("a cost is not negative: " + yieldNs + " ns");
    }
  }

  /// The distributions that PreemptDB measured.
  ///
  /// @param workers how many workers there are
  /// @return delivery and switch as measured, the yield assumed
  public static UserspaceCosts measured(int workers) {
    return new UserspaceCosts(
        MeasuredCost.delivery(workers), MeasuredCost.contextSwitch(workers), ASSUMED_YIELD_NS);
  }

  /// The means of these distributions for 8 workers, always.
  ///
  /// @return 717 ns, 477 ns, 150 ns
  public static UserspaceCosts means() {
    return new UserspaceCosts(new Cost.Fixed(717), new Cost.Fixed(477), ASSUMED_YIELD_NS);
  }
}
