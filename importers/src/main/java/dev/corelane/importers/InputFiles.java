package dev.corelane.importers;

import dev.corelane.importers.io.SegmentInputStream;
import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Turns what the user named into files that can be read: folders and archives into the files in
/// them, packed files into what is in them.
final class InputFiles {

  /// An incident has tens of files; thousands are a home folder dropped by mistake.
  private static final int MOST_FILES = 2000;

  private static final int DEEPEST_FOLDER = 6;

  /// Longest path of a folder in an archive that is looked at as a trace.
  private static final int LONGEST_FOLDER = 1000;

  /// Longest name of an archive's entry that is shown whole.
  private static final int LONGEST_SHOWN = 255;

  /// Packed files in packed files: a `.tar.zst` of `.gz` files is two deep.
  private static final int DEEPEST_PACKING = 4;

  private final Spool spool;
  private final ProblemLog problems;
  private final ProgressMonitor monitor;
  private final List<TraceImporter> importers;
  private final List<Source> sources = new ArrayList<>();
  private final List<TraceFile> unknown = new ArrayList<>();

  /// Files and folders that were found: named twice, or by themselves and in their folder, they are
  /// the same facts.
  private final Set<Path> taken = new HashSet<>();

  @FunctionalInterface
  private interface Probe {
    ProbeResult of(TraceImporter importer) throws IOException;
  }

