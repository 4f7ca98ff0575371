package dev.corelane.importers.locks;

import org.agrona.collections.Long2LongHashMap;

/// Internal lock ids by 64-bit keys.
public final class LockKeys {
  private final Long2LongHashMap ids = new Long2LongHashMap(-1);

  /// @param key a key
  /// @return the lock's internal id, -1 when the key is new
  public int get(long key) {
    return (int) ids.get(key);
  }

  /// @param key a key
  /// @param lock the lock's internal id
  public void put(long key, int lock) {
    ids.put(key, lock);
  }

  /// One key of two numbers, spread over all bits (the finaliser of SplitMix64).
  ///
  /// @param a a number
  /// @param b another
  /// @return the key
  public static long mix(long a, long b) {
    long z = a * 0x9e3779b97f4a7c15L + b;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
