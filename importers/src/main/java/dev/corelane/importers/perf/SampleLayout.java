package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;

/// Where the fields of a sample and of the trailer of other records stand (`perf_output_sample`,
/// `__perf_event__output_id_sample` in kernel/events/core.c). Offsets of a sample count from the
/// end of the record header, those of a trailer back from the end of the record; -1 when absent.
final class SampleLayout {
  static final int IP = 0;
  static final int TID = 1;
  static final int TIME = 2;
  static final int ADDR = 3;
  static final int READ = 4;
  static final int CALLCHAIN = 5;
  static final int ID = 6;
  static final int CPU = 7;
  static final int PERIOD = 8;
  static final int STREAM_ID = 9;
  static final int RAW = 10;
  static final int IDENTIFIER = 16;

  private static final int FORMAT_TIME_ENABLED = 0;
  private static final int FORMAT_TIME_RUNNING = 1;
  private static final int FORMAT_ID = 2;
  private static final int FORMAT_GROUP = 3;
  private static final int FORMAT_LOST = 4;
  private static final long NONE = -1;

  final int tid;
  final int time;
  final int cpu;
  final int id;
  final int fixedSize;
  final int trailerTid;
  final int trailerTime;
  final int trailerCpu;
  final int trailerSize;
  private final PerfAttr attr;
  private final boolean simpleRaw;

  SampleLayout(PerfAttr attr) {
    this.attr = attr;
    int at = 0;
    int idAt = -1;
    if (attr.has(IDENTIFIER)) {
      idAt = at;
      at += 8;
    }
    at += attr.has(IP) ? 8 : 0;
    tid = attr.has(TID) ? at : -1;
    at += attr.has(TID) ? 8 : 0;
    time = attr.has(TIME) ? at : -1;
    at += attr.has(TIME) ? 8 : 0;
    at += attr.has(ADDR) ? 8 : 0;
    if (attr.has(ID)) {
      idAt = idAt < 0 ? at : idAt;
      at += 8;
    }
    at += attr.has(STREAM_ID) ? 8 : 0;
    cpu = attr.has(CPU) ? at : -1;
    at += attr.has(CPU) ? 8 : 0;
    at += attr.has(PERIOD) ? 8 : 0;
    id = idAt;
    fixedSize = at;
    simpleRaw = !attr.has(READ) && !attr.has(CALLCHAIN);

    int back = 0;
    if (attr.sampleIdAll()) {
      back += attr.has(IDENTIFIER) ? 8 : 0;
      back += attr.has(CPU) ? 8 : 0;
      trailerCpu = attr.has(CPU) ? back : -1;
      back += attr.has(STREAM_ID) ? 8 : 0;
      back += attr.has(ID) ? 8 : 0;
      back += attr.has(TIME) ? 8 : 0;
      trailerTime = attr.has(TIME) ? back : -1;
      back += attr.has(TID) ? 8 : 0;
      trailerTid = attr.has(TID) ? back : -1;
    } else {
      trailerCpu = -1;
      trailerTime = -1;
      trailerTid = -1;
    }
    trailerSize = back;
  }

  /// Where the RAW field of a sample starts, -1 when it has none or lies outside the record.
  long raw(ByteView data, long body, long end) {
    if (!attr.has(RAW)) {
      return NONE;
    }
    long at = body + fixedSize;
    if (!simpleRaw) {
      if (attr.has(READ)) {
        at = skipRead(data, at, end);
      }
      if (at >= 0 && attr.has(CALLCHAIN)) {
        at = skipArray(data, at, end, 8);
      }
    }
    return at >= 0 && at + 4 <= end ? at : NONE;
  }

  private long skipRead(ByteView data, long at, long end) {
    long format = attr.readFormat();
    long perValue = 8 + 8 * bit(format, FORMAT_ID) + 8 * bit(format, FORMAT_LOST);
    long times = 8 * (bit(format, FORMAT_TIME_ENABLED) + bit(format, FORMAT_TIME_RUNNING));
    if (bit(format, FORMAT_GROUP) == 0) {
      return at + perValue + times;
    }
    if (at + 8 > end) {
      return NONE;
    }
    long count = data.i64(at);
    return count < 0 || count > (end - at) / 8 ? NONE : at + 8 + times + count * perValue;
  }

  private static long skipArray(ByteView data, long at, long end, int width) {
    if (at + 8 > end) {
      return NONE;
    }
    long count = data.i64(at);
    return count < 0 || count > (end - at) / width ? NONE : at + 8 + count * width;
  }

  private static long bit(long value, int bit) {
    return value >>> bit & 1;
  }
}
