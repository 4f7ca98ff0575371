package dev.corelane.importers.postgres;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/// Reads the ways in which PostgreSQL and its users write a point in time, and remembers what was
/// said about the zone: `2026-11-21 09:34:37.55+00`, `... 09:34:37.550 CEST`, `...T09:34:37Z`, and
/// seconds, milli-, micro- or nanoseconds since 1970.
final class PostgresTime {
  /// Not a time.
  static final long NONE = Long.MIN_VALUE;

  private static final long SECOND = 1_000_000_000L;
  private static final int FRACTION_DIGITS = 9;
  private static final int DATE_LENGTH = 10;

  /// 1990 and 2100: what lies outside is a damaged number.
  private static final long EARLIEST = 631_152_000L * SECOND;

  private static final long LATEST = 4_102_444_800L * SECOND;

  private byte[] text = {};
  private int at;
  private int end;
  private int date;
  private long dateSeconds;
  private byte[] lastZone = {};
  private int lastZoneOffset;

  private boolean zoneAbsent;
  private String oddZone = "";

  /// Reads a whole text.
  ///
  /// @param value a time and nothing else, apart from spaces around it
  /// @return nanoseconds since 1970-01-01 UTC, or [#NONE]
  long parse(String value) {
    byte[] bytes = value.strip().getBytes(StandardCharsets.ISO_8859_1);
    long ns = parse(bytes, 0, bytes.length);
    return at == bytes.length ? ns : NONE;
  }

  /// Reads a time from the beginning of a text.
  ///
  /// @param bytes the text
  /// @param from where the time begins
  /// @param to where the text ends
  /// @return nanoseconds since 1970-01-01 UTC, or [#NONE]
  long parse(byte[] bytes, int from, int to) {
    text = bytes;
    at = from;
    end = to;
    long ns = isDigit(at + 4) ? epoch() : dateAndTime();
    return ns >= EARLIEST && ns <= LATEST ? ns : NONE;
  }

  /// @return where the last time ended in its text
  int end() {
    return at;
  }

  /// @return whether a time without a zone was read
  boolean zoneAbsent() {
    return zoneAbsent;
  }

  /// @return an abbreviation that is unknown, or stands for several zones, or ""
  String oddZone() {
    return oddZone;
  }

  /// @return whether all zones so far are known to be what they say
  boolean sure() {
    return !zoneAbsent && oddZone.isEmpty();
  }

  private long epoch() {
    long number = 0;
    int digits = 0;
    for (; isDigit(at) && digits < 19; at++, digits++) {
      number = number * 10 + (text[at] - '0');
    }
    long unit =
        switch (digits) {
          case 9, 10 -> SECOND;
          case 13 -> SECOND / 1000;
          case 16 -> SECOND / 1_000_000;
          case 19 -> 1;
          default -> 0;
        };
    if (unit == 0) {
      return NONE;
    }
    return number * unit + (unit == SECOND ? fraction() : 0);
  }

  private long dateAndTime() {
    if (end - at < DATE_LENGTH || text[at + 4] != '-' || text[at + 7] != '-') {
      return NONE;
    }
    int year = digits(4);
    at++;
    int month = digits(2);
    at++;
    int day = digits(2);
    if (year < 0 || month < 0 || day < 0 || at >= end || text[at] != ' ' && text[at] != 'T') {
      return NONE;
    }
    at++;
    int hour = digits(2);
    if (hour < 0 || hour > 24 || !take(':')) {
      return NONE;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59) {
      return NONE;
    }
    int second = take(':') ? digits(2) : 0;
    if (second < 0 || second > 60) {
      return NONE;
    }
    long fraction = fraction();
    long days = day(year, month, day);
    return days == NONE
        ? NONE
        : (days + hour * 3600L + minute * 60L + second - zone()) * SECOND + fraction;
  }

  private long day(int year, int month, int day) {
    int wanted = (year * 100 + month) * 100 + day;
    if (wanted != date) {
      try {
        dateSeconds = LocalDate.of(year, month, day).toEpochDay() * 86_400;
      } catch (DateTimeException e) {
        return NONE;
      }
      date = wanted;
    }
    return dateSeconds;
  }

  private long fraction() {
    if (at >= end || text[at] != '.') {
      return 0;
    }
    at++;
    long value = 0;
    int digits = 0;
    for (; isDigit(at); at++) {
      if (digits < FRACTION_DIGITS) {
        value = value * 10 + (text[at] - '0');
        digits++;
      }
    }
    for (; digits < FRACTION_DIGITS; digits++) {
      value *= 10;
    }
    return value;
  }

  /// Seconds east of Greenwich.
  private int zone() {
    int start = at;
    while (at < end && text[at] == ' ') {
      at++;
    }
    if (at < end && (text[at] == '+' || text[at] == '-') && isDigit(at + 1)) {
      return numericZone();
    }
    int name = at;
    while (at < end && text[at] >= 'A' && text[at] <= 'Z') {
      at++;
    }
    if (at == name || at - name > 5) {
      at = start;
      zoneAbsent = true;
      return 0;
    }
    return namedZone(name);
  }

  private int numericZone() {
    int sign = text[at++] == '-' ? -1 : 1;
    int seconds = Math.max(0, digits(2)) * 3600;
    boolean colon = take(':');
    if (colon || isDigit(at) && isDigit(at + 1)) {
      seconds += Math.max(0, digits(2)) * 60;
      if (take(':')) {
        seconds += Math.max(0, digits(2));
      }
    }
    return sign * seconds;
  }

  private int namedZone(int from) {
    if (Arrays.equals(lastZone, 0, lastZone.length, text, from, at)) {
      return lastZoneOffset;
    }
    String name = new String(text, from, at - from, StandardCharsets.ISO_8859_1);
    int offset = ZoneNames.offset(name);
    if (offset == Integer.MIN_VALUE || ZoneNames.ambiguous(name)) {
      oddZone = name;
    }
    lastZone = Arrays.copyOfRange(text, from, at);
    lastZoneOffset = offset == Integer.MIN_VALUE ? 0 : offset;
    return lastZoneOffset;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      if (!isDigit(at)) {
        return -1;
      }
      value = value * 10 + (text[at] - '0');
    }
    return value;
  }

  private boolean take(char wanted) {
    if (at < end && text[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private boolean isDigit(int index) {
    return index < end && text[index] >= '0' && text[index] <= '9';
  }
}
