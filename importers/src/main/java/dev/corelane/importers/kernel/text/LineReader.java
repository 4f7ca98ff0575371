package dev.corelane.importers.kernel.text;

import dev.corelane.importers.io.ByteSearch;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.ProblemLog;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a text as a moving window into a buffer of bounded size, which the caller may
/// change. Ends of lines are `\n` or `\r\n`; the `> ` of quoted mail is left out.
public final class LineReader {
  /// A line beyond this is cut: no line of a trace comes near.
  public static final int LONGEST = 1 << 20;

  private static final int BUFFER = 1 << 21;

  /// The buffer is filled by so much, which fits a cache; by more only for a long line.
  private static final int STEP = 1 << 17;

  private static final int QUOTE_LENGTH = 120;

  private final MemorySegment text;
  private final byte[] buffer;
  private long nextToRead;
  private int limit;
  private int at;
  private int start;
  private int end;
  private long number;
  private long longLines;

  /// @param text the whole text
  public LineReader(MemorySegment text) {
    this.text = text;
    buffer = new byte[(int) Math.min(BUFFER, text.byteSize() + 1)];
    fill();
    if (limit >= 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb) {
      at = 3;
    }
  }

  /// Moves to the next line.
  ///
  /// @return false at the end of the text
  public boolean next() {
    int newline = newline(at);
    if (newline < 0 && nextToRead < text.byteSize()) {
      System.arraycopy(buffer, at, buffer, 0, limit - at);
      limit -= at;
      at = 0;
      while (newline < 0 && limit < buffer.length && nextToRead < text.byteSize()) {
        int before = limit;
        fill();
        newline = newline(before);
      }
    }
    if (newline < 0 && at == limit) {
      return false;
    }
    start = at;
    end = newline < 0 ? limit : newline;
    at = newline < 0 ? limit : newline + 1;
    number++;
    if (newline < 0 && nextToRead < text.byteSize() || end - start > LONGEST) {
      longLines++;
      end = Math.min(end, start + LONGEST);
      if (newline < 0) {
        skipRest();
      }
    }
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    while (start < end && buffer[start] == '>') {
      start += start + 1 < end && buffer[start + 1] == ' ' ? 2 : 1;
    }
    return true;
  }

  /// Leaves out the rest of a line that does not fit the buffer; the part before stays in place.
  private void skipRest() {
    int keep = end - start;
    byte[] kept = Arrays.copyOfRange(buffer, start, end);
    int newline = -1;
    while (newline < 0 && nextToRead < text.byteSize()) {
      limit = 0;
      at = 0;
      fillUpTo(buffer.length - keep);
      newline = newline(0);
    }
    int rest = newline < 0 ? limit : newline + 1;
    System.arraycopy(buffer, rest, buffer, keep, limit - rest);
    System.arraycopy(kept, 0, buffer, 0, keep);
    limit = keep + limit - rest;
    at = keep;
    start = 0;
    end = keep;
  }

  private void fill() {
    fillUpTo(Math.min(buffer.length, limit + STEP));
  }

  private void fillUpTo(int length) {
    int n = (int) Math.min(length - limit, text.byteSize() - nextToRead);
    MemorySegment.copy(text, ValueLayout.JAVA_BYTE, nextToRead, buffer, limit, n);
    limit += n;
    nextToRead += n;
  }

  private int newline(int from) {
    int found = ByteSearch.find(buffer, from, limit, '\n');
    return found < limit ? found : -1;
  }

  /// The buffer that holds the line; others overwrite it with the next call of [#next()].
  ///
  /// @return the bytes, of which the line is those from [#start()] to [#end()]
  @SuppressWarnings("EI_EXPOSE_REP")
  public byte[] bytes() {
    return buffer;
  }

  /// @return index of the first byte
  public int start() {
    return start;
  }

  /// @return index behind the last byte
  public int end() {
    return end;
  }

  /// Narrows the line.
  ///
  /// @param newStart index of the first byte
  /// @param newEnd index behind the last
  public void narrow(int newStart, int newEnd) {
    start = newStart;
    end = newEnd;
  }

  /// @return number of the line, from 1
  public long number() {
    return number;
  }

  /// @return where the line begins in the text
  public long offset() {
    return nextToRead - limit + start;
  }

  /// @return how much of the text has been read, bytes
  public long position() {
    return nextToRead - limit + at;
  }

  /// @return how many lines were cut
  public long longLines() {
    return longLines;
  }

  /// Whether the line has a text in it.
  ///
  /// @param what the text, ASCII
  /// @return whether it occurs
  public boolean contains(String what) {
    return Scan.find(buffer, start, end, what.getBytes(StandardCharsets.US_ASCII)) >= 0;
  }

  /// Reports a problem of the line.
  ///
  /// @param log takes it
  /// @param kind what sort of problem
  /// @param file name of the file
  /// @param what what is wrong, to complete "line 3 ..."
  public void report(ProblemLog log, ProblemKind kind, String file, String what) {
    log.add(kind, "line " + number + " " + what + ": " + quote(), file, offset());
  }

  /// @return the line for a message: at most 120 characters, without control characters
  public String quote() {
    int n = Math.min(end - start, QUOTE_LENGTH);
    String line = new String(buffer, start, n, StandardCharsets.UTF_8).strip();
    var shown = new StringBuilder();
    line.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return n < end - start ? shown + "..." : shown.toString();
  }
}
