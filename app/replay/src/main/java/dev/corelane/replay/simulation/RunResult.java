package dev.corelane.replay.simulation;

import java.util.List;

/// What a run made of its inputs.
///
/// @param setup the inputs
/// @param endNs how long it was, ns of simulated time
/// @param events how many events the engine processed
/// @param threads totals of the threads, by number
/// @param locks totals of the locks, by number
/// @param idleNs time that each CPU was idle
public record RunResult(
    Setup setup,
    long endNs,
    long events,
    List<ThreadTotals> threads,
    List<LockTotals> locks,
    List<Long> idleNs) {
  /// Copies the lists.
  public RunResult {
    threads = List.copyOf(threads);
    locks = List.copyOf(locks);
    idleNs = List.copyOf(idleNs);
  }

  /// @return involuntary switches of all threads
  public long involuntary() {
    return threads.stream().mapToLong(ThreadTotals::involuntary).sum();
  }

  /// @return voluntary switches of all threads
  public long voluntary() {
    return threads.stream().mapToLong(ThreadTotals::voluntary).sum();
  }
}
