package dev.corelane.replay.recorded;

import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Locale;

/// How much of the work runs in the kernel. Scheduler traces do not tell it, but where a kernel may
/// be preempted anywhere, the place of preemption samples it: involuntary switches hit user mode
/// and the kernel in proportion to the time spent there, because a slice ends when its time is
/// over, wherever the thread is.
///
/// @param share of the work, 0 to 1
/// @param segmentNs mean length of one stay in the kernel, ns, above 0; an assumption
/// @param basis how the share is known, a sentence
public record KernelShare(double share, long segmentNs, String basis) {
  /// Length of a stay in the kernel where nothing better is known: a short system call of a
  /// database (a read or write of a page or a message).
  public static final long DEFAULT_SEGMENT_NS = 20_000;

  private static final long ENOUGH = 100;

  /// Checks the ranges.
  public KernelShare {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share is 0 to 1, not " + share);
    }
    if (segmentNs <= 0) {
      throw new IllegalArgumentException("A stay in the kernel takes time, not " + segmentNs);
    }
  }

  /// @param timeline a recording
  /// @param preemptible whether its kernel could be preempted anywhere when a slice ended: models
  ///   full and RT, and any model with HRTICK
  /// @return the share of involuntary switches that hit the kernel; where the kernel gave way only
  ///   in places, that is a lower bound, and it is said so
  public static KernelShare of(Timeline timeline, boolean preemptible) {
    long inUser = 0;
    long inKernel = 0;
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      CpuSlices slices = timeline.slices(cpu);
      for (long i = 0; i < slices.count(); i++) {
        if (slices.end(i) == SliceEnd.PREEMPTED_USER) {
          inUser++;
        } else if (slices.end(i) == SliceEnd.PREEMPTED_KERNEL) {
          inKernel++;
        }
      }
    }
    long all = inUser + inKernel;
    if (all < ENOUGH) {
      return new KernelShare(
          0.5,
          DEFAULT_SEGMENT_NS,
          "Half of the work is assumed to run in the kernel: too few preemptions tell where they"
              + " hit");
    }
    double share = (double) inKernel / all;
    String measured =
        String.format(
            Locale.ROOT,
            "%,d of %,d involuntary switches hit the kernel (%.0f %%)",
            inKernel,
            all,
            share * 100);
    String what =
        preemptible
            ? ": so much of the work is taken to run there"
            : ": so much of the work at least runs there, since this kernel gives way in places"
                + " only";
    return new KernelShare(share, DEFAULT_SEGMENT_NS, measured + what);
  }
}
