package dev.corelane.desktop.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How large files and folders are.
final class FileSizes {
  private static final int DEEPEST = 8;
  private static final int MOST_FILES = 4096;

  private FileSizes() {}

  /// Whether files hold so much. What cannot be looked at counts as empty.
  ///
  /// @param paths files and folders
  /// @param bytes a sum of sizes
  /// @return true if they hold as much or more
  static boolean atLeast(List<Path> paths, long bytes) {
    long sum = 0;
    for (Path path : paths) {
      try (Stream<Path> walk = Files.walk(path, DEEPEST)) {
        sum += walk.limit(MOST_FILES).mapToLong(FileSizes::bytes).sum();
      } catch (IOException | UncheckedIOException e) {
        continue;
      }
      if (sum >= bytes) {
        return true;
      }
    }
    return false;
  }

  private static long bytes(Path path) {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
