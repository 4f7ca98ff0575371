package dev.corelane.importers.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for bytes eight at a time: half of the time of reading a text is spent on finding where
/// its lines and fields end.
///
/// A byte that is looked for becomes 0 by an exclusive or; `(w - 1...) & ~w & 0x80...` has its
/// lowest bit in the first byte that is 0 (H. S. Warren, Hacker's Delight, "Find First 0-Byte").
public final class ByteSearch {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private ByteSearch() {}

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @param what a byte, ASCII
  /// @return index of its first occurrence, `end` when there is none
  public static int find(byte[] bytes, int from, int end, char what) {
    long pattern = what * ONES;
    int i = from;
    for (; i < end && i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long found = zeros((long) LONG.get(bytes, i) ^ pattern);
      if (found != 0) {
        return Math.min(end, i + first(found));
      }
    }
    while (i < end && bytes[i] != what) {
      i++;
    }
    return Math.min(i, Math.max(from, end));
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @param one a byte, ASCII
  /// @param other another byte, ASCII
  /// @return index of the first occurrence of either, `end` when there is none
  public static int find(byte[] bytes, int from, int end, char one, char other) {
    long onePattern = one * ONES;
    long otherPattern = other * ONES;
    int i = from;
    for (; i < end && i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long word = (long) LONG.get(bytes, i);
      long found = zeros(word ^ onePattern) | zeros(word ^ otherPattern);
      if (found != 0) {
        return Math.min(end, i + first(found));
      }
    }
    while (i < end && bytes[i] != one && bytes[i] != other) {
      i++;
    }
    return Math.min(i, Math.max(from, end));
  }

  /// @param bytes a text
  /// @param from first byte
  /// @param end behind the last
  /// @param what a byte, ASCII
  /// @return index of the first byte that is another one, `end` when there is none
  public static int skip(byte[] bytes, int from, int end, char what) {
    long pattern = what * ONES;
    int i = from;
    for (; i < end && i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long others = (long) LONG.get(bytes, i) ^ pattern;
      if (others != 0) {
        return Math.min(end, i + first(others));
      }
    }
    while (i < end && bytes[i] == what) {
      i++;
    }
    return Math.min(i, Math.max(from, end));
  }

  private static long zeros(long word) {
    return word - ONES & ~word & HIGH;
  }

  private static int first(long bits) {
    return Long.numberOfTrailingZeros(bits) >> 3;
  }
}
