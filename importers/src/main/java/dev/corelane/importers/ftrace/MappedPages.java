package dev.corelane.importers.ftrace;

import dev.corelane.importers.io.ByteView;

/// Pages that are in the file as they are.
final class MappedPages implements PageSource {
  private final ByteView data;
  private final long first;
  private final long end;
  private final int pageSize;
  private long start;
  private long nextStart;

  /// @param data the file
  /// @param start first page
  /// @param end where the pages end, within the file
  MappedPages(ByteView data, long start, long end, int pageSize) {
    this.data = data;
    this.first = start;
    this.start = start;
    this.nextStart = start;
    this.end = end;
    this.pageSize = pageSize;
  }

  @Override
  public boolean next() {
    if (nextStart >= end) {
      return false;
    }
    start = nextStart;
    nextStart += pageSize;
    return true;
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
    return (int) Math.min(pageSize, end - start);
  }

  @Override
  public long fileOffset() {
    return start;
  }

  @Override
  public long bytesRead() {
    return Math.min(nextStart, end) - first;
  }

  @Override
  public boolean cut() {
    return (end - first) % pageSize != 0;
  }
}
