package dev.corelane.analysis.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much of a recording a number speaks of: what is a hundred times larger, but next to nothing
/// still, is not what differs most.
final class Weight {
  /// One hundredth of a thread's time.
  private static final double LEAST_THREADS = 0.01;

  private static final double LEAST_PER_SECOND = 1;

  private final Side a;
  private final Side b;
  private final Map<MetricId, MetricDifference> waiters = new HashMap<>();

  /// @param all the numbers of two recordings
  /// @param a the first recording
  /// @param b the second
  Weight(List<MetricDifference> all, Side a, Side b) {
    this.a = a;
    this.b = b;
    for (MetricDifference difference : all) {
      if (difference.id().quantity() == Quantity.WAITERS) {
        waiters.put(difference.id(), difference);
      }
    }
  }

  /// @param difference one of the numbers
  /// @return whether it is small in both recordings: a time of less than one hundredth of the
  ///   length, all threads together, how often anything so short was waited for, or less than one
  ///   event per second
  boolean small(MetricDifference difference) {
    MetricId id = difference.id();
    MetricDifference told =
        id.quantity() == Quantity.WAITS
            ? waiters.getOrDefault(
                new MetricId(id.kind(), id.subject(), Quantity.WAITERS), difference)
            : difference;
    return small(told.id().quantity(), told.a(), told.countA(), a)
        && small(told.id().quantity(), told.b(), told.countB(), b);
  }

  private static boolean small(Quantity quantity, double value, long count, Side side) {
    return switch (quantity) {
      case THROUGHPUT, PREEMPTED_SLICE -> false;
      case USER_PREEMPTIONS, KERNEL_PREEMPTIONS, HOLDER_PREEMPTIONS, WAITS ->
          value < LEAST_PER_SECOND;
      case CPU_RATE, RUN_DELAY_RATE, WAITERS, WAITING_CPUS, SESSIONS -> value < LEAST_THREADS;
      case CPU_PER_TRANSACTION, RUN_DELAY_PER_TRANSACTION, WAIT_PER_TRANSACTION ->
          threads(value, side.transactions(), side) < LEAST_THREADS;
      case LATENCY, LATENCY_P95, WAKEUP_LATENCY, HOLD ->
          threads(value, count, side) < LEAST_THREADS;
    };
  }

  /// @return how many threads are busy with something that takes so long, so many times
  private static double threads(double ns, long count, Side side) {
    return ns * count / Math.max(1, side.durationNs());
  }
}
