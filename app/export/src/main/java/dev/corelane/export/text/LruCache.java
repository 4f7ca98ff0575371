package dev.corelane.export.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Keeps the values that were used last.
final class LruCache<K, V> {
  private final LinkedHashMap<K, V> entries;

  /// @param capacity most values kept
  LruCache(int capacity) {
    entries =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  /// The value of a key, made when it is not kept.
  V get(K key, Function<K, V> make) {
    V value = entries.get(key);
    if (value == null) {
      value = make.apply(key);
      entries.put(key, value);
    }
    return value;
  }

  int size() {
    return entries.size();
  }
}
