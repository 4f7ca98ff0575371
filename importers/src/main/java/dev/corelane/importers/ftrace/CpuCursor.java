package dev.corelane.importers.ftrace;

import dev.corelane.importers.io.ByteView;
import dev.corelane.trace.diagnostics.ProblemKind;
import java.io.IOException;

/// Walks the events of one CPU in one buffer, page by page.
///
/// An event starts with 32 bits: its kind or length in 5 of them, the time since the event before
/// in 27. Pages tell whether events were lost before them (kernel/trace/ring_buffer.c,
/// include/linux/ring_buffer.h).
final class CpuCursor {
  /// Told what is wrong with pages.
  @FunctionalInterface
  interface Problems {
    void add(ProblemKind kind, String message, long offset);
  }

  /// Latest time, in ticks of any clock, that is no damage: at 4 ticks per ns, 36 years.
  static final long LATEST = 1L << 62;

  private static final int LONGEST_SHORT = 28;
  private static final int PADDING = 29;
  private static final int TIME_EXTEND = 30;
  private static final int TIME_STAMP = 31;
  private static final int DELTA_BITS = 27;
  private static final int DELTA_MASK = (1 << DELTA_BITS) - 1;

  /// A time stamp holds 59 bits; those above are of the time before (TS_MSB).
  private static final int STAMP_BITS = 59;

  private static final long STAMP_HIGH = -1L << STAMP_BITS;
  private static final int SIZE_MASK = 0xfffff;
  private static final int EVENTS_MISSED = 1 << 31;
  private static final int MISSED_STORED = 1 << 30;

  /// CPU number.
  final int cpu;

  /// Number of the buffer.
  final int buffer;

  /// Time of the event, in ticks; never before that of the event before.
  long ticks;

  /// Where the event's record is, in [#data].
  long record;

  /// Bytes of the record; may be more than the fields need.
  int size;

  /// Events lost before this one: 0 none, -1 a number that is not known.
  long lost;

  /// The bytes of the page.
  ByteView data;

  private final PageSource pages;
  private final PageLayout layout;
  private final Problems problems;
  private long pageTicks;
  private long at;
  private long end;
  private long pendingLost;

  CpuCursor(int cpu, int buffer, PageSource pages, PageLayout layout, Problems problems) {
    this.cpu = cpu;
    this.buffer = buffer;
    this.pages = pages;
    this.layout = layout;
    this.problems = problems;
    this.data = pages.data();
  }

  /// Bytes of the file read so far.
  long bytesRead() {
    return pages.bytesRead();
  }

  /// Place in the file of the page, for problems.
  long fileOffset() {
    return pages.fileOffset();
  }

  /// Goes to the next event.
  ///
  /// @return whether there is one
  /// @throws IOException if the system cannot read it
  boolean next() throws IOException {
    while (true) {
      if (at + 4 > end) {
        if (!nextPage()) {
          return false;
        }
        continue;
      }
      int word = data.i32(at);
      int kind = data.bigEndian() ? word >>> DELTA_BITS : word & 0x1f;
      long delta = data.bigEndian() ? word & DELTA_MASK : word >>> 5;
      long from = at + 4;
      if (kind >= 1 && kind <= LONGEST_SHORT) {
        int length = kind * 4;
        if (length <= end - from) {
          at = from + length;
          if (deliver(delta, from, length)) {
            return true;
          }
        } else {
          badPage("an event is longer than its page");
        }
      } else if (kind == 0) {
        long length = end - from < 4 ? 0 : data.u32(from) - 4;
        if (length > 0 && length <= end - from - 4) {
          at = from + 4 + (length + 3 & ~3L);
          if (deliver(delta, from + 4, (int) length)) {
            return true;
          }
        } else {
          badPage("an event has an impossible length");
        }
      } else {
        timeOrPadding(kind, delta, from);
      }
    }
  }

  private void timeOrPadding(int kind, long delta, long from) {
    if (kind == PADDING && delta == 0) {
      at = end;
      return;
    }
    if (end - from < 4) {
      badPage("an event is longer than its page");
      return;
    }
    long more = data.u32(from);
    if (kind == PADDING) {
      if (more > end - from) {
        badPage("a discarded event is longer than its page");
        return;
      }
      pageTicks += delta;
      at = from + more;
      return;
    }
    long time = (more << DELTA_BITS) + delta;
    pageTicks = kind == TIME_EXTEND ? pageTicks + time : absolute(time & ~STAMP_HIGH);
    at = from + 4;
  }

  private long absolute(long stamp) {
    if ((pageTicks & STAMP_HIGH) == 0) {
      return stamp;
    }
    long time = stamp | pageTicks & STAMP_HIGH;
    return time < pageTicks ? time + (1L << STAMP_BITS) : time;
  }

  /// Hands an event out, or leaves the rest of the page when its time is impossible.
  private boolean deliver(long delta, long from, int length) {
    pageTicks += delta;
    if (pageTicks < 0 || pageTicks > LATEST) {
      problems.add(
          FtraceProblems.BAD_TIME,
          "an event of CPU " + cpu + " has no possible time",
          pages.fileOffset());
      at = end;
      pendingLost = -1;
      return false;
    }
    if (pageTicks < ticks) {
      problems.add(
          FtraceProblems.OUT_OF_ORDER,
          "the events of CPU " + cpu + " go back in time",
          pages.fileOffset());
    } else {
      ticks = pageTicks;
    }
    record = from;
    size = length;
    lost = pendingLost;
    pendingLost = 0;
    return true;
  }

  private void badPage(String what) {
    problems.add(FtraceProblems.BAD_PAGE, what + " (CPU " + cpu + ")", pages.fileOffset());
    at = end;
    pendingLost = -1;
  }

  private boolean nextPage() throws IOException {
    if (!pages.next()) {
      if (pages.cut()) {
        problems.add(
            FtraceProblems.TRUNCATED,
            "the data of CPU " + cpu + " ends within a page",
            pages.fileOffset());
      }
      return false;
    }
    data = pages.data();
    long start = pages.start();
    int length = pages.length();
    at = start + layout.dataOffset();
    end = at;
    if (length < layout.dataOffset()) {
      return true;
    }
    pageTicks = data.i64(start);
    int commit =
        layout.commitSize() == 8
            ? (int) data.i64(start + PageLayout.COMMIT)
            : data.i32(start + PageLayout.COMMIT);
    int used = commit & SIZE_MASK;
    int room = length - layout.dataOffset();
    if (used > layout.pageSize() - layout.dataOffset()) {
      badPage("a page claims more data than it can hold");
      return true;
    }
    end = at + Math.min(used, room);
    if ((commit & EVENTS_MISSED) != 0) {
      long count = 0;
      if ((commit & MISSED_STORED) != 0 && room - used >= layout.commitSize()) {
        count = layout.commitSize() == 8 ? data.i64(at + used) : data.i32(at + used);
      }
      lostBefore(count);
    }
    return true;
  }

  private void lostBefore(long count) {
    boolean known = count > 0 && count < LATEST && pendingLost >= 0 && pendingLost < LATEST;
    pendingLost = known ? pendingLost + count : -1;
  }
}
