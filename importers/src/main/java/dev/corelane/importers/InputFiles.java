package dev.corelane.importers;

import dev.corelane.importers.io.SegmentInputStream;
import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Turns what the user named into files that can be read: folders and archives into the files in
/// them, packed files into what is in them.
final class InputFiles {
  static final int HEAD = 64 << 10;

  /// An incident has tens of files; thousands are a home folder dropped by mistake.
  private static final int MOST_FILES = 2000;

  private static final int DEEPEST_FOLDER = 6;

  /// Packed files in packed files: a `.tar.zst` of `.gz` files is two deep.
  private static final int DEEPEST_PACKING = 4;

  private final Spool spool;
  private final ProblemLog problems;
  private final ProgressMonitor monitor;
  private final List<TraceFile> files = new ArrayList<>();

  InputFiles(Spool spool, ProblemLog problems, ProgressMonitor monitor) {
    this.spool = spool;
    this.problems = problems;
    this.monitor = monitor;
  }

  /// Adds what a path stands for.
  ///
  /// @param path a file, a folder, or `-` for standard input
  /// @throws IOException if it cannot be read, or a packed file is damaged from its beginning
  void add(Path path) throws IOException {
    if (path.toString().equals("-")) {
      addContent("standard input", spool.spool(System.in, "standard input", monitor), 0);
    } else if (!Files.isDirectory(path)) {
      addFile(path);
    } else if (Files.isRegularFile(path.resolve("data"))) {
      addPerfFolder(path);
    } else {
      addFolder(path);
    }
  }

  /// @return what was found so far
  List<TraceFile> files() {
    return files;
  }

  private void addFile(Path path) throws IOException {
    addContent(path.toString(), spool.map(path), 0);
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder, DEEPEST_FOLDER, FileVisitOption.FOLLOW_LINKS)) {
      found =
          walk.filter(Files::isRegularFile)
              .filter(p -> !p.getFileName().toString().startsWith("."))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : found.subList(0, Math.min(MOST_FILES, found.size()))) {
      addFile(path);
    }
    if (found.size() > MOST_FILES) {
      tooMany(folder.toString());
    }
  }

  /// A folder that `perf record --threads` made: one trace in several files.
  private void addPerfFolder(Path folder) throws IOException {
    List<Path> list;
    try (Stream<Path> all = Files.list(folder)) {
      list =
          all.filter(p -> p.getFileName().toString().matches("data\\.\\d+"))
              .sorted(Comparator.comparingInt(InputFiles::partNumber))
              .toList();
    }
    List<MemorySegment> parts = new ArrayList<>();
    for (Path part : list) {
      parts.add(spool.map(part));
    }
    files.add(
        new TraceFile(folder.toString(), spool.map(folder.resolve("data")), List.copyOf(parts)));
  }

  private static int partNumber(Path part) {
    String digits = part.getFileName().toString().substring("data.".length());
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private void addContent(String name, MemorySegment content, int depth) throws IOException {
    byte[] head = head(content);
    Packing packing = depth < DEEPEST_PACKING ? Packing.of(head) : null;
    if (packing != null) {
      addContent(name, unpack(name, packing, content), depth + 1);
    } else if (Packing.isTar(head)) {
      addArchive(name, content, depth);
    } else {
      files.add(new TraceFile(name, content, List.of()));
    }
  }

  private MemorySegment unpack(String name, Packing packing, MemorySegment content)
      throws IOException {
    try (InputStream in =
        packing.unpack(new BufferedInputStream(new SegmentInputStream(content), 1 << 16))) {
      return spool.unpack(in, name, content.byteSize(), monitor);
    } catch (IOException e) {
      throw new TraceReadException(
          name + " is packed by " + packing + ", but cannot be unpacked: " + reason(e) + ".", e);
    }
  }

  /// The entries of a tar archive. Their names are only shown, never used as paths.
  private void addArchive(String name, MemorySegment content, int depth) throws IOException {
    int before = files.size();
    try (var tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new SegmentInputStream(content), 1 << 16))) {
      for (TarArchiveEntry entry = nextEntry(tar); entry != null; entry = nextEntry(tar)) {
        if (!entry.isFile()) {
          continue;
        }
        if (files.size() - before == MOST_FILES) {
          tooMany(name);
          return;
        }
        addContent(
            name + "!" + entry.getName(),
            spool.unpack(tar, entry.getName(), content.byteSize(), monitor),
            depth + 1);
      }
    } catch (TraceReadException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      if (files.size() == before) {
        throw new TraceReadException(
            name + " is a tar archive, but cannot be unpacked: " + reason(e) + ".", e);
      }
      problems.add(IncidentProblems.NOT_READ, "the archive is damaged: " + reason(e), name, -1);
    }
  }

  private static @Nullable TarArchiveEntry nextEntry(TarArchiveInputStream tar) throws IOException {
    return tar.getNextEntry();
  }

  private void tooMany(String where) {
    problems.add(
        IncidentProblems.TOO_MANY_FILES,
        "there are more than " + MOST_FILES + " files",
        where,
        -1,
        ImportProblem.NO_TIME,
        1);
  }

  static byte[] head(MemorySegment content) {
    return content.asSlice(0, Math.min(HEAD, content.byteSize())).toArray(ValueLayout.JAVA_BYTE);
  }

  static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
