package dev.corelane.importers;

import java.io.IOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Archives made by tests.
final class Archives {
  private Archives() {}

  /// Adds a file, whatever its name.
  static void add(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
