package dev.corelane.importers.ftrace.testing;

import dev.corelane.importers.perf.testing.RecordBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;

/// The ring buffer of one CPU, written as the kernel does: pages with a time stamp, the bytes used,
/// and events that tell the time since the one before.
public final class RingBuffer {
  private static final int LONGEST_SHORT = 112;
  private static final int PADDING = 29;
  private static final int TIME_EXTEND = 30;
  private static final int TIME_STAMP = 31;
  private static final long DELTA_LIMIT = 1L << 27;
  private static final int MISSED = 1 << 31;
  private static final int MISSED_STORED = 1 << 30;
  private static final int ODDITY_EVERY = 37;

  private final ByteOrder order;
  private final int longSize;
  private final int pageSize;
  private final boolean oddities;
  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private RecordBuffer page;
  private boolean open;
  private long pageTime;
  private long lastTime;
  private int missedFlags;
  private long missed;
  private long events;

  /// An empty buffer; what the options say of the file's version does not matter.
  public RingBuffer(TraceDatOptions options) {
    order = options.order();
    longSize = options.longSize();
    pageSize = options.pageSize();
    oddities = options.oddities();
    page = new RecordBuffer(order);
  }

  /// Appends an event.
  ///
  /// @param time not before the event before
  /// @param payload the record, `common_type` first
  public void add(long time, byte[] payload) {
    events++;
    int length = payload.length + 3 & ~3;
    int need = 8 + 16 + 4 + 4 + length;
    boolean early = oddities && events % (7 * ODDITY_EVERY) == 0;
    if (open && (early || headerSize() + page.size() + need > pageSize)) {
      flush();
    }
    if (!open) {
      open = true;
      pageTime = time;
      lastTime = time;
    }
    if (oddities && events % ODDITY_EVERY == 0 && time - lastTime > 1) {
      discarded(time);
    }
    long delta = time - lastTime;
    if (oddities && events % ODDITY_EVERY == 5) {
      word(TIME_STAMP, (int) (time & DELTA_LIMIT - 1));
      page.u32((int) ((time & (1L << 59) - 1) >>> 27));
      delta = 0;
    } else if (delta >= DELTA_LIMIT) {
      word(TIME_EXTEND, (int) (delta & DELTA_LIMIT - 1));
      page.u32((int) (delta >>> 27));
      delta = 0;
    }
    if (length <= LONGEST_SHORT && length > 0) {
      word(length / 4, (int) delta);
    } else {
      word(0, (int) delta);
      page.u32(length + 4);
    }
    page.bytes(payload).zeros(length - payload.length);
    lastTime = time;
  }

  /// An event that was taken back: its time counts, its content does not.
  private void discarded(long until) {
    long delta = Math.min((until - lastTime) / 2, DELTA_LIMIT - 1);
    word(PADDING, (int) delta);
    page.u32(8).u32(0x5a5a5a5a);
    lastTime += delta;
  }

  /// Events are missing here.
  ///
  /// @param count how many, 0 for a kernel that does not know
  public void lose(long count) {
    flush();
    missedFlags = count == 0 ? MISSED : MISSED | MISSED_STORED;
    missed = count;
  }

  private void word(int kind, int delta) {
    page.u32(order == ByteOrder.BIG_ENDIAN ? kind << 27 | delta : kind | delta << 5);
  }

  private int headerSize() {
    return 8 + longSize;
  }

  private void flush() {
    if (!open) {
      return;
    }
    int used = page.size();
    var whole = new RecordBuffer(order);
    whole.u64(pageTime);
    int flags = missedFlags;
    long stored = missed;
    missedFlags = 0;
    missed = 0;
    if (longSize == 8) {
      whole.u64((used | flags) & 0xffff_ffffL);
    } else {
      whole.u32(used | flags);
    }
    whole.bytes(page.toByteArray());
    if ((flags & MISSED_STORED) != 0) {
      if (longSize == 8) {
        whole.u64(stored);
      } else {
        whole.u32((int) stored);
      }
    }
    whole.zeros(pageSize - whole.size());
    pages.writeBytes(whole.toByteArray());
    page = new RecordBuffer(order);
    open = false;
  }

  /// All pages.
  public byte[] toByteArray() {
    flush();
    return pages.toByteArray();
  }
}
