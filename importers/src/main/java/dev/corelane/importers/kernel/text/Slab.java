package dev.corelane.importers.kernel.text;

import dev.corelane.importers.io.ByteView;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Raw records one behind the other, little endian, each written from its start.
final class Slab {
  /// What a `__data_loc` can reach: its offset and length have 16 bits each.
  private static final int LONGEST_STRING = 1 << 14;

  private static final int LONGEST_RECORD = 0xffff;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 12];
  private ByteView view = view();
  private int start;
  private int end;

  private ByteView view() {
    return new ByteView(MemorySegment.ofArray(bytes), false);
  }

  /// The bytes for reading; another view after the slab has grown.
  ByteView reader() {
    return view;
  }

  /// Starts a record of zeros.
  void begin(int size) {
    start = end;
    reserve(size);
    Arrays.fill(bytes, start, start + size, (byte) 0);
    end = start + size;
  }

  private void reserve(int size) {
    if (end + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end + size, bytes.length * 2));
      view = view();
    }
  }

  /// Takes back the record that was begun last.
  void drop() {
    end = start;
  }

  int recordStart() {
    return start;
  }

  int recordSize() {
    return end - start;
  }

  int size() {
    return end;
  }

  void clear() {
    start = 0;
    end = 0;
  }

  /// Moves all bytes from one on to the front.
  void dropBefore(int first) {
    System.arraycopy(bytes, first, bytes, 0, end - first);
    end -= first;
    start = end;
  }

  /// Changes places with another slab.
  void swap(Slab other) {
    byte[] otherBytes = other.bytes;
    ByteView otherView = other.view;
    int otherEnd = other.end;
    other.bytes = bytes;
    other.view = view;
    other.end = end;
    other.start = end;
    bytes = otherBytes;
    view = otherView;
    end = otherEnd;
    start = otherEnd;
  }

  void putByte(int offset, int value) {
    bytes[start + offset] = (byte) value;
  }

  void putInt(int offset, int value) {
    INT.set(bytes, start + offset, value);
  }

  void putLong(int offset, long value) {
    LONG.set(bytes, start + offset, value);
  }

  int getInt(int at) {
    return (int) INT.get(bytes, at);
  }

  long getLong(int at) {
    return (long) LONG.get(bytes, at);
  }

  void setLong(int at, long value) {
    LONG.set(bytes, at, value);
  }

  /// A name into a field of 16 bytes, cut to the 15 before the NUL that ends it.
  void putName(int offset, byte[] from, int first, int last) {
    int length = Math.min(RecordLayout.COMM_SIZE - 1, last - first);
    int at = start + offset;
    if (first > from.length - RecordLayout.COMM_SIZE) {
      System.arraycopy(from, first, bytes, at, Math.max(0, length));
      return;
    }
    LONG.set(bytes, at, (long) LONG.get(from, first) & firstBytes(length));
    LONG.set(
        bytes,
        at + Long.BYTES,
        (long) LONG.get(from, first + Long.BYTES) & firstBytes(length - Long.BYTES));
  }

  /// A mask of the first bytes of a word.
  private static long firstBytes(int count) {
    int bits = Math.clamp(count, 0, Long.BYTES) * Byte.SIZE;
    return bits == Long.SIZE ? -1 : (1L << bits) - 1;
  }

  /// A string behind the record, and where it is into a `__data_loc` field.
  void putString(int offset, byte[] from, int first, int last) {
    int length = Math.min(Math.max(0, last - first), LONGEST_STRING);
    int at = end - start;
    if (at + length + 1 > LONGEST_RECORD) {
      return;
    }
    reserve(length + 1);
    System.arraycopy(from, first, bytes, end, length);
    bytes[end + length] = 0;
    end += length + 1;
    putInt(offset, (length + 1) << 16 | at);
  }

  /// Appends a record of another slab; its start.
  int append(Slab other, int from, int size) {
    start = end;
    reserve(size);
    System.arraycopy(other.bytes, from, bytes, start, size);
    end = start + size;
    return start;
  }
}
