package dev.corelane.importers.ftrace;

/// How much memory the chunks of all CPUs may take together.
final class UnpackBudget {
  /// Ten pages of 4 KiB each for every CPU that a kernel can have fit (NR_CPUS is at most 8192).
  private static final long MOST = 512L << 20;

  private long taken;

  /// Takes a part of it.
  ///
  /// @return whether there was enough
  boolean take(long bytes) {
    if (bytes > MOST - taken) {
      return false;
    }
    taken += bytes;
    return true;
  }
}
