package dev.corelane.importers.kernel.text;

import dev.corelane.importers.io.ByteSearch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A text that stands before a value; its first eight bytes are compared at once.
final class Key {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final long word;
  private final long mask;
  private final int anchor;
  private final char anchorByte;

  /// @param text ASCII, not empty
  Key(String text) {
    bytes = text.getBytes(StandardCharsets.US_ASCII);
    long first = 0;
    int n = Math.min(Long.BYTES, bytes.length);
    for (int i = n - 1; i >= 0; i--) {
      first = first << Byte.SIZE | bytes[i];
    }
    word = first;
    anchor = Scan.anchor(bytes);
    anchorByte = text.charAt(anchor);
    mask = -1L >>> Long.SIZE - n * Byte.SIZE;
  }

  int length() {
    return bytes.length;
  }

  /// Whether a range begins with it.
  boolean standsAt(byte[] b, int from, int end) {
    int length = bytes.length;
    if (end - from < length) {
      return false;
    }
    if (from + Long.BYTES > b.length) {
      return Scan.startsWith(b, from, end, bytes);
    }
    if (((long) LONG.get(b, from) & mask) != word) {
      return false;
    }
    for (int i = Long.BYTES; i < length; i++) {
      if (b[from + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Where it begins a word.
  ///
  /// @return an index, -1 when it does nowhere
  int find(byte[] b, int from, int end) {
    int last = end - bytes.length + anchor + 1;
    for (int i = ByteSearch.find(b, from + anchor, last, anchorByte);
        i < last;
        i = ByteSearch.find(b, i + 1, last, anchorByte)) {
      int start = i - anchor;
      if (standsAt(b, start, end) && (start == from || !Scan.isWord(b[start - 1]))) {
        return start;
      }
    }
    return -1;
  }
}
