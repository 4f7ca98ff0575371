package dev.corelane.analysis.observer;

/// Involuntary switches at kernel entries that probes made. A hit is an exception, and the kernel
/// may switch on its way back from it, or inside the handler.
///
/// @param user involuntary switches of probed threads on the way back to user mode
/// @param userAtHits those of them after which the thread's next 20 us on a CPU held a hit
/// @param kernel involuntary switches of probed threads inside the kernel
/// @param kernelAtHits those of them after which the thread's next 20 us on a CPU held a hit
/// @param chance share that would be found so if switches had nothing to do with hits
public record AddedPreemptions(
    long user, long userAtHits, long kernel, long kernelAtHits, double chance) {
  /// @return switches at hits beyond what chance gives, on the way back to user mode
  public long userAdded() {
    return Math.max(0, Math.round(userAtHits - chance * user));
  }

  /// @return switches at hits beyond what chance gives, inside the kernel
  public long kernelAdded() {
    return Math.max(0, Math.round(kernelAtHits - chance * kernel));
  }
}
