package dev.corelane.importers.perf.testing;

import java.nio.ByteOrder;

/// The flag bits of `perf_event_attr` that a scheduler recording uses, numbered as in a
/// little-endian file.
public enum AttrFlag {
  DISABLED(0),
  INHERIT(1),
  MMAP(8),
  COMM(9),
  FREQ(10),
  TASK(13),
  MMAP_DATA(17),
  SAMPLE_ID_ALL(18),
  MMAP2(23),
  COMM_EXEC(24),
  USE_CLOCKID(25),
  CONTEXT_SWITCH(26),
  WRITE_BACKWARD(27);

  private final int bit;

  AttrFlag(int bit) {
    this.bit = bit;
  }

  /// The flag as a mask for `order`: compilers lay bit fields out from the other end on big-endian
  /// machines, so that flag `i` is bit `63 - i` of the u64 there.
  public long mask(ByteOrder order) {
    return 1L << (order == ByteOrder.BIG_ENDIAN ? 63 - bit : bit);
  }
}
