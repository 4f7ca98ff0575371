package dev.corelane.desktop.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The recordings that are part of the program.
public interface SampleCatalog {
  /// @return the samples in the order in which they are offered
  List<Sample> samples();

  /// The files of a sample, unpacked when needed. Called on a background thread.
  ///
  /// @param sample one of [#samples()]
  /// @return files that can be opened
  /// @throws IOException if they cannot be unpacked
  List<Path> files(Sample sample) throws IOException;
}
