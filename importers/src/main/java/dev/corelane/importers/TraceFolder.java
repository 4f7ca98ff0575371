package dev.corelane.importers;

import dev.corelane.importers.io.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A folder that may be a trace. Its files are named by their path below it, with `/` between the
/// parts; links are not followed.
public final class TraceFolder {
  /// A whole copy of tracefs has some 20,000 files.
  private static final int MOST_FILES = 200_000;

  private static final int DEEPEST = 6;

  private final Path path;
  private final Spool spool;
  private final SortedSet<String> files;

  private TraceFolder(Path path, Spool spool, SortedSet<String> files) {
    this.path = path;
    this.spool = spool;
    this.files = files;
  }

  /// Lists a folder.
  ///
  /// @param path the folder
  /// @param spool keeps mapped files open
  /// @return the folder with its files
  /// @throws IOException if it cannot be listed
  public static TraceFolder of(Path path, Spool spool) throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> walk = Files.walk(path, DEEPEST)) {
      walk.filter(Files::isRegularFile)
          .limit(MOST_FILES)
          .map(file -> path.relativize(file).toString().replace('\\', '/'))
          .forEach(names::add);
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    return new TraceFolder(path, spool, names);
  }

  /// @return the name the user gave
  public String name() {
    return path.toString();
  }

  /// @return names of the files, in order
  public List<String> files() {
    return List.copyOf(files);
  }

  /// @param file a name
  /// @return whether there is such a file
  public boolean has(String file) {
    return files.contains(file);
  }

  /// Maps a file.
  ///
  /// @param file a name of [#files()]
  /// @return its bytes, valid during the import
  /// @throws IOException if it cannot be read
  public MemorySegment map(String file) throws IOException {
    return spool.map(path.resolve(file));
  }

  /// Reads the beginning of a file.
  ///
  /// @param file a name of [#files()]
  /// @param most how many bytes at most
  /// @return them as text, malformed UTF-8 replaced
  /// @throws IOException if it cannot be read
  public String text(String file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(path.resolve(file))) {
      return new String(in.readNBytes(most), StandardCharsets.UTF_8);
    }
  }
}
