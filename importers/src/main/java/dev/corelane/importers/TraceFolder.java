package dev.corelane.importers;

import dev.corelane.importers.io.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A folder, on disk or in an archive, that may be a trace. Its files are named by their path below
/// it, with `/` between the parts; links are not followed.
public final class TraceFolder {
  /// A whole copy of tracefs has some 20,000 files.
  private static final int MOST_FILES = 200_000;

  private static final int DEEPEST = 6;

  /// Where the bytes of the files come from.
  private sealed interface Content {
    MemorySegment map(String file) throws IOException;

    byte[] head(String file, int most) throws IOException;
  }

  private record OnDisk(Path path, Spool spool) implements Content {
    @Override
    public MemorySegment map(String file) throws IOException {
      return spool.map(path.resolve(file));
    }

    /// Files of tracefs claim to be empty and cannot be mapped, but can be read.
    @Override
    public byte[] head(String file, int most) throws IOException {
      try (InputStream in = Files.newInputStream(path.resolve(file))) {
        return in.readNBytes(most);
      }
    }
  }

  private record InArchive(Map<String, MemorySegment> entries) implements Content {
    @Override
    public MemorySegment map(String file) throws IOException {
      MemorySegment bytes = entries.get(file);
      if (bytes == null) {
        throw new IOException("the archive has no " + file);
      }
      return bytes;
    }

    @Override
    public byte[] head(String file, int most) throws IOException {
      MemorySegment bytes = map(file);
      return bytes.asSlice(0, Math.min(most, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private final String name;
  private final Content content;
  private final SortedSet<String> files;

  private TraceFolder(String name, Content content, SortedSet<String> files) {
    this.name = name;
    this.content = content;
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
    Files.walkFileTree(path, Set.of(), DEEPEST, new Lister(path, names));
    return new TraceFolder(path.toString(), new OnDisk(path, spool), names);
  }

  /// Gathers files; what is below a folder that cannot be read is left out.
  private static final class Lister extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedSet<String> names;

    Lister(Path root, SortedSet<String> names) {
      this.root = root;
      this.names = names;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (Files.isRegularFile(file)) {
        names.add(root.relativize(file).toString().replace('\\', '/'));
      }
      return names.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /// A folder of an archive.
  ///
  /// @param name what it is called
  /// @param entries its files, unpacked, by their path below it
  /// @return the folder
  static TraceFolder of(String name, Map<String, MemorySegment> entries) {
    var copy = new TreeMap<>(entries);
    return new TraceFolder(name, new InArchive(copy), copy.navigableKeySet());
  }

  /// @return the name the user gave
  public String name() {
    return name;
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
    return content.map(file);
  }

  /// Reads the beginning of a file.
  ///
  /// @param file a name of [#files()]
  /// @param most how many bytes at most
  /// @return them as text, malformed UTF-8 replaced
  /// @throws IOException if it cannot be read
  public String text(String file, int most) throws IOException {
    return new String(content.head(file, most), StandardCharsets.UTF_8);
  }
}
