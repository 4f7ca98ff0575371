package dev.corelane.desktop.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Two samples whose files have the names of their ids.
public final class TestSamples implements SampleCatalog {
  @Override
  public List<Sample> samples() {
    return List.of(
        new Sample("one", "First sample", "Shows one thing."),
        new Sample("two", "Second sample", "Shows another thing."));
  }

  @Override
  public List<Path> files(Sample sample) throws IOException {
    return List.of(Path.of(sample.id()));
  }
}
