package dev.corelane.trace.file;

/// A part of a file with a checksum: the string pool or a column.
///
/// @param name what it is, for messages
/// @param offset its first byte
/// @param bytes its length
/// @param crc its CRC32C
record Section(String name, long offset, long bytes, int crc) {
  /// Whether it starts at the first place after the part before it, inside the file.
  boolean follows(long previousEnd, long limit) {
    return offset == FileHeader.align(previousEnd)
        && offset <= limit
        && bytes >= 0
        && bytes <= limit - offset;
  }

  long end() {
    return offset + bytes;
  }

  Section withCrc(int newCrc) {
    return new Section(name, offset, bytes, newCrc);
  }
}
