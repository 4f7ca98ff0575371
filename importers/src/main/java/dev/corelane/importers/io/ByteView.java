package dev.corelane.importers.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Numbers of either byte order in a segment. Offsets are checked by the segment, so a read outside
/// throws [IndexOutOfBoundsException]; callers check lengths before they trust them.
///
/// The layouts are constants and the order is a flag, because the JIT only turns a segment access
/// into one instruction when it knows the layout.
public final class ByteView {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment segment;
  private final boolean bigEndian;

  /// @param segment the bytes
  /// @param bigEndian whether numbers are big endian
  public ByteView(MemorySegment segment, boolean bigEndian) {
    this.segment = segment;
    this.bigEndian = bigEndian;
  }

  /// @return the bytes underneath
  public MemorySegment segment() {
    return segment;
  }

  /// @return whether numbers are big endian
  public boolean bigEndian() {
    return bigEndian;
  }

  /// @return number of bytes
  public long size() {
    return segment.byteSize();
  }

  /// @param offset in bytes
  /// @return 0 to 255
  public int u8(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
  }

  /// @param offset in bytes
  /// @return 0 to 65535
  public int u16(long offset) {
    short v = segment.get(SHORT, offset);
    return (bigEndian ? Short.reverseBytes(v) : v) & 0xffff;
  }

  /// @param offset in bytes
  /// @return signed 32-bit number
  public int i32(long offset) {
    int v = segment.get(INT, offset);
    return bigEndian ? Integer.reverseBytes(v) : v;
  }

  /// @param offset in bytes
  /// @return unsigned 32-bit number
  public long u32(long offset) {
    return i32(offset) & 0xffff_ffffL;
  }

  /// @param offset in bytes
  /// @return 64-bit number
  public long i64(long offset) {
    long v = segment.get(LONG, offset);
    return bigEndian ? Long.reverseBytes(v) : v;
  }

  /// Eight bytes as they stand, for comparing.
  ///
  /// @param offset in bytes
  /// @return the bytes, the first one lowest
  public long raw64(long offset) {
    return segment.get(LONG, offset);
  }

  /// A string that ends at a NUL or at a length.
  ///
  /// @param offset in bytes
  /// @param length most bytes to read
  /// @return the string, malformed UTF-8 replaced
  public String string(long offset, int length) {
    int n = 0;
    while (n < length && segment.get(ValueLayout.JAVA_BYTE, offset + n) != 0) {
      n++;
    }
    byte[] bytes = new byte[n];
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, bytes, 0, n);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
