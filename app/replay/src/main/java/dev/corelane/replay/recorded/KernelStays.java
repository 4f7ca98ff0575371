package dev.corelane.replay.recorded;

import dev.corelane.replay.work.ExecutionMode;
import dev.corelane.replay.work.Step;
import java.util.SplittableRandom;

/// Cuts work into stays in user mode and in the kernel, of exponential length around their means:
/// where they begin and end is not recorded.
public final class KernelStays {
  private final SplittableRandom random;
  private final double userNs;
  private final double kernelNs;
  private boolean inKernel;
  private long stayLeft;

  /// @param kernel how much of the work runs in the kernel
  /// @param random where the lengths come from
  public KernelStays(KernelShare kernel, SplittableRandom random) {
    this.random = random;
    this.kernelNs = kernel.share() == 0 ? 0 : kernel.segmentNs();
    this.userNs =
        kernel.share() == 0
            ? Double.POSITIVE_INFINITY
            : kernel.segmentNs() * (1 - kernel.share()) / kernel.share();
    this.inKernel = random.nextDouble() < kernel.share();
    this.stayLeft = stay();
  }

  /// @param workNs work that is left, ns, above 0
  /// @return a run of this length, or of what is left of the stay if that is shorter
  public Step.Run run(long workNs) {
    if (stayLeft == 0) {
      inKernel = !inKernel;
      stayLeft = stay();
    }
    long ns = Math.min(workNs, stayLeft);
    stayLeft -= ns;
    return new Step.Run(ns, inKernel ? ExecutionMode.KERNEL : ExecutionMode.USER);
  }

  private long stay() {
    double mean = inKernel ? kernelNs : userNs;
    if (mean == Double.POSITIVE_INFINITY) {
      return Long.MAX_VALUE;
    }
    return 1 + (long) (-mean * Math.log(1 - random.nextDouble()));
  }
}
