package dev.corelane.importers.perf.testing;

/// The SplitMix64 generator (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
/// 2014). Written out so that a seed gives the same workload on every Java version.
final class SplitMix64 {
  private long state;

  SplitMix64(long seed) {
    this.state = seed;
  }

  long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// A number from 0 to `bound - 1`.
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /// True once in `times` on average.
  boolean onceIn(int times) {
    return below(times) == 0;
  }

  /// True with a chance of `percent`.
  boolean percent(int percent) {
    return below(100) < percent;
  }

  /// A duration around `typical`: from a half of it up, seldom eight times as long.
  int around(int typical) {
    int stretch = Long.numberOfTrailingZeros(next() | 8); // 0, 1, 2, 3: each half as likely
    return (typical / 2 + below(typical)) << stretch;
  }
}
