package dev.corelane.importers.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads decimal digits eight at a time: most numbers of a trace have two to five digits, and a
/// loop over them costs more by the wrong guess of where it ends than by its steps.
public final class Digits {
  /// So many digits are read at once.
  public static final int MOST = Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030303030303030L;
  private static final long LOW = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGH = 0x8080808080808080L;

  /// Added to a byte of 10 or more, it sets its highest bit.
  private static final long BEYOND_NINE = 0x7676767676767676L;

  private Digits() {}

  /// Counts the digits that a range begins with.
  ///
  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @return how many, 0 to [#MOST]
  public static int leading(byte[] bytes, int from, int end) {
    if (from > bytes.length - Long.BYTES) {
      int i = from;
      while (i < end && i - from < MOST && bytes[i] >= '0' && bytes[i] <= '9') {
        i++;
      }
      return i - from;
    }
    int count = Long.numberOfTrailingZeros(others((long) LONG.get(bytes, from))) >> 3;
    return Math.max(0, Math.min(count, end - from));
  }

  /// Counts the digits that a range ends with.
  ///
  /// @param bytes a text
  /// @param start first byte
  /// @param end behind the last
  /// @return how many, 0 to [#MOST]
  public static int trailing(byte[] bytes, int start, int end) {
    if (end < Long.BYTES) {
      int i = end;
      while (i > start && bytes[i - 1] >= '0' && bytes[i - 1] <= '9') {
        i--;
      }
      return end - i;
    }
    int count = Long.numberOfLeadingZeros(others((long) LONG.get(bytes, end - Long.BYTES))) >> 3;
    return Math.max(0, Math.min(count, end - start));
  }

  /// The number that some digits stand for.
  ///
  /// @param bytes a text
  /// @param from the first of the digits
  /// @param count how many, 0 to [#MOST]
  /// @return the number
  public static int value(byte[] bytes, int from, int count) {
    if (count == 0) {
      return 0;
    }
    if (from > bytes.length - Long.BYTES) {
      int value = 0;
      for (int i = from; i < from + count; i++) {
        value = value * 10 + bytes[i] - '0';
      }
      return value;
    }
    // The digits to the end of the word, zeros before them.
    long digits = ((long) LONG.get(bytes, from) ^ ZEROS) << Long.SIZE - count * Byte.SIZE;
    long pairs = digits * 10 + (digits >>> 8) & 0x00ff00ff00ff00ffL;
    long fours = pairs * 100 + (pairs >>> 16) & 0x0000ffff0000ffffL;
    return (int) (fours * 10_000 + (fours >>> 32));
  }

  /// The highest bit of each byte that is no digit.
  private static long others(long word) {
    long bytes = word ^ ZEROS;
    return ((bytes & LOW) + BEYOND_NINE | bytes) & HIGH;
  }
}
