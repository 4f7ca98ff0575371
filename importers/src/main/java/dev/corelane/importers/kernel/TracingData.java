package dev.corelane.importers.kernel;

import dev.corelane.importers.io.ByteView;
import java.util.HashMap;
import java.util.Map;

/// What traces carry about the kernel that was recorded: the layouts of its tracepoints, the layout
/// of its ring buffer, names of threads and texts of `trace_printk`.
///
/// perf.data holds it as one block (tools/perf/util/trace-event-read.c), trace.dat before version 7
/// starts with the same block, and version 7 holds each part of it in a section of its own
/// (Documentation/trace-cmd/trace-cmd.dat.v7.5.txt). Reads as much as is whole; what is damaged is
/// told by [#damage()].
public final class TracingData {
  /// How the block begins.
  public static final String MAGIC = "\u0017\bDtracing";

  /// The longest format texts of kernels have some tens of KiB.
  private static final int LONGEST_FORMAT = 1 << 20;

  /// `printk_formats` and `saved_cmdlines` of real machines have some tens of KiB.
  private static final int LONGEST_TEXT = 16 << 20;

  private static final int LONGEST_NAME = 4096;

  /// perf counts 0.5, 0.6; trace-cmd writes 6.
  private static final String FIRST_WITH_COMMAND_LINES = "0.6";

  /// `common_type`, which holds the id, has 16 bits.
  private static final int HIGHEST_ID = 0xffff;

  private final Map<Integer, EventFormat> formats = new HashMap<>();
  private String version = "";
  private String headerPage = "";
  private String printkFormats = "";
  private String savedCommandLines = "";
  private String damage = "";
  private boolean bigEndian;
  private int pageSize;
  private long end;

  /// Creates one that knows nothing yet.
  public TracingData() {}

  /// Reads the whole block.
  ///
  /// @param data the bytes
  /// @param start where the block starts
  /// @param limit where it must end
  /// @return what is whole of it
  public static TracingData read(ByteView data, long start, long limit) {
    var tracing = new TracingData();
    long last = Math.min(limit, data.size());
    if (!startsWithMagic(data, start, last)) {
      tracing.damage = "the tracing data does not start with its magic";
      return tracing;
    }
    tracing.part("the tracing data", () -> tracing.parse(data, start, last));
    return tracing;
  }

