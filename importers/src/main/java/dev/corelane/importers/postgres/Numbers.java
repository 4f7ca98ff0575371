package dev.corelane.importers.postgres;

/// Numbers in texts that may hold anything.
final class Numbers {
  private Numbers() {}

  /// @param text digits, with spaces around them at most
  /// @return the number, or -1 if it is none or above [Integer#MAX_VALUE]
  static int nonNegative(String text) {
    long value = number(text.strip(), -1);
    return value >= 0 && value <= Integer.MAX_VALUE ? (int) value : -1;
  }

  /// @param text a whole number
  /// @param otherwise what to take when it is none
  /// @return the number
  static long number(String text, long otherwise) {
    int from = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    if (text.length() == from || text.length() > 20) {
      return otherwise;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return otherwise;
      }
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /// Nanoseconds of a decimal number of some unit.
  ///
  /// @param text digits with at most one dot
  /// @param unitNs nanoseconds per unit
  /// @return the nanoseconds, or -1 if it is no such number or beyond a hundred years
  static long nanos(String text, long unitNs) {
    return nanos(text, 0, text.length(), unitNs);
  }

  /// Nanoseconds of a decimal number of some unit.
  ///
  /// @param text has digits with at most one dot
  /// @param from where they begin
  /// @param to where they end
  /// @param unitNs nanoseconds per unit
  /// @return the nanoseconds, or -1 if it is no such number or beyond a hundred years
  static long nanos(String text, int from, int to, long unitNs) {
    long value = 0;
    long scale = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.' && scale == 0 && digits > 0) {
        scale = 1;
      } else if (c >= '0' && c <= '9' && ++digits <= 15) {
        value = value * 10 + (c - '0');
        scale *= 10;
      } else {
        return -1;
      }
    }
    if (digits == 0) {
      return -1;
    }
    double ns = scale == 0 ? (double) value * unitNs : (double) value * unitNs / scale;
    return ns < 3.2e18 ? Math.round(ns) : -1;
  }
}
