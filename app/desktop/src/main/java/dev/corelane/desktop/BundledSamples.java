package dev.corelane.desktop;

import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.session.SampleCatalog;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The recordings that the program brings along, unpacked to a folder when they are opened.
final class BundledSamples implements SampleCatalog {
  private final Path folder;

  BundledSamples(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<Sample> samples() {
    return SampleTraces.all().stream()
        .map(s -> new Sample(s.id(), s.title(), s.description()))
        .toList();
  }

  @Override
  public List<Path> files(Sample sample) throws IOException {
    SampleTrace trace =
        SampleTraces.of(sample.id()).orElseThrow(() -> new NoSuchFileException(sample.id()));
    return List.of(trace.copyTo(folder));
  }
}