  InputFiles(
      List<TraceImporter> importers, Spool spool, ProblemLog problems, ProgressMonitor monitor) {
    this.importers =
        importers.stream().sorted(Comparator.comparingInt(i -> -i.richness())).toList();
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
    } else if (Files.isDirectory(path)) {
      addFolder(path, 0);
    } else if (isStream(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        addContent(path.toString(), spool.spool(in, path.toString(), monitor), 0);
      }
    } else {
      addFile(path);
    }
  }

  /// Pipes (`<(zcat ...)`), and the files of tracefs and /proc, which claim to be empty, cannot be
  /// mapped. Only what was named is read as a stream: within a folder, a pipe might never end.
  private static boolean isStream(Path path) throws IOException {
    return Files.exists(path) && (!Files.isRegularFile(path) || Files.size(path) == 0);
  }

  /// @return what an importer wants to read, so far
  List<Source> sources() {
    return sources;
  }

  /// @return files that no importer knows, so far
  List<TraceFile> unknown() {
    return unknown;
  }

  private void addFile(Path path) throws IOException {
    if (!taken.add(path.toRealPath())) {
      return;
    }
    addContent(path.toString(), spool.map(path), 0);
  }

  private void addFolder(Path path, int depth) throws IOException {
    TraceFolder folder = TraceFolder.of(path, spool);
    TraceImporter importer = surest(i -> i.probeFolder(folder));
    if (importer != null) {
      if (taken.add(path.toRealPath())) {
        sources.add(new Source.OfFolder(folder, importer));
      }
      return;
    }
    List<Path> children;
    try (Stream<Path> list = Files.list(path)) {
      children = list.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
    }
    for (Path child : children) {
      if (full(path.toString())) {
        return;
      }
      try {
        if (Files.isRegularFile(child)) {
          addFile(child);
        } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && depth < DEEPEST_FOLDER) {
          addFolder(child, depth + 1);
        }
      } catch (FileSystemException e) {
        problems.add(IncidentProblems.NOT_READ, cannotRead(child, e), child.toString(), -1);
      }
    }
  }

  private void addContent(String name, MemorySegment content, int depth) throws IOException {
    byte[] head = TraceHead.bytesOf(content);
    Packing packing = depth < DEEPEST_PACKING ? Packing.of(head) : null;
    if (packing != null) {
      addContent(name, unpack(name, packing, content), depth + 1);
    } else if (Packing.isTar(head)) {
      addArchive(name, content, depth);
    } else {
      addTrace(new TraceFile(name, content, List.of()), head);
    }
  }

  private void addTrace(TraceFile file, byte[] head) throws IOException {
    if (TimelineFile.recognises(head)) {
      throw new TraceReadException(
          file.name()
              + " is a .corelane file inside a stream, a folder or an archive; open it by itself,"
              + " as a file of its own, which is then mapped without reading it whole.");
    }
    TraceHead traceHead = traceHead(file, head);
    TraceImporter importer = surest(i -> i.probe(traceHead));
    if (importer == null) {
      unknown.add(file);
    } else {
      sources.add(new Source.OfFile(file, importer));
    }
  }

  /// The importer that is surest, of several the one whose format tells most. The richest formats
  /// have a magic number and are asked first; then nobody else is, for asking all of them takes
  /// longer than reading a small file.
  private @Nullable TraceImporter surest(Probe probe) throws IOException {
    TraceImporter best = null;
    int confidence = 0;
    for (TraceImporter importer : importers) {
      ProbeResult result = probe.of(importer);
      if (result.confidence() > confidence) {
        best = importer;
        confidence = result.confidence();
      }
      if (confidence >= ProbeResult.CERTAIN) {
        break;
      }
    }
    return best;
  }

  /// The beginning of a file, for the importers' probes.
  static TraceHead traceHead(TraceFile file, byte[] head) {
    return new TraceHead(file.shortName(), head, file.content().byteSize());
  }

  private MemorySegment unpack(String name, Packing packing, MemorySegment content)
      throws IOException {
    try (InputStream in =
        packing.unpack(new BufferedInputStream(new SegmentInputStream(content), 1 << 16))) {
      return whole(name, spool.unpack(in, name, content.byteSize(), monitor));
    } catch (IOException e) {
      throw new TraceReadException(
          name + " is packed by " + packing + ", but cannot be unpacked: " + reason(e) + ".", e);
    }
  }

  private MemorySegment whole(String name, Spool.Unpacked unpacked) {
    if (unpacked.damage() != null) {
      problems.add(
          IncidentProblems.CUT_OFF,
          "unpacking gave "
              + unpacked.bytes().byteSize()
              + " bytes and then failed: "
              + reason(unpacked.damage()),
          name,
          -1);
    }
    return unpacked.bytes();
  }

  /// The entries of a tar archive. Their names are only shown, never used as paths.
  private void addArchive(String name, MemorySegment content, int depth) throws IOException {
    Map<String, MemorySegment> entries = new LinkedHashMap<>();
    var input = new ArchiveInput(new BufferedInputStream(new SegmentInputStream(content), 1 << 16));
    try (var tar = new TarArchiveInputStream(input)) {
      for (TarArchiveEntry entry = nextEntry(tar, input);
          entry != null;
          entry = nextEntry(tar, input)) {
        if (!entry.isFile() || entry.isSymbolicLink() || entry.isLink()) {
          continue;
        }
        if (found() + entries.size() >= MOST_FILES) {
          tooMany(name);
          break;
        }
        entries.put(
            entry.getName(),
            whole(
                name + "!" + shown(entry.getName()),
                spool.unpack(tar, entry.getName(), content.byteSize(), monitor)));
      }
    } catch (TraceReadException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      if (entries.isEmpty()) {
        throw new TraceReadException(
            name + " is a tar archive, but cannot be unpacked: " + reason(e) + ".", e);
      }
      problems.add(IncidentProblems.NOT_READ, "the archive is damaged: " + reason(e), name, -1);
    }
    addFolders(name, entries);
    for (Map.Entry<String, MemorySegment> entry : entries.entrySet()) {
      addContent(name + "!" + shown(entry.getKey()), entry.getValue(), depth + 1);
    }
  }

  /// The name of an entry for a message: names in an archive can be anything.
  private static String shown(String entry) {
    int length = Math.min(entry.length(), LONGEST_SHOWN);
    var text = new StringBuilder(entry.substring(0, length));
    for (int i = 0; i < length; i++) {
      if (Character.isISOControl(text.charAt(i))) {
        text.setCharAt(i, '?');
      }
    }
    return length < entry.length() ? text + "..." : text.toString();
  }

  /// Takes out of an archive the folders that are a trace each, the outermost first.
  private void addFolders(String archive, Map<String, MemorySegment> entries) throws IOException {
    var folders =
        new TreeSet<String>(
            Comparator.<String>comparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()));
    for (String entry : entries.keySet()) {
      int end = entry.indexOf('/');
      for (int level = 0; end >= 0 && level < DEEPEST_FOLDER && end < LONGEST_FOLDER; level++) {
        folders.add(entry.substring(0, end + 1));
        end = entry.indexOf('/', end + 1);
      }
    }
    for (String prefix : folders) {
      var below = new TreeMap<String, MemorySegment>();
      entries.forEach(
          (entry, bytes) -> {
            if (entry.startsWith(prefix)) {
              below.put(entry.substring(prefix.length()), bytes);
            }
          });
      TraceFolder folder = TraceFolder.of(archive + "!" + prefix, below);
      TraceImporter importer = below.isEmpty() ? null : surest(i -> i.probeFolder(folder));
      if (importer != null) {
        sources.add(new Source.OfFolder(folder, importer));
        entries.keySet().removeIf(entry -> entry.startsWith(prefix));
      }
    }
  }

  private @Nullable TarArchiveEntry nextEntry(TarArchiveInputStream tar, ArchiveInput input)
      throws IOException {
    monitor.checkCancelled();
    if (tar.getCurrentEntry() != null) {
      tar.transferTo(OutputStream.nullOutputStream());
    }
    input.headers(true);
    try {
      return tar.getNextEntry();
    } finally {
      input.headers(false);
    }
  }

  private int found() {
    return sources.size() + unknown.size();
  }

  private boolean full(String where) {
    if (found() < MOST_FILES) {
      return false;
    }
    tooMany(where);
    return true;
  }

  private void tooMany(String where) {
    problems.add(
        IncidentProblems.TOO_MANY_FILES, "there are more than " + MOST_FILES + " files", where, -1);
  }

  /// What to say of a path that cannot be read. The fault may lie with a file below it, of which
  /// some exceptions tell the path and nothing else.
  static String cannotRead(Path path, IOException e) {
    String file =
        e instanceof FileSystemException of && of.getFile() != null
            ? of.getFile()
            : path.toString();
    return switch (e) {
      case NoSuchFileException none -> "There is no file " + file + ".";
      case AccessDeniedException denied -> "Cannot read " + file + ": " + reason(denied) + ".";
      default -> "Cannot read " + path + ": " + reason(e) + ".";
    };
  }

  static String reason(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
