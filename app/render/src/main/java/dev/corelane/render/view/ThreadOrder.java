package dev.corelane.render.view;

import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.digest.ProcessFacts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The order of processes.
final class ThreadOrder {
  private ThreadOrder() {}

  /// Indices of processes in order; kernel threads are always last.
  static List<Integer> of(LaneFacts facts, ThreadPicks picks, ThreadSort sort) {
    List<ProcessFacts> processes = facts.processes();
    Comparator<Integer> kernelLast = Comparator.comparing(i -> processes.get(i).kernel());
    Comparator<Integer> order =
        switch (sort.key()) {
          case ACTIVITY -> Comparator.naturalOrder();
          case NAME -> Comparator.comparing(i -> processes.get(i).name());
          default -> {
            long[] weights = processes.stream().mapToLong(p -> weight(picks, p, sort)).toArray();
            yield Comparator.comparingLong(i -> -weights[i]);
          }
        };
    return IntStream.range(0, processes.size())
        .boxed()
        .sorted(kernelLast.thenComparing(order).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static long weight(ThreadPicks picks, ProcessFacts process, ThreadSort sort) {
    return process.tasks().stream().mapToLong(t -> picks.weight(t, sort)).sum();
  }
}
