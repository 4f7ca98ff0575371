package dev.corelane.importers.postgres;

import dev.corelane.importers.io.ByteSearch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts a file into its records: lines, or CSV records (RFC 4180), whose quoted fields may hold
/// line ends.
///
/// Memory is bounded: a record may have [#LONGEST] bytes. A quote that is never closed, or closed
/// in the middle of a field, would make one record of all that follows; the line it stands in is
/// given out as a damaged record instead, and the next line begins a new one. A byte order mark at
/// the beginning is left out.
final class RecordFramer {
  /// A statement of some megabytes in a log is no damage.
  static final int LONGEST = 16 << 20;

  /// Places of delimiters that are kept: those of a table wider than any that is read by them.
  static final int MOST_DELIMITERS = 256;

  private static final int FIRST_WINDOW = 256 << 10;

  private enum Scan {
    ENDED,
    OPEN,
    OPEN_QUOTE,
    BROKEN
  }

  private final MemorySegment file;
  private final boolean quotes;
  private final byte delimiter;
  private byte[] window;
  private long windowAt;
  private int filled;
  private int next;
  private int start;
  private int end;
  private long line = 1;
  private long lines;
  private int scanned;
  private int feeds;
  private final int[] delimiters = new int[MOST_DELIMITERS];
  private int delimiterCount;
  private boolean damaged;
  private boolean inLongLine;

  /// @param file the bytes
  /// @param quotes whether `"` around a field hides line ends
  /// @param delimiter what stands between fields; only matters with quotes
  RecordFramer(MemorySegment file, boolean quotes, char delimiter) {
    this.file = file;
    this.quotes = quotes;
    this.delimiter = (byte) delimiter;
    window = new byte[(int) Math.min(FIRST_WINDOW, Math.max(1, file.byteSize()))];
    refill();
    if (filled >= 3
        && window[0] == (byte) 0xef
        && window[1] == (byte) 0xbb
        && window[2] == (byte) 0xbf) {
      next = 3;
    }
  }

  /// Lines.
  static RecordFramer lines(MemorySegment file) {
    return new RecordFramer(file, false, ',');
  }

  /// Goes to the next record. An empty line is a record without bytes.
  ///
  /// @return false at the end of the file
  boolean next() {
    line += lines;
    Scan scan = scan();
    while (scan != Scan.ENDED && scan != Scan.BROKEN && !atEnd() && filled - next < LONGEST) {
      refill();
      scan = scan();
    }
    if (next == filled) {
      return false;
    }
    start = next;
    boolean whole = scan == Scan.ENDED || scan == Scan.OPEN && atEnd();
    damaged = !whole || inLongLine;
    if (whole) {
      finish(scanned, feeds);
    } else {
      int feed = lineFeed(start);
      finish(feed, feed < filled ? 1 : 0);
    }
    return true;
  }

  private void finish(int stop, int lineFeeds) {
    inLongLine = stop == filled && !atEnd();
    lines = lineFeeds;
    next = Math.min(filled, stop + 1);
    end = stop > start && window[stop - 1] == '\r' ? stop - 1 : stop;
  }

  /// @return the bytes the record stands in; valid until the next record
  byte[] bytes() {
    return window;
  }

  /// @return index of the record's first byte
  int start() {
    return start;
  }

  /// @return index behind the record's last byte, its line end left out
  int end() {
    return end;
  }

  /// @return how many delimiters stand between the fields of a CSV record that is not damaged, at
  ///   most [#MOST_DELIMITERS]
  int delimiterCount() {
    return delimiterCount;
  }

  /// @param i which one, from 0
  /// @return its index
  int delimiter(int i) {
    return delimiters[i];
  }

  /// @return number of the line the record begins in, from 1
  long line() {
    return line;
  }

  /// @return place of the record in the file
  long offset() {
    return windowAt + start;
  }

  /// @return whether the record is what can be told of a broken one
  boolean damaged() {
    return damaged;
  }

  /// @return the record as text, malformed UTF-8 replaced
  String text() {
    return new String(window, start, end - start, StandardCharsets.UTF_8);
  }

  private boolean atEnd() {
    return windowAt + filled == file.byteSize();
  }

  private void refill() {
    if (next == 0 && filled == window.length) {
      window = Arrays.copyOf(window, (int) Math.min(LONGEST, window.length * 2L));
    } else if (next > 0) {
      System.arraycopy(window, next, window, 0, filled - next);
      filled -= next;
      windowAt += next;
      next = 0;
    }
    int count = (int) Math.min(window.length - filled, file.byteSize() - windowAt - filled);
    MemorySegment.copy(file, ValueLayout.JAVA_BYTE, windowAt + filled, window, filled, count);
    filled += count;
  }

  private Scan scan() {
    return quotes ? scanRecord() : scanLine();
  }

  private Scan scanLine() {
    scanned = lineFeed(next);
    feeds = 1;
    return scanned < filled ? Scan.ENDED : Scan.OPEN;
  }

  private int lineFeed(int from) {
    return ByteSearch.find(window, from, filled, '\n');
  }

  private Scan scanRecord() {
    byte[] bytes = window;
    int to = filled;
    int i = next;
    feeds = 1;
    delimiterCount = 0;
    while (true) {
      if (i < to && bytes[i] == '"') {
        i = closingQuote(i + 1);
        if (i >= to) {
          return Scan.OPEN_QUOTE;
        }
        i++;
        if (i < to && bytes[i] == '\r') {
          i++;
        }
        if (i < to && bytes[i] != delimiter && bytes[i] != '\n') {
          return Scan.BROKEN;
        }
      } else {
        while (i < to && bytes[i] != delimiter && bytes[i] != '\n') {
          i++;
        }
      }
      if (i >= to) {
        scanned = to;
        return Scan.OPEN;
      }
      if (bytes[i] == '\n') {
        scanned = i;
        return Scan.ENDED;
      }
      noteDelimiter(i);
      i++;
    }
  }

  private void noteDelimiter(int at) {
    if (delimiterCount < MOST_DELIMITERS) {
      delimiters[delimiterCount++] = at;
    }
  }

  /// Index of the quote that closes a field, or the end of the window.
  private int closingQuote(int from) {
    byte[] bytes = window;
    int to = filled;
    int i = ByteSearch.find(bytes, from, to, '"', '\n');
    while (i < to) {
      if (bytes[i] == '\n') {
        feeds++;
      } else if (i + 1 == to || bytes[i + 1] != '"') {
        return i;
      } else {
        i++;
      }
      i = ByteSearch.find(bytes, Math.min(i + 1, to), to, '"', '\n');
    }
    return to;
  }
}
