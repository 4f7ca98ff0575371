package dev.corelane.trace.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The first 64 bytes of a file, the same in every version of the format, and the 24 at its end.
///
/// @param major version; another one cannot be read
/// @param minor version; a higher one holds tables and columns that this one skips
/// @param fileBytes length of the file
/// @param directoryBytes length of the directory, which follows the header
/// @param directoryCrc its CRC32C
record FileHeader(int major, int minor, long fileBytes, int directoryBytes, int directoryCrc) {
  static final int BYTES = 64;
  static final int FOOTER_BYTES = 24;

  /// Every part of a file starts at a multiple of this, the size of a cache line.
  static final int ALIGNMENT = 64;

  private static final byte[] MAGIC = "CORELANE".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_MAGIC = "ENALEROC".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTE_ORDER_MARK = 0x01020304;
  private static final int FILE_BYTES_AT = 16;
  private static final int CRC_AT = BYTES - Integer.BYTES;

  /// The next place at which a part of a file may start.
  static long align(long offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }

  static boolean hasMagic(byte[] first) {
    return first.length >= MAGIC.length
        && Arrays.equals(first, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  byte[] encode() {
    byte[] bytes = new byte[BYTES];
    ByteBuffer b = wrap(bytes);
    b.put(MAGIC).putInt(BYTE_ORDER_MARK).putShort((short) major).putShort((short) minor);
    b.putLong(fileBytes).putInt(directoryBytes).putInt(directoryCrc);
    b.putInt(CRC_AT, crc(bytes, CRC_AT));
    return bytes;
  }

  /// The end of a file, which repeats the length and the checksum of its header.
  static byte[] footer(byte[] header) {
    byte[] bytes = new byte[FOOTER_BYTES];
    ByteBuffer from = wrap(header);
    ByteBuffer b = wrap(bytes);
    b.putLong(from.getLong(FILE_BYTES_AT)).putInt(from.getInt(CRC_AT));
    b.putInt(crc(bytes, b.position())).put(END_MAGIC);
    return bytes;
  }

  /// Reads a header and checks all that can be told without the rest of the file.
  ///
  /// @param bytes the first bytes of the file, 64 if it has so many
  static FileHeader decode(byte[] bytes, Refusal refusal) throws TimelineFileException {
    if (!hasMagic(bytes)) {
      throw refusal.notATimeline(Arrays.copyOf(bytes, Math.min(bytes.length, MAGIC.length)));
    }
    if (bytes.length < BYTES) {
      throw refusal.cutOff(BYTES + FOOTER_BYTES, bytes.length);
    }
    ByteBuffer b = wrap(bytes).position(MAGIC.length);
    int mark = b.getInt();
    if (mark == Integer.reverseBytes(BYTE_ORDER_MARK)) {
      throw refusal.damaged("its numbers are big endian, but they must be little endian");
    }
    if (mark != BYTE_ORDER_MARK || crc(bytes, CRC_AT) != b.getInt(CRC_AT)) {
      throw refusal.damaged("the checksum of its header is wrong");
    }
    int major = Short.toUnsignedInt(b.getShort());
    int minor = Short.toUnsignedInt(b.getShort());
    if (major != TimelineFile.MAJOR) {
      throw refusal.otherVersion(major, minor);
    }
    return new FileHeader(major, minor, b.getLong(), b.getInt(), b.getInt());
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
