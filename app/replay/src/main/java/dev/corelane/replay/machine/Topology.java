package dev.corelane.replay.machine;

/// The CPUs and the caches that they share. CPU `c` belongs to the cache `c / cpusPerCache`.
///
/// @param cpus how many, 1 to 1024
/// @param cpusPerCache how many share a last-level cache, 1 to `cpus`
public record Topology(int cpus, int cpusPerCache) {
  /// Checks the numbers.
  public Topology {
    if (cpus < 1 || cpus > 1024) {
      throw new IllegalArgumentException("A machine has 1 to 1024 CPUs, not " + cpus);
    }
    if (cpusPerCache < 1 || cpusPerCache > cpus) {
      throw new IllegalArgumentException(
          "1 to " + cpus + " CPUs share a cache, not " + cpusPerCache);
    }
  }

  /// @param cpus how many
  /// @return CPUs that all share one cache
  public static Topology oneCache(int cpus) {
    return new Topology(cpus, cpus);
  }

  /// @param cpu a CPU
  /// @return the cache it uses
  public int cacheOf(int cpu) {
    return cpu / cpusPerCache;
  }

  /// @return how many last-level caches there are
  public int caches() {
    return (cpus + cpusPerCache - 1) / cpusPerCache;
  }

  /// @param one a CPU
  /// @param other a CPU
  /// @return whether they share a last-level cache (`cpus_share_cache`)
  public boolean shareCache(int one, int other) {
    return cacheOf(one) == cacheOf(other);
  }
}
