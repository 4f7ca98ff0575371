package dev.corelane.importers.ftrace;

import dev.corelane.importers.io.ByteView;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Pages packed in chunks: a count, then each chunk's packed size, unpacked size and bytes. A chunk
/// is unpacked when its first page is asked for, so one chunk of each CPU is in memory.
final class ChunkedPages implements PageSource {
  private static final int CHUNK_HEADER = 8;

  /// Bytes of the count of chunks. Some versions of trace-cmd leave them out of the data's size.
  private static final int COUNT = 4;

  private final ByteView file;
  private final long first;
  private final long end;
  private final int pageSize;
  private final ChunkCodec codec;
  private final UnpackBudget budget;
  private final Damage damage;
  private long at;
  private long chunksLeft;
  private long chunkAt;
  private byte[] buffer = {};
  private ByteView data;
  private int filled;
  private int nextStart;
  private int start;
  private boolean cut;

  /// Told when a chunk cannot be unpacked.
  @FunctionalInterface
  interface Damage {
    void at(String what, long offset);
  }

  /// @param file the file
  /// @param start where the count of chunks stands
  /// @param end where the CPU's data ends, within the file
  ChunkedPages(
      ByteView file,
      long start,
      long end,
      int pageSize,
      ChunkCodec codec,
      UnpackBudget budget,
      Damage damage) {
    this.file = file;
    this.first = start;
    this.end = Math.min(end + COUNT, file.size());
    this.pageSize = pageSize;
    this.codec = codec;
    this.budget = budget;
    this.damage = damage;
    this.data = new ByteView(MemorySegment.ofArray(buffer), file.bigEndian());
    at = start;
    if (end - start >= 4) {
      chunksLeft = file.u32(start);
      at += 4;
    }
  }

  @Override
  public boolean next() throws IOException {
    while (filled - nextStart < pageSize && chunk()) {
      // Another chunk has been appended.
    }
    if (nextStart >= filled) {
      return false;
    }
    start = nextStart;
    nextStart = Math.min(filled, nextStart + pageSize);
    cut |= nextStart - start < pageSize;
    return true;
  }

  /// Appends the next chunk to what is left of the one before.
  private boolean chunk() {
    if (chunksLeft == 0) {
      return false;
    }
    chunksLeft--;
    chunkAt = at;
    if (end - at < CHUNK_HEADER) {
      return fail("the file ends before a packed chunk");
    }
    long packed = file.u32(at);
    long unpacked = file.u32(at + 4);
    if (packed > end - at - CHUNK_HEADER) {
      return fail("a packed chunk is longer than its CPU's data");
    }
    int rest = filled - nextStart;
    if (!codec.allows(packed, unpacked) || !reserve(rest + unpacked)) {
      return fail("a packed chunk claims an impossible size");
    }
    System.arraycopy(buffer, nextStart, buffer, 0, rest);
    nextStart = 0;
    filled = rest;
    try {
      codec.unpack(file.segment(), at + CHUNK_HEADER, (int) packed, buffer, rest, (int) unpacked);
    } catch (IOException e) {
      return fail("a packed chunk is damaged");
    }
    filled += (int) unpacked;
    at += CHUNK_HEADER + packed;
    return true;
  }

  private boolean reserve(long size) {
    if (size <= buffer.length) {
      return true;
    }
    if (!budget.take(size - buffer.length)) {
      return false;
    }
    buffer = Arrays.copyOf(buffer, (int) size);
    data = new ByteView(MemorySegment.ofArray(buffer), file.bigEndian());
    return true;
  }

  private boolean fail(String what) {
    damage.at(what, at);
    chunksLeft = 0;
    return false;
  }

  @Override
  public ByteView data() {
    return data;
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public int length() {
    return nextStart - start;
  }

  @Override
  public long fileOffset() {
    return chunkAt;
  }

  @Override
  public long bytesRead() {
    return Math.min(at, end) - first;
  }

  @Override
  public boolean cut() {
    return cut;
  }
}
