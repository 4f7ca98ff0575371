package dev.corelane.analysis.latency;

import java.util.Arrays;

/// A distribution while it is filled. Keeps the newest waits aside and adds many at once: the
/// counters of hundreds of distributions do not fit into a processor's cache together, those of one
/// do.
final class DelayBuffer {
  private static final int FEWEST = 16;
  private static final int MOST = 512;

  private final Distribution all = new Distribution();
  private long[] kept = new long[FEWEST];
  private int size;

  void add(long ns) {
    if (size == MOST) {
      flush();
    } else if (size == kept.length) {
      kept = Arrays.copyOf(kept, size * 2);
    }
    kept[size++] = ns;
  }

  /// All that was added.
  Distribution distribution() {
    flush();
    return all;
  }

  private void flush() {
    for (int i = 0; i < size; i++) {
      all.add(kept[i]);
    }
    size = 0;
  }
}
