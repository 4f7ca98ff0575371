package dev.corelane.importers.perf.testing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing byte buffer that writes integers in one byte order and knows the frame of a perf
/// record (`u32 type, u16 misc, u16 size`).
public final class RecordBuffer {
  /// Largest size of a record: a multiple of 8 that fits the 16-bit size field.
  public static final int MAX_RECORD_SIZE = 65528;

  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ByteOrder order;
  private final boolean swap;
  private byte[] bytes;
  private int size;

  /// An empty buffer for integers in `order`.
  public RecordBuffer(ByteOrder order) {
    this(order, 256);
  }

  RecordBuffer(ByteOrder order, int capacity) {
    this.order = order;
    this.swap = order == ByteOrder.BIG_ENDIAN;
    this.bytes = new byte[capacity];
  }

  /// The byte order of every integer written.
  public ByteOrder order() {
    return order;
  }

  /// Bytes written so far.
  public int size() {
    return size;
  }

  /// A copy of the bytes written so far.
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// The backing array, valid up to [#size()] and until the next write.
  byte[] array() {
    return bytes;
  }

  /// Forgets the content.
  public void clear() {
    size = 0;
  }

  /// Drops everything after the first `newSize` bytes.
  void truncate(int newSize) {
    size = newSize;
  }

  /// The low 8 bits of `value`.
  public RecordBuffer u8(int value) {
    int at = grow(1);
    bytes[at] = (byte) value;
    return this;
  }

  /// The low 16 bits of `value`.
  public RecordBuffer u16(int value) {
    int at = grow(2);
    putU16(at, value);
    return this;
  }

  /// Four bytes.
  public RecordBuffer u32(int value) {
    int at = grow(4);
    putU32(at, value);
    return this;
  }

  /// Eight bytes.
  public RecordBuffer u64(long value) {
    int at = grow(8);
    putU64(at, value);
    return this;
  }

  /// All of `source`.
  public RecordBuffer bytes(byte[] source) {
    return bytes(source, 0, source.length);
  }

  /// `length` bytes of `source`.
  public RecordBuffer bytes(byte[] source, int offset, int length) {
    int at = grow(length);
    System.arraycopy(source, offset, bytes, at, length);
    return this;
  }

  /// `count` zero bytes.
  public RecordBuffer zeros(int count) {
    int at = grow(count);
    Arrays.fill(bytes, at, at + count, (byte) 0);
    return this;
  }

  /// Zero bytes up to the next multiple of `alignment`, counted from `start`.
  public RecordBuffer pad(int start, int alignment) {
    int over = (size - start) % alignment;
    return over == 0 ? this : zeros(alignment - over);
  }

  /// UTF-8 bytes and a NUL.
  public RecordBuffer zstr(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8)).u8(0);
  }

  /// The string of a header section: a u32 length that counts the padding (to 64, as perf does),
  /// then the bytes and at least one NUL.
  public RecordBuffer sectionString(String text) {
    int lengthAt = size;
    u32(0);
    int start = size;
    zstr(text).pad(start, 64);
    putU32(lengthAt, size - start);
    return this;
  }

  /// Opens a record; [#endRecord(int)] needs the value returned here.
  public int beginRecord(int type, int misc) {
    int start = size;
    u32(type).u16(misc).u16(0);
    return start;
  }

  /// Pads the record to a multiple of 8 and fills in its size.
  ///
  /// @throws IllegalStateException if the record is larger than [#MAX_RECORD_SIZE]
  public void endRecord(int start) {
    pad(start, 8);
    endRecordUnpadded(start);
  }

  /// Fills in the record's size as it is; only a few of perf's own records have such sizes.
  void endRecordUnpadded(int start) {
    int length = size - start;
    if (length > 0xffff) {
      throw new IllegalStateException("record of " + length + " bytes, the format allows 65535");
    }
    putU16(start + 6, length);
  }

  void putU8(int at, int value) {
    bytes[at] = (byte) value;
  }

  void putU16(int at, int value) {
    short v = (short) value;
    U16.set(bytes, at, swap ? Short.reverseBytes(v) : v);
  }

  void putU32(int at, int value) {
    U32.set(bytes, at, swap ? Integer.reverseBytes(value) : value);
  }

  /// Overwrites eight bytes already written.
  public void putU64(int at, long value) {
    U64.set(bytes, at, swap ? Long.reverseBytes(value) : value);
  }

  /// Overwrites bytes already written.
  void putBytes(int at, byte[] source) {
    System.arraycopy(source, 0, bytes, at, source.length);
  }

  /// A kernel `long` of `longSize` (4 or 8) bytes.
  void putLong(int at, long value, int longSize) {
    if (longSize == 4) {
      putU32(at, (int) value);
    } else {
      putU64(at, value);
    }
  }

  private int grow(int count) {
    int at = size;
    int needed = Math.addExact(at, count);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    size = needed;
    return at;
  }
}
