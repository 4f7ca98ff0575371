package dev.corelane.analysis.load;

import java.util.List;

/// Violations of work conservation: a CPU is idle and has no thread in its queue, while a thread
/// waits for a CPU on which another thread runs.
///
/// Which CPUs a thread was allowed to use is not recorded. Threads of the kernel that were seen on
/// one CPU only are taken to be bound to it and do not count. Of the others, a thread that ran on a
/// CPU at any time of the recording was allowed there at least then; `provenNs` is the time with
/// such a pair. What is beyond it may be due to an affinity mask, a cpuset, or the recording being
/// short.
///
/// @param wallNs time with at least one such pair
/// @param lostCpuNs CPU time that was lost by it: at every moment the smaller of the number of idle
///   CPUs and of waiting threads, ns
/// @param provenNs the part of `wallNs` in which a waiting thread is known to have run on an idle
///   CPU before or after
/// @param longest the longest of these times, at most [#LISTED], the longest first; clipped to the
///   range
public record IdleWhileRunnable(
    long wallNs, long lostCpuNs, long provenNs, List<IdleSpell> longest) {
  /// How many spells are listed at most.
  public static final int LISTED = 100;

  /// Keeps a copy of the list.
  public IdleWhileRunnable {
    longest = List.copyOf(longest);
  }
}
