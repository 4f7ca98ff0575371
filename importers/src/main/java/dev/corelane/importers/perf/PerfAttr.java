package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;

/// The part of `struct perf_event_attr` that a reader needs (include/uapi/linux/perf_event.h).
///
/// @param type kind of event, 2 is a tracepoint
/// @param config for a tracepoint the `ID` of its format
/// @param sampleType which fields a sample has
/// @param readFormat layout of the READ field
/// @param branchSampleType layout of the BRANCH_STACK field
/// @param flags the flag word, bit 0 first in either byte order
/// @param clockId clock when [#useClockId()]
record PerfAttr(
    int type,
    long config,
    long sampleType,
    long readFormat,
    long branchSampleType,
    long flags,
    int clockId) {
  static final int TRACEPOINT = 2;

  /// PERF_ATTR_SIZE_VER0.
  static final int SMALLEST = 64;

  private static final int SAMPLE_ID_ALL = 18;
  private static final int USE_CLOCKID = 25;
  private static final int CONTEXT_SWITCH = 26;
  private static final int CLOCK_ID_END = 96;
  private static final int NO_CLOCK_ID = -1;

  /// Reads the known part of an attr; `size` bytes belong to it.
  static PerfAttr read(ByteView data, long at, int size) {
    long flags = data.i64(at + 40);
    return new PerfAttr(
        data.i32(at),
        data.i64(at + 8),
        data.i64(at + 24),
        data.i64(at + 32),
        size >= 80 ? data.i64(at + 72) : 0,
        data.bigEndian() ? Long.reverse(flags) : flags,
        size >= CLOCK_ID_END ? data.i32(at + 92) : NO_CLOCK_ID);
  }

  boolean has(int sampleBit) {
    return (sampleType >>> sampleBit & 1) != 0;
  }

  boolean sampleIdAll() {
    return (flags >>> SAMPLE_ID_ALL & 1) != 0;
  }

  boolean useClockId() {
    return (flags >>> USE_CLOCKID & 1) != 0 && clockId != NO_CLOCK_ID;
  }

  boolean contextSwitch() {
    return (flags >>> CONTEXT_SWITCH & 1) != 0;
  }
}
