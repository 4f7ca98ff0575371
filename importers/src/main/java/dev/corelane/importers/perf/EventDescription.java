package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;

/// The EVENT_DESC feature: names of the events, and their ids.
final class EventDescription {
  private static final int MOST = 1 << 16;

  private EventDescription() {}

  /// Gives the events their names.
  ///
  /// @throws IndexOutOfBoundsException if it is shorter than it says
  static void read(ByteView data, long start, long end, PerfEvents events) {
    check(start, 8, end);
    int count = data.i32(start);
    int attrSize = data.i32(start + 4);
    long at = start + 8;
    if (attrSize < PerfAttr.SMALLEST) {
      throw new IndexOutOfBoundsException();
    }
    for (int i = 0; i < count && i < MOST; i++) {
      check(at, attrSize + 4L, end);
      PerfAttr attr = PerfAttr.read(data, at, attrSize);
      at += attrSize;
      long ids = data.u32(at);
      at += 4;
      String name = PerfFeatures.string(data, at, end);
      at += 4 + data.u32(at);
      check(at, ids * 8, end);
      PerfEvent event = i < events.all().size() ? events.all().get(i) : events.add(attr);
      event.name = name;
      for (long id = 0; id < ids; id++) {
        events.id(data.i64(at + id * 8), event);
      }
      at += ids * 8;
    }
  }

  private static void check(long at, long length, long end) {
    if (length < 0 || at + length > end) {
      throw new IndexOutOfBoundsException();
    }
  }
}
