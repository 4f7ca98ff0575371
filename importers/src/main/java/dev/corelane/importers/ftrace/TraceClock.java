package dev.corelane.importers.ftrace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The clock of a buffer (`trace_clock`), and how its ticks become nanoseconds.
///
/// With TSC2NSEC, a nanosecond is `ticks * mult >> shift` with a product of 128 bits, as trace-cmd
/// computes it.
///
/// @param name as the kernel spells it, "" when unknown
/// @param mult factor, 0 when the ticks are nanoseconds already
/// @param shift bits
/// @param addNs what the user had trace-cmd add (`--ts-offset`)
record TraceClock(String name, long mult, int shift, long addNs) {
  static final TraceClock UNKNOWN = new TraceClock("", 0, 0, 0);
  private static final Pattern USED = Pattern.compile("\\[([\\w-]{1,40})]");
  private static final int HIGHEST_SHIFT = 63;

  /// The clock in brackets of a `trace_clock` text.
  static String used(String text) {
    Matcher m = USED.matcher(text);
    return m.find() ? m.group(1) : "";
  }

  TraceClock withName(String newName) {
    return new TraceClock(newName, mult, shift, addNs);
  }

  /// @return ns on the timeline, [Long#MAX_VALUE] for a time beyond all clocks
  long toNs(long ticks) {
    if (mult == 0) {
      return ticks + addNs;
    }
    long high = Math.unsignedMultiplyHigh(ticks, mult);
    long low = ticks * mult;
    if (shift > HIGHEST_SHIFT || shift == 0 && (high != 0 || low < 0) || high >>> shift != 0) {
      return Long.MAX_VALUE;
    }
    long ns = shift == 0 ? low : low >>> shift | high << Long.SIZE - shift;
    return ns < 0 || ns > CpuCursor.LATEST ? Long.MAX_VALUE : ns + addNs;
  }

  /// @return whether a tick is a nanosecond, or becomes one
  boolean isTime() {
    return switch (name) {
      case "counter", "uptime", "x86-tsc", "ppc-tb" -> mult != 0;
      default -> true;
    };
  }

  /// @return what the clock is called on a timeline
  String displayName() {
    return switch (name) {
      case "mono" -> "CLOCK_MONOTONIC";
      case "mono_raw" -> "CLOCK_MONOTONIC_RAW";
      case "boot" -> "CLOCK_BOOTTIME";
      case "tai" -> "CLOCK_TAI";
      case "perf" -> "perf sched_clock";
      case "" -> "ftrace clock";
      default -> "ftrace " + name;
    };
  }
}
