package dev.corelane.replay.simulation;

/// How often a thread wakes another one than the time before (`wakee_flips`). A client with many
/// connections does so all the time, and its servers sometimes; then none of them is drawn to the
/// CPU that wakes it, where they would all come together.
final class Wakees {
  private static final long DECAY_NS = 1_000_000_000;

  private int last = -1;
  private int flips;
  private long decayedAtNs;

  /// `record_wakee`: also of who is woken by an interrupt that hits the thread.
  void wakes(int thread, long nowNs) {
    if (nowNs > decayedAtNs + DECAY_NS) {
      flips >>= 1;
      decayedAtNs = nowNs;
    }
    if (last != thread) {
      last = thread;
      flips++;
    }
  }

  /// `wake_wide`.
  ///
  /// @param woken of whom this one wakes
  /// @param cpus how many share the cache
  /// @return whether the woken one stays where it was
  boolean wide(Wakees woken, int cpus) {
    int master = Math.max(flips, woken.flips);
    int slave = Math.min(flips, woken.flips);
    return slave >= cpus && master >= slave * cpus;
  }
}
