package dev.corelane.importers.ftrace;

import dev.corelane.importers.io.ByteView;
import java.io.IOException;

/// The ring-buffer pages of one CPU, one after another.
interface PageSource {
  /// Goes to the next page; the one before is no longer valid.
  ///
  /// @return whether there is one
  /// @throws IOException if the system cannot read it
  boolean next() throws IOException;

  /// Where the page is.
  ByteView data();

  /// Offset of the page in [#data()].
  long start();

  /// Bytes of the page that are there; the last page of a cut file is shorter than the others.
  int length();

  /// Place in the file, for problems.
  long fileOffset();

  /// Bytes of the file read so far, for the progress.
  long bytesRead();

  /// Whether data ended within a page.
  boolean cut();
}
