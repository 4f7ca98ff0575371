package dev.corelane.importers.ftrace;

import dev.corelane.importers.io.ByteView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of a trace.dat file (Documentation/trace-cmd/trace-cmd.dat.v6.5.txt and v7).
final class TraceOptions {
  static final int DONE = 0;
  static final int BUFFER = 3;
  private static final int DATE = 1;
  private static final int CPUSTAT = 2;
  private static final int TRACECLOCK = 4;
  private static final int UNAME = 5;
  private static final int OFFSET = 7;
  private static final int VERSION = 9;
  private static final int TIME_SHIFT = 12;
  private static final int TSC2NSEC = 14;

  /// Texts of options have at most some KiB.
  private static final int LONGEST_TEXT = 1 << 16;

  /// An option that stands for something elsewhere in the file.
  ///
  /// @param id its number
  /// @param start first byte of its payload
  /// @param end where it ends
  record Reference(int id, ByteView data, long start, long end) {}

  private final List<Reference> references = new ArrayList<>();
  final CpuStatistics statistics = new CpuStatistics();
  private @Nullable Long dateUs;
  private TraceClock clock = TraceClock.UNKNOWN;
  private String uname = "";
  private String recorder = "";
  private boolean guestTimes;

  /// Takes an option.
  ///
  /// @return whether it could be read
  boolean take(int id, ByteView data, long start, long end) {
    long size = end - start;
    switch (id) {
      case DATE -> {
        dateUs = decode(text(data, start, size));
        return dateUs != null;
      }
      case OFFSET -> {
        Long add = decode(text(data, start, size));
        if (add == null) {
          return false;
        }
        clock = new TraceClock(clock.name(), clock.mult(), clock.shift(), add);
      }
      case CPUSTAT -> statistics.add(text(data, start, size));
      case TRACECLOCK -> takeClock(text(data, start, size));
      case UNAME -> uname = text(data, start, size).strip();
      case VERSION -> recorder = text(data, start, size).strip();
      case TIME_SHIFT -> guestTimes = true;
      case TSC2NSEC -> {
        if (size < 8) {
          return false;
        }
        int shift = (int) Math.min(data.u32(start + 4), Integer.MAX_VALUE);
        clock = new TraceClock(clock.name(), data.u32(start), shift, clock.addNs());
      }
      default -> references.add(new Reference(id, data, start, end));
    }
    return true;
  }

  /// Takes the text of `trace_clock`, in which the clock in use stands in brackets.
  void takeClock(String text) {
    clock = clock.withName(TraceClock.used(text));
  }

  private static String text(ByteView data, long start, long size) {
    return data.string(start, (int) Math.min(size, LONGEST_TEXT));
  }

  /// A number as C's `strtoll` reads it, within the times of the years 1970 to 2100.
  private static @Nullable Long decode(String text) {
    try {
      String digits = text.strip();
      long value =
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.decode(digits);
      return Math.abs(value) < CpuCursor.LATEST / 2 ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// The options that this class does not keep, in their order.
  List<Reference> references() {
    return references;
  }

  /// What to add to the clock to get the wall clock, in ns; null when the file does not tell.
  @Nullable Long toWallClockNs() {
    Long us = dateUs;
    return us == null || Math.abs(us) > CpuCursor.LATEST / 2000 ? null : Long.valueOf(us * 1000);
  }

  TraceClock clock() {
    return clock;
  }

  /// `uname`: system, machine name, release, hardware.
  String uname() {
    return uname;
  }

  String recorder() {
    return recorder;
  }

  boolean guestTimes() {
    return guestTimes;
  }
}
