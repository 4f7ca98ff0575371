package dev.corelane.importers.perf;

import dev.corelane.importers.kernel.TracepointHandler;
import org.jspecify.annotations.Nullable;

/// One event that a perf.data file describes.
final class PerfEvent {
  /// Its place in the file's list.
  final int number;

  final PerfAttr attr;
  final SampleLayout layout;
  String name;
  long samples;
  boolean resolved;
  @Nullable TracepointHandler handler;

  PerfEvent(int number, PerfAttr attr, String name) {
    this.number = number;
    this.attr = attr;
    this.layout = new SampleLayout(attr);
    this.name = name;
  }
}
