package dev.corelane.importers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of an archive, with a bound on what its headers may take together: the reader of tar
/// archives holds long names and extended headers in memory, however long they say they are.
final class ArchiveInput extends FilterInputStream {
  /// 2000 entries with long names take 4 MiB.
  private static final int MOST_HEADER_BYTES = 8 << 20;

  private boolean headers;
  private long headerBytes;

  /// @param in the archive
  ArchiveInput(InputStream in) {
    super(in);
  }

  /// What is read from here on belongs to headers, or not.
  ///
  /// @param now whether it does
  void headers(boolean now) {
    headers = now;
  }

  private int count(int n) throws IOException {
    if (headers && n > 0) {
      headerBytes += n;
      if (headerBytes > MOST_HEADER_BYTES) {
        throw new IOException("its headers take more than " + (MOST_HEADER_BYTES >> 20) + " MiB");
      }
    }
    return n;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return count(super.read(buffer, offset, length));
  }
}
