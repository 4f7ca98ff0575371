package dev.corelane.importers.io;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The bytes of a segment as a stream.
public final class SegmentInputStream extends InputStream {
  private final MemorySegment segment;
  private long at;

  /// @param segment the bytes
  public SegmentInputStream(MemorySegment segment) {
    this.segment = segment;
  }

  @Override
  public int read() {
    return at < segment.byteSize() ? segment.get(ValueLayout.JAVA_BYTE, at++) & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    long left = segment.byteSize() - at;
    if (left == 0) {
      return length == 0 ? 0 : -1;
    }
    int n = (int) Math.min(left, length);
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, buffer, offset, n);
    at += n;
    return n;
  }
}