  private static boolean startsWithMagic(ByteView data, long start, long limit) {
    if (start < 0 || start > limit - MAGIC.length()) {
      return false;
    }
    for (int i = 0; i < MAGIC.length(); i++) {
      if (data.u8(start + i) != MAGIC.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void parse(ByteView data, long start, long limit) {
    var head = new Cursor(data, start + MAGIC.length(), limit);
    version = head.string();
    bigEndian = head.u8() == 1;
    head.u8();
    var in = new Cursor(new ByteView(data.segment(), bigEndian), head.at, limit);
    pageSize = in.i32();
    headerPage(in);
    ftraceFormats(in);
    eventFormats(in);
    in.skip(in.u32());
    printkFormats = in.text(in.u32());
    end = in.at;
    if (version.compareTo(FIRST_WITH_COMMAND_LINES) >= 0) {
      savedCommandLines = in.text(in.i64());
      end = in.at;
    }
  }

  /// Reads the part that describes ring-buffer pages and event headers.
  ///
  /// @param data the bytes
  /// @param start where the part starts
  /// @param limit where it must end
  public void readHeaderPage(ByteView data, long start, long limit) {
    part("the layout of pages", () -> headerPage(new Cursor(data, start, limit)));
  }

  /// Reads the formats of the tracer's own events.
  ///
  /// @param data the bytes
  /// @param start where the part starts
  /// @param limit where it must end
  public void readFtraceFormats(ByteView data, long start, long limit) {
    part("the formats of the ftrace events", () -> ftraceFormats(new Cursor(data, start, limit)));
  }

  /// Reads the formats of tracepoints.
  ///
  /// @param data the bytes
  /// @param start where the part starts
  /// @param limit where it must end
  public void readEventFormats(ByteView data, long start, long limit) {
    part("the formats of the events", () -> eventFormats(new Cursor(data, start, limit)));
  }

  /// Reads the texts of `trace_printk`, which follow their length.
  ///
  /// @param data the bytes
  /// @param start where the part starts
  /// @param limit where it must end
  public void readPrintkFormats(ByteView data, long start, long limit) {
    part(
        "the printk formats",
        () -> {
          var in = new Cursor(data, start, limit);
          printkFormats = in.text(in.u32());
        });
  }

  /// Reads the names of threads, which follow their length.
  ///
  /// @param data the bytes
  /// @param start where the part starts
  /// @param limit where it must end
  public void readSavedCommandLines(ByteView data, long start, long limit) {
    part(
        "the saved command lines",
        () -> {
          var in = new Cursor(data, start, limit);
          savedCommandLines = in.text(in.i64());
        });
  }

  /// Takes one `format` text, as tracefs holds it.
  ///
  /// @param system the event's group
  /// @param text the text
  public void addFormat(String system, String text) {
    EventFormatParser.parse(system, text)
        .filter(f -> f.id() <= HIGHEST_ID)
        .ifPresent(f -> formats.put(f.id(), f));
  }

  /// Takes the texts that tracefs holds in files.
  ///
  /// @param newHeaderPage of `events/header_page`
  /// @param newPrintkFormats of `printk_formats`
  /// @param newSavedCommandLines of `saved_cmdlines`
  public void setTexts(String newHeaderPage, String newPrintkFormats, String newSavedCommandLines) {
    headerPage = newHeaderPage;
    printkFormats = newPrintkFormats;
    savedCommandLines = newSavedCommandLines;
  }

  private void headerPage(Cursor in) {
    in.skip("header_page".length() + 1);
    headerPage = in.text(in.i64());
    in.skip("header_event".length() + 1);
    in.skip(in.i64());
  }

  private void ftraceFormats(Cursor in) {
    long count = in.u32();
    for (long i = 0; i < count; i++) {
      format("ftrace", in);
    }
  }

  private void eventFormats(Cursor in) {
    long systems = in.u32();
    for (long s = 0; s < systems; s++) {
      String system = in.string();
      long events = in.u32();
      for (long e = 0; e < events; e++) {
        format(system, in);
      }
    }
  }

  private void format(String system, Cursor in) {
    long size = in.i64();
    if (size >= 0 && size <= LONGEST_FORMAT) {
      addFormat(system, in.text(size));
    } else {
      in.skip(size);
    }
  }

  private void part(String what, Runnable read) {
    try {
      read.run();
    } catch (IndexOutOfBoundsException e) {
      damage = what + (what.endsWith("s") ? " end early" : " ends early");
    }
  }

  /// @return the layouts by id
  public Map<Integer, EventFormat> formats() {
    return formats;
  }

  /// @return version of the block ("0.6", "6"), "" without one
  public String version() {
    return version;
  }

  /// @return whether the recorded machine was big endian
  public boolean bigEndian() {
    return bigEndian;
  }

  /// @return bytes of a page of the recorded machine, as the file tells
  public int pageSize() {
    return pageSize;
  }

  /// @return text of `events/header_page`, "" when there is none
  public String headerPage() {
    return headerPage;
  }

  /// @return lines of `printk_formats`
  public String printkFormats() {
    return printkFormats;
  }

  /// @return lines of `saved_cmdlines`
  public String savedCommandLines() {
    return savedCommandLines;
  }

  /// @return where the block ends; 0 when it ends early
  public long end() {
    return end;
  }

  /// @return what is wrong, "" for nothing
  public String damage() {
    return damage;
  }

  /// Reads forward, never beyond a limit.
  private static final class Cursor {
    private final ByteView data;
    private final long limit;
    private long at;

    Cursor(ByteView data, long at, long limit) {
      this.data = data;
      this.at = at;
      this.limit = Math.min(limit, data.size());
    }

    void skip(long size) {
      if (size < 0 || at > limit || size > limit - at) {
        throw new IndexOutOfBoundsException();
      }
      at += size;
    }

    private long take(int size) {
      skip(size);
      return at - size;
    }

    int u8() {
      return data.u8(take(1));
    }

    int i32() {
      return data.i32(take(4));
    }

    long u32() {
      return data.u32(take(4));
    }

    long i64() {
      return data.i64(take(8));
    }

    /// Text of a length; of an impossible length only what can be is kept.
    String text(long size) {
      long from = at;
      skip(size);
      return data.string(from, (int) Math.min(size, LONGEST_TEXT));
    }

    String string() {
      long from = at;
      while (u8() != 0) {
        if (at - from > LONGEST_NAME) {
          throw new IndexOutOfBoundsException();
        }
      }
      return data.string(from, (int) (at - 1 - from));
    }
  }
}
