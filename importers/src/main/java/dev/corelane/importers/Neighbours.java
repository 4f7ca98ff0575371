package dev.corelane.importers;

import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The files with times of another clock that are read onto one timeline, and the recording beside
/// them, as far as an importer has to know of them before it reads its own.
///
/// @param files the files in the order in which they are read; none if the importer is alone
/// @param recorded whether the recording tells of a thread id
/// @param range when the recording was made, in nanoseconds since 1970-01-01 UTC; null if not known
public record Neighbours(List<Neighbour> files, IntPredicate recorded, @Nullable TimeRange range) {
  /// Nobody.
  public static final Neighbours NONE = new Neighbours(List.of(), tid -> false, null);

  /// A file and who reads it.
  ///
  /// @param file the file
  /// @param importer reads it
  public record Neighbour(TraceFile file, TraceImporter importer) {}

  /// Copies the list.
  public Neighbours {
    files = List.copyOf(files);
  }

  /// Whether nothing is read after a file that may tell of the same facts.
  ///
  /// @param file a file
  /// @return true if what it tells need not be remembered; false if it is none of these
  public boolean isLast(TraceFile file) {
    return !files.isEmpty() && files.getLast().file().equals(file);
  }

  static Neighbours of(List<Source> companions, IntPredicate recorded, @Nullable TimeRange range) {
    return new Neighbours(
        companions.stream()
            .filter(Source.OfFile.class::isInstance)
            .map(Source.OfFile.class::cast)
            .map(source -> new Neighbour(source.file(), source.importer()))
            .toList(),
        recorded,
        range);
  }
}
