package dev.corelane.importers.ftracetext;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A segment as a stream.
final class SegmentStream extends InputStream {
  private final MemorySegment segment;
  private long at;

  SegmentStream(MemorySegment segment) {
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
