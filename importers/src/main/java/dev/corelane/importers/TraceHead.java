package dev.corelane.importers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The beginning of a file, for recognising its format.
///
/// @param name file name without folders
/// @param bytes the first bytes, at most 64 KiB
/// @param size size of the whole file
@SuppressWarnings("ArrayRecordComponent")
public record TraceHead(String name, byte[] bytes, long size) {
  /// Most bytes that a format is recognised by.
  public static final int LONGEST = 64 << 10;

  /// @param content a whole file
  /// @return its first bytes, at most [#LONGEST]
  public static byte[] bytesOf(MemorySegment content) {
    return content.asSlice(0, Math.min(LONGEST, content.byteSize())).toArray(ValueLayout.JAVA_BYTE);
  }

  /// @param magic bytes, each as a char below 256
  /// @return whether the file starts with them
  public boolean startsWith(String magic) {
    if (bytes.length < magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
