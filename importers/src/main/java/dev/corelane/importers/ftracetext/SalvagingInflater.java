package dev.corelane.importers.ftracetext;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// A zlib stream that ends where it is damaged.
final class SalvagingInflater extends InflaterInputStream {
  private boolean damaged;

  SalvagingInflater(InputStream in) {
    super(in);
  }

  /// Whether the stream ended before its end.
  boolean damaged() {
    return damaged;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (damaged) {
      return -1;
    }
    try {
      return super.read(buffer, offset, length);
    } catch (ZipException | EOFException e) {
      damaged = true;
      return -1;
    }
  }
}
