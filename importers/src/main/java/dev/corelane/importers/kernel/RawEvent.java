package dev.corelane.importers.kernel;

import dev.corelane.importers.io.ByteView;
import org.jspecify.annotations.Nullable;

/// One tracepoint record, as a moving window: the reader sets it, the handler reads it at once.
///
/// Field reads outside the record are answered with 0 and counted, so that a handler need not check
/// what a damaged record may hold.
public final class RawEvent {
  private ByteView data;
  private long start;
  private int size;
  private long overruns;

  /// Time of the event on the timeline, ns.
  public long timeNs;

  /// CPU number on which it was recorded, -1 unknown.
  public int cpu;

  /// Thread that was running there, -1 unknown.
  public int tid;

  /// Process of that thread, -1 unknown.
  public int pid;

  /// @param data bytes to read from until the window moves to others
  public RawEvent(ByteView data) {
    this.data = data;
  }

  /// Moves the window.
  ///
  /// @param newData the bytes
  /// @param newStart where the raw record starts
  /// @param newSize its length
  public void window(ByteView newData, long newStart, int newSize) {
    data = newData;
    start = newStart;
    size = newSize;
  }

  /// How many reads fell outside their record.
  ///
  /// @return a count since the creation
  public long overruns() {
    return overruns;
  }

  /// A number.
  ///
  /// @param field its place; null reads 0
  /// @return the number, sign-extended if it is signed
  public long number(@Nullable EventField field) {
    if (field == null) {
      return 0;
    }
    if (field.offset() + field.size() > size) {
      overruns++;
      return 0;
    }
    long at = start + field.offset();
    return switch (field.size()) {
      case 1 -> field.signed() ? (byte) data.u8(at) : data.u8(at);
      case 2 -> field.signed() ? (short) data.u16(at) : data.u16(at);
      case 4 -> field.signed() ? data.i32(at) : data.u32(at);
      case 8 -> data.i64(at);
      default -> 0;
    };
  }

  /// A signed 32-bit number at a known place; the fast form of [#number(EventField)].
  ///
  /// @param offset in the record
  /// @return the number, 0 outside the record
  public int i32(int offset) {
    if (offset < 0 || offset + 4 > size) {
      overruns++;
      return 0;
    }
    return data.i32(start + offset);
  }

  /// An unsigned 16-bit number at a known place.
  ///
  /// @param offset in the record
  /// @return the number, 0 outside the record
  public int u16(int offset) {
    if (offset < 0 || offset + 2 > size) {
      overruns++;
      return 0;
    }
    return data.u16(start + offset);
  }

  /// A 64-bit number at a known place.
  ///
  /// @param offset in the record
  /// @return the number, 0 outside the record
  public long i64(int offset) {
    if (offset < 0 || offset + 8 > size) {
      overruns++;
      return 0;
    }
    return data.i64(start + offset);
  }

  /// @return length of the record, in bytes
  public int size() {
    return size;
  }

  /// A string that the record ends with.
  ///
  /// @param offset in the record
  /// @return the string up to a NUL or the end of the record, "" outside the record
  public String tail(int offset) {
    return offset < 0 || offset >= size ? "" : data.string(start + offset, size - offset);
  }

  /// A number that stands for a string's bytes, so that a known string need not be made again
  /// (FNV-1a, 64 bits).
  ///
  /// @param field a char array or `__data_loc` string
  /// @return the number, that of an empty string when it lies outside the record
  public long hash(@Nullable EventField field) {
    long hash = 0xcbf29ce484222325L;
    long place = place(field);
    if (place < 0) {
      return hash;
    }
    long at = start + (int) place;
    long end = at + (place >>> 32);
    while (at < end) {
      int b = data.u8(at++);
      if (b == 0) {
        break;
      }
      hash = (hash ^ b) * 0x100000001b3L;
    }
    return hash;
  }

  /// An unsigned byte.
  ///
  /// @param offset in the record
  /// @return 0 to 255, 0 outside the record
  public int u8(int offset) {
    return offset < 0 || offset >= size ? 0 : data.u8(start + offset);
  }

  /// Where a string field's bytes are.
  ///
  /// @param field a char array or `__data_loc` string
  /// @return offset in the low 32 bits, length in the high 32; -1 when it lies outside the record
  public long place(@Nullable EventField field) {
    if (field == null || field.offset() + field.size() > size) {
      return -1;
    }
    int offset = field.offset();
    int length = field.size();
    if (field.kind() != EventField.Kind.PLAIN) {
      int where = data.i32(start + field.offset());
      length = where >>> 16;
      offset = where & 0xffff;
      if (field.kind() == EventField.Kind.REL_LOC) {
        offset += field.offset() + field.size();
      }
    }
    if (offset + length > size) {
      overruns++;
      return -1;
    }
    return offset | (long) length << 32;
  }

  /// A string.
  ///
  /// @param field a char array or `__data_loc` string
  /// @return the string, "" when it lies outside the record
  public String string(@Nullable EventField field) {
    long place = place(field);
    return place < 0 ? "" : data.string(start + (int) place, (int) (place >> 32));
  }

  /// The eight bytes at a place, as they stand.
  ///
  /// @param offset in the record
  /// @return the bytes, 0 outside the record
  public long raw64(int offset) {
    return offset < 0 || offset + 8 > size ? 0 : data.raw64(start + offset);
  }
}
