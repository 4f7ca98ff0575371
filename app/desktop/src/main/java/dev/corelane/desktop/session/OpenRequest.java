package dev.corelane.desktop.session;

import dev.corelane.importers.ImportOptions;
import java.nio.file.Path;
import java.util.List;

/// Something the user asked to open.
public sealed interface OpenRequest {
  /// @return what a title bar says while it is open
  String title();

  /// Files or folders that belong together: one incident.
  ///
  /// @param paths at least one
  /// @param options what of them
  record Files(List<Path> paths, ImportOptions options) implements OpenRequest {
    /// @throws IllegalArgumentException if there is no path
    public Files {
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("nothing to open");
      }
      paths = List.copyOf(paths);
    }

    /// All of some files.
    ///
    /// @param paths at least one
    public Files(List<Path> paths) {
      this(paths, ImportOptions.ALL);
    }

    @Override
    public String title() {
      String first = fileName(paths.getFirst());
      return paths.size() == 1 ? first : first + " and " + (paths.size() - 1) + " more";
    }

    private static String fileName(Path path) {
      Path name = path.getFileName();
      return name == null ? path.toString() : name.toString();
    }
  }

  /// A sample.
  ///
  /// @param sample which
  record OfSample(Sample sample) implements OpenRequest {
    @Override
    public String title() {
      return sample.title();
    }
  }
}
