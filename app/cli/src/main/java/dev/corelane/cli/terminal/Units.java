package dev.corelane.cli.terminal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers for people: SI units, three significant digits.
public final class Units {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String micro;

  /// @param micro the micro sign, or what stands for it
  public Units(String micro) {
    this.micro = micro;
  }

  /// A duration with its unit, as in "12.3 ms"; the unit takes two places, so that the digits of
  /// durations below each other are aligned.
  ///
  /// @param ns nanoseconds
  /// @return three significant digits
  public String duration(long ns) {
    if (ns == 0) {
      return "0   ";
    }
    if (Math.abs(ns) < 1_000) {
      return ns + " ns";
    }
    double value = ns / 1e3;
    String unit = micro + "s";
    if (Math.abs(value) >= 999.5) {
      value /= 1e3;
      unit = "ms";
    }
    if (Math.abs(value) >= 999.5) {
      value /= 1e3;
      unit = "s ";
    }
    return digits(value) + " " + unit;
  }

  /// A time of the timeline's clock, as in "18.753771 s".
  ///
  /// @param ns nanoseconds
  /// @return seconds to the microsecond, digits below that cut off
  public static String time(long ns) {
    long us = Math.floorDiv(ns, 1_000L);
    String sign = us < 0 ? "-" : "";
    return "%s%d.%06d s".formatted(sign, Math.abs(us) / 1_000_000, Math.abs(us) % 1_000_000);
  }

  /// Date and time of day.
  ///
  /// @param epochNs nanoseconds since 1970-01-01 00:00 UTC
  /// @return to the millisecond, in UTC
  public static String date(long epochNs) {
    return CLOCK.format(Instant.ofEpochSecond(0, epochNs));
  }

  /// A count with a comma between thousands.
  ///
  /// @param count any number
  /// @return as in "12,345"
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// A number of bytes, in units of 1000.
  ///
  /// @param bytes 0 or more
  /// @return as in "12.3 MB"
  public static String bytes(double bytes) {
    double value = bytes;
    for (String unit : new String[] {"bytes", "kB", "MB", "GB"}) {
      if (value < 999.5) {
        return (unit.equals("bytes") ? String.valueOf((long) value) : digits(value)) + " " + unit;
      }
      value /= 1e3;
    }
    return digits(value) + " TB";
  }

  /// A share.
  ///
  /// @param part 0 or more
  /// @param whole what 100 % is
  /// @return as in "12.3 %", or "-" when the whole is nothing
  public static String percent(double part, double whole) {
    return whole > 0 ? String.format(Locale.ROOT, "%.1f %%", 100 * part / whole) : "-";
  }

  private static String digits(double value) {
    double size = Math.abs(value);
    int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
