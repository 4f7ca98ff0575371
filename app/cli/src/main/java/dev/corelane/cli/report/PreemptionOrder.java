package dev.corelane.cli.report;

import dev.corelane.analysis.preemption.Preemptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Orders in which preemptions are listed.
public enum PreemptionOrder {
  /// By time.
  TIME("time"),
  /// Longest time off the CPU first.
  OFF_CPU("off-cpu");

  private final String text;

  PreemptionOrder(String text) {
    this.text = text;
  }

  /// @param preemptions all preemptions
  /// @param limit how many at most
  /// @return the first of them in this order
  public IntStream first(Preemptions preemptions, long limit) {
    int size = (int) Math.min(limit, preemptions.size());
    return this == TIME ? IntStream.range(0, size) : longest(preemptions, size);
  }

  private static IntStream longest(Preemptions preemptions, int size) {
    Comparator<Integer> shortestFirst =
        Comparator.<Integer>comparingLong(preemptions::offCpuNs).thenComparing(i -> -i);
    if (size == 0) {
      return IntStream.empty();
    }
    var kept = new PriorityQueue<Integer>(size, shortestFirst);
    for (int i = 0; i < preemptions.size(); i++) {
      if (kept.size() < size) {
        kept.add(i);
      } else if (preemptions.offCpuNs(i) > preemptions.offCpuNs(kept.element())) {
        kept.remove();
        kept.add(i);
      }
    }
    Integer[] order = kept.toArray(Integer[]::new);
    Arrays.sort(order, shortestFirst.reversed());
    return Arrays.stream(order).mapToInt(Integer::intValue);
  }

  /// @return as it stands on the command line
  @Override
  public String toString() {
    return text;
  }
}
