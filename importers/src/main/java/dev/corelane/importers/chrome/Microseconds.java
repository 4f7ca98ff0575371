package dev.corelane.importers.chrome;

/// Times as trace-event JSON writes them: microseconds, with decimals or without.
final class Microseconds {
  /// No time.
  static final long NONE = -1;

  /// Latest time: nearer to 2^63, differences of times would not fit.
  static final long LATEST = 1L << 62;

  private static final int NANOS = 1000;

  private Microseconds() {}

  /// Reads a time to the nanosecond, further digits cut off.
  ///
  /// @param text decimal, perhaps with an exponent
  /// @return nanoseconds, [#NONE] when it is no time or a negative one
  static long toNanos(String text) {
    int length = text.length();
    int dot = text.indexOf('.');
    int whole = dot < 0 ? length : dot;
    if (whole == 0 || whole > 15 || length - whole > 20) {
      return fromDouble(text);
    }
    long value = 0;
    for (int i = 0; i < whole; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return fromDouble(text);
      }
      value = value * 10 + digit;
    }
    long fraction = 0;
    for (int i = 1; i <= 3; i++) {
      int at = whole + i;
      int digit = at < length ? text.charAt(at) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return fromDouble(text);
      }
      fraction = fraction * 10 + digit;
    }
    for (int at = whole + 4; at < length; at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return fromDouble(text);
      }
    }
    return value * NANOS + fraction;
  }

  private static long fromDouble(String text) {
    try {
      double nanos = Double.parseDouble(text) * NANOS;
      return nanos >= 0 && nanos <= LATEST ? (long) nanos : NONE;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }
}
