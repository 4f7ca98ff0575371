package dev.corelane.importers.kernel.text;

import dev.corelane.importers.io.ByteSearch;
import dev.corelane.importers.io.Digits;
import java.nio.charset.StandardCharsets;

/// Reads words and numbers in a range of bytes without making objects. Ranges are from an index to
/// the index behind the last byte.
public final class Scan {
  /// No number of so many digits is read: it could not be held in 64 bits.
  private static final int MOST_DIGITS = 18;

  private static final long NANOS = 1_000_000_000L;

  private Scan() {}

  /// @param b a byte
  /// @return whether it is a decimal digit
  public static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// @param b a byte
  /// @return whether it is a blank or a tab
  public static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /// @param b a byte
  /// @return whether it may stand in a C identifier
  public static boolean isWord(byte b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || isDigit(b);
  }

  /// @param b a byte
  /// @return its value as a hexadecimal digit, -1 for none
  public static int hexDigit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return index of the first byte that is no blank
  public static int skipBlanks(byte[] bytes, int from, int end) {
    int i = ByteSearch.skip(bytes, from, end, ' ');
    while (i < end && isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  /// @param bytes a text
  /// @param at an index
  /// @param end behind the last byte
  /// @return whether a blank stands there, or nothing
  public static boolean isBlankOrEnd(byte[] bytes, int at, int end) {
    return at >= end || isBlank(bytes[at]);
  }

  /// @param bytes a text
  /// @param start first byte
  /// @param from behind the last
  /// @return index behind the last byte that is no blank
  public static int trimEnd(byte[] bytes, int start, int from) {
    int i = from;
    while (i > start && isBlank(bytes[i - 1])) {
      i--;
    }
    return i;
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return index of the first blank, `end` when there is none
  public static int wordEnd(byte[] bytes, int from, int end) {
    return ByteSearch.find(bytes, from, end, ' ', '\t');
  }

  /// @param bytes a text
  /// @param start first byte
  /// @param from behind the last
  /// @return index behind the last blank, `start` when there is none
  public static int wordStart(byte[] bytes, int start, int from) {
    int i = from;
    while (i > start && !isBlank(bytes[i - 1])) {
      i--;
    }
    return i;
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return index of the first byte that is no decimal digit
  public static int digitsEnd(byte[] bytes, int from, int end) {
    int i = from;
    int digits = Digits.leading(bytes, i, end);
    while (digits > 0) {
      i += digits;
      digits = digits < Digits.MOST ? 0 : Digits.leading(bytes, i, end);
    }
    return i;
  }

  /// A whole number in decimal, with a sign or none.
  ///
  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return the number, [Long#MIN_VALUE] when the range is not just a number
  public static long decimal(byte[] bytes, int from, int end) {
    boolean minus = from < end && bytes[from] == '-';
    int first = minus ? from + 1 : from;
    if (first >= end || end - first > MOST_DIGITS) {
      return Long.MIN_VALUE;
    }
    long value = 0;
    for (int i = first; i < end; i++) {
      if (!isDigit(bytes[i])) {
        return Long.MIN_VALUE;
      }
      value = value * 10 + bytes[i] - '0';
    }
    return minus ? -value : value;
  }

  /// The number that a range begins with: decimal with a sign or none, or hexadecimal behind `0x`.
  ///
  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return the number, 0 when there is none
  public static long number(byte[] bytes, int from, int end) {
    int i = from;
    int digits = Digits.leading(bytes, from, end);
    if (digits > 1 && digits < Digits.MOST) {
      return Digits.value(bytes, from, digits);
    }
    boolean minus = i < end && bytes[i] == '-';
    if (minus) {
      i++;
    }
    if (i + 1 < end && bytes[i] == '0' && (bytes[i + 1] | 0x20) == 'x') {
      return hex(bytes, i + 2, end);
    }
    long value = 0;
    for (; i < end && isDigit(bytes[i]); i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return minus ? -value : value;
  }

  /// The hexadecimal number that a range begins with, without `0x`.
  ///
  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return the number, 0 when there is none
  public static long hex(byte[] bytes, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = hexDigit(bytes[i]);
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /// Whether a range begins with a number as [#number(byte[], int, int)] reads it.
  ///
  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return whether it does
  public static boolean isNumber(byte[] bytes, int from, int end) {
    int i = from < end && bytes[from] == '-' ? from + 1 : from;
    return i < end && isDigit(bytes[i]);
  }

  /// A time in seconds with six or nine decimals.
  ///
  /// @param bytes a text
  /// @param from first digit
  /// @param dot the decimal point
  /// @param end behind the last digit
  /// @return nanoseconds, -1 when it is none
  public static long seconds(byte[] bytes, int from, int dot, int end) {
    int decimals = end - dot - 1;
    int whole = dot - from;
    if (whole < 1
        || whole > Digits.MOST
        || decimals != 9 && decimals != 6
        || Digits.leading(bytes, from, dot) < whole) {
      return -1;
    }
    int first = Math.min(decimals, Digits.MOST);
    int last = decimals - first;
    if (Digits.leading(bytes, dot + 1, end) < first || last > 0 && !isDigit(bytes[end - 1])) {
      return -1;
    }
    long fraction = Digits.value(bytes, dot + 1, first);
    long nanos = last == 0 ? fraction * 1000 : fraction * 10 + bytes[end - 1] - '0';
    return Digits.value(bytes, from, whole) * NANOS + nanos;
  }

  /// Whether a range begins with some bytes.
  ///
  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @param what the bytes
  /// @return whether it does
  public static boolean startsWith(byte[] bytes, int from, int end, byte[] what) {
    if (end - from < what.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (bytes[from + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether a range begins with a text.
  ///
  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @param what the text, ASCII
  /// @return whether it does
  public static boolean startsWith(byte[] bytes, int from, int end, String what) {
    if (end - from < what.length()) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (bytes[from + i] != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @param what the bytes
  /// @return index of their first occurrence, -1 when there is none
  public static int find(byte[] bytes, int from, int end, byte[] what) {
    int anchor = anchor(what);
    int last = end - what.length + anchor + 1;
    for (int i = ByteSearch.find(bytes, from + anchor, last, (char) what[anchor]);
        i < last;
        i = ByteSearch.find(bytes, i + 1, last, (char) what[anchor])) {
      if (startsWith(bytes, i - anchor, end, what)) {
        return i - anchor;
      }
    }
    return -1;
  }

  /// The byte by which a text is looked for: the last one that is no blank. A key's is mostly `=`,
  /// which is rarer than the letters before it.
  static int anchor(byte[] what) {
    return Math.max(0, trimEnd(what, 0, what.length) - 1);
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @param what a byte
  /// @return index of its first occurrence, -1 when there is none
  public static int find(byte[] bytes, int from, int end, char what) {
    int found = ByteSearch.find(bytes, from, end, what);
    return found < end ? found : -1;
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return the range as a string, malformed UTF-8 replaced
  public static String string(byte[] bytes, int from, int end) {
    return new String(bytes, from, Math.max(0, end - from), StandardCharsets.UTF_8);
  }

  /// Whether a text begins as JSON does. A prompt (`[root@box ~]#`) and the time of a kernel
  /// message begin with a bracket, too.
  ///
  /// @param text a text
  /// @return whether it is an object, or an array of anything but numbers
  public static boolean looksLikeJson(String text) {
    int at = 1;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.startsWith("{")
        || text.startsWith("[") && (at == text.length() || "{[]\"".indexOf(text.charAt(at)) >= 0);
  }
}
