package dev.corelane.cli.report;

import dev.corelane.analysis.locks.PreemptionCosts;
import dev.corelane.analysis.preemption.Preemptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Orders in which preemptions are listed.
public enum PreemptionOrder {
  /// What it cost the waiters for the victim's locks, the dearest first; then as [#OFF_CPU].
  COST("cost"),
  /// Longest time off the CPU first.
  OFF_CPU("off-cpu"),
  /// By time.
  TIME("time");

  private final String text;

  PreemptionOrder(String text) {
    this.text = text;
  }

  /// @param preemptions all preemptions
  /// @param costs what they cost
  /// @param limit how many at most
  /// @return the first of them in this order
  public IntStream first(Preemptions preemptions, PreemptionCosts costs, long limit) {
    int size = (int) Math.min(limit, preemptions.size());
    Comparator<Integer> leastFirst =
        Comparator.<Integer>comparingLong(preemptions::offCpuNs).thenComparing(i -> -i);
    return switch (this) {
      case TIME -> IntStream.range(0, size);
      case OFF_CPU -> last(preemptions.size(), size, leastFirst);
      case COST ->
          last(
              preemptions.size(),
              size,
              Comparator.<Integer>comparingLong(costs::costNs).thenComparing(leastFirst));
    };
  }

  private static IntStream last(int all, int size, Comparator<Integer> leastFirst) {
    if (size == 0) {
      return IntStream.empty();
    }
    var kept = new PriorityQueue<Integer>(size, leastFirst);
    for (int i = 0; i < all; i++) {
      if (kept.size() < size) {
        kept.add(i);
      } else if (leastFirst.compare(i, kept.element()) > 0) {
        kept.remove();
        kept.add(i);
      }
    }
    Integer[] order = kept.toArray(Integer[]::new);
    Arrays.sort(order, leastFirst.reversed());
    return Arrays.stream(order).mapToInt(Integer::intValue);
  }

  /// @return as it stands on the command line
  @Override
  public String toString() {
    return text;
  }
}
