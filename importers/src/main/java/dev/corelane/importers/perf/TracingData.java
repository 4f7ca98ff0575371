package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.EventFormat;
import dev.corelane.importers.kernel.EventFormatParser;
import java.util.HashMap;
import java.util.Map;

/// The tracing data of a perf.data file: the format texts of its tracepoints
/// (tools/perf/util/trace-event-read.c).
final class TracingData {
  private static final String MAGIC = "\u0017\bDtracing";

  /// The longest format texts of kernels have some tens of KiB.
  private static final int LONGEST_FORMAT = 1 << 20;

  /// `common_type`, which holds the id, has 16 bits.
  private static final int HIGHEST_ID = 0xffff;

  private final Map<Integer, EventFormat> formats = new HashMap<>();
  private final ByteView data;
  private final long end;
  private long at;
  private String damage = "";

  private TracingData(ByteView data, long start, long end) {
    this.data = data;
    this.at = start;
    this.end = end;
  }

  /// Reads as much as is whole.
  static TracingData read(ByteView data, long start, long end) {
    var tracing = new TracingData(data, start, Math.min(end, data.size()));
    try {
      tracing.parse();
    } catch (IndexOutOfBoundsException e) {
      tracing.damage = "the tracing data ends early";
    }
    return tracing;
  }

  Map<Integer, EventFormat> formats() {
    return formats;
  }

  /// What is wrong with it, "" for nothing.
  String damage() {
    return damage;
  }

  private void parse() {
    for (int i = 0; i < MAGIC.length(); i++) {
      if (data.u8(at + i) != MAGIC.charAt(i)) {
        damage = "the tracing data does not start with its magic";
        return;
      }
    }
    at += MAGIC.length();
    string();
    boolean bigEndian = u8() == 1;
    u8();
    at += 4;
    var order = new ByteView(data.segment(), bigEndian);
    at += "header_page".length() + 1;
    skip(i64(order));
    at += "header_event".length() + 1;
    skip(i64(order));
    long ftrace = u32(order);
    for (long i = 0; i < ftrace; i++) {
      format("ftrace", order);
    }
    long systems = u32(order);
    for (long s = 0; s < systems; s++) {
      String system = string();
      long events = u32(order);
      for (long e = 0; e < events; e++) {
        format(system, order);
      }
    }
  }

  private void format(String system, ByteView order) {
    long size = i64(order);
    if (size < 0 || size > end - at) {
      throw new IndexOutOfBoundsException();
    }
    if (size <= LONGEST_FORMAT) {
      EventFormatParser.parse(system, data.string(at, (int) size))
          .filter(f -> f.id() <= HIGHEST_ID)
          .ifPresent(f -> formats.put(f.id(), f));
    }
    at += size;
  }

  private void skip(long size) {
    if (size < 0 || size > end - at) {
      throw new IndexOutOfBoundsException();
    }
    at += size;
  }

  private String string() {
    int n = 0;
    while (data.u8(at + n) != 0) {
      n++;
    }
    String text = data.string(at, n);
    at += n + 1;
    return text;
  }

  private int u8() {
    return data.u8(at++);
  }

  private long u32(ByteView order) {
    at += 4;
    return order.u32(at - 4);
  }

  private long i64(ByteView order) {
    at += 8;
    return order.i64(at - 8);
  }
}
