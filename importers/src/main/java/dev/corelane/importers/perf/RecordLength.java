package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;

/// How far it is from one record to the next.
final class RecordLength {
  private static final int HEADER = 8;

  private RecordLength() {}

  /// The length of a record with what follows it uncounted (tracing data, AUX trace), 0 when the
  /// record cannot be one, -1 when it reaches past the end.
  static long of(ByteView data, long at, long end) {
    int type = data.i32(at);
    int size = data.u16(at + 6);
    if (size < HEADER) {
      return 0;
    }
    long length = size;
    if (type == RecordType.HEADER_TRACING_DATA && size >= HEADER + 4 && at + HEADER + 4 <= end) {
      length += data.u32(at + HEADER) + 7 & ~7L;
    } else if (type == RecordType.AUXTRACE && size >= HEADER + 8 && at + HEADER + 8 <= end) {
      long aux = data.i64(at + HEADER);
      if (aux < 0 || aux > end - at) {
        return -1;
      }
      length += aux;
    }
    return length > end - at ? -1 : length;
  }
}
