package dev.corelane.importers;

import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.file.TimelineFileException;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The one way to open traces: finds the files, recognises each by content, unpacks it if need be,
/// and imports all of them onto one timeline.
public final class Importers {
  private static final int NAMES_SHOWN = 5;

  private Importers() {}

  /// All importers of this program.
  ///
  /// @return by id
  public static List<TraceImporter> all() {
    return ServiceLoader.load(TraceImporter.class, Importers.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(TraceImporter::id))
        .toList();
  }

  /// Opens the traces of one incident: files of known formats, packed or not, folders and tar
  /// archives of them, or one `.corelane` file. The path `-` is standard input.
  ///
  /// Of several recordings of a kernel, each kind of fact is taken from the one that tells most. A
  /// file that cannot be read is a problem on the timeline as long as another one can.
  ///
  /// @param paths what to open
  /// @param monitor told of the progress, asked whether to go on
  /// @return the timeline, to be closed by the caller
  /// @throws TraceReadException if nothing can be opened, with a sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  public static Timeline open(List<Path> paths, ProgressMonitor monitor) throws TraceReadException {
    return open(paths, ImportOptions.ALL, monitor);
  }

  /// Opens a part of an incident, or one whose clocks the user knows better.
  ///
  /// @param paths what to open
  /// @param options what of it; a `.corelane` file can only be opened whole
  /// @param monitor told of the progress, asked whether to go on
  /// @return the timeline, to be closed by the caller
  /// @throws TraceReadException if nothing can be opened, with a sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  public static Timeline open(List<Path> paths, ImportOptions options, ProgressMonitor monitor)
      throws TraceReadException {
    return readable(
        paths,
        now -> {
          for (Path path : paths) {
            now.path = path;
            if (isTimelineFile(path)) {
              return openTimeline(path, paths.size(), options);
            }
          }
          try (Spool spool = new Spool()) {
            var problems = new ProblemLog();
            InputFiles files = files(paths, now, spool, problems, monitor);
            return importAll(paths, files, options, problems, monitor, spool);
          }
        });
  }

  /// Looks at files without making a timeline of them: each is read once, but its events make no
  /// facts, so that memory does not grow with it.
  ///
  /// @param paths what to look at
  /// @param monitor told of the progress, asked whether to go on
  /// @return what each file holds, those in no known format last
  /// @throws TraceReadException if a path cannot be read
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public static List<TracePreview> preview(List<Path> paths, ProgressMonitor monitor)
      throws TraceReadException {
    return preview(paths, monitor, preview -> {});
  }

  /// The same, telling of each file as soon as it was read.
  ///
  /// @param paths what to look at
  /// @param monitor told of the progress, asked whether to go on
  /// @param told gets what the list will hold, in its order
  /// @return what each file holds, those in no known format last
  /// @throws TraceReadException if a path cannot be read
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public static List<TracePreview> preview(
      List<Path> paths, ProgressMonitor monitor, Consumer<TracePreview> told)
      throws TraceReadException {
    return look(paths, monitor, (source, spool) -> new Previews(monitor, spool).of(source), told);
  }

  /// Recognises files by their beginnings and sizes, which takes no longer for large files. Only
  /// packed files are unpacked.
  ///
  /// @param paths what to look at
  /// @param monitor told of the progress, asked whether to go on
  /// @return what each file is, without its times and events, in the order of [#preview]
  /// @throws TraceReadException if a path cannot be read
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public static List<TracePreview> recognise(List<Path> paths, ProgressMonitor monitor)
      throws TraceReadException {
    return look(paths, monitor, (source, spool) -> Previews.glance(source), preview -> {});
  }

  @FunctionalInterface
  private interface Look {
    TracePreview at(Source source, Spool spool) throws IOException;
  }

  private static List<TracePreview> look(
      List<Path> paths, ProgressMonitor monitor, Look look, Consumer<TracePreview> told)
      throws TraceReadException {
    return readable(
        paths,
        now -> {
          try (Spool spool = new Spool()) {
            List<TracePreview> list = new ArrayList<>();
            List<Path> others = new ArrayList<>();
            for (Path path : paths) {
              now.path = path;
              if (isTimelineFile(path)) {
                list.add(Previews.timeline(path));
                told.accept(list.getLast());
              } else {
                others.add(path);
              }
            }
            InputFiles files = files(others, now, spool, new ProblemLog(), monitor);
            for (Source source : inOrder(files.sources())) {
              list.add(look.at(source, spool));
              told.accept(list.getLast());
            }
            for (TraceFile file : files.unknown()) {
              list.add(Previews.unknown(file));
              told.accept(list.getLast());
            }
            return List.copyOf(list);
          }
        });
  }

  /// The path that is read, for what is said when it cannot be.
  private static final class Now {
    private Path path;

    Now(Path path) {
      this.path = path;
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(Now now) throws IOException;
  }

  private static <T> T readable(List<Path> paths, Reading<T> reading) throws TraceReadException {
    if (paths.isEmpty()) {
      throw new TraceReadException("No file was named.");
    }
    var now = new Now(paths.getFirst());
    try {
      return reading.read(now);
    } catch (TimelineFileException e) {
      throw new TraceReadException(e.getMessage(), e);
    } catch (TraceReadException e) {
      throw e;
    } catch (IOException e) {
      throw new TraceReadException(InputFiles.cannotRead(now.path, e), e);
    }
  }

  private static InputFiles files(
      List<Path> paths, Now now, Spool spool, ProblemLog problems, ProgressMonitor monitor)
      throws IOException {
    var files = new InputFiles(all(), spool, problems, monitor);
    for (Path path : paths) {
      now.path = path;
      files.add(path);
    }
    return files;
  }

  private static Timeline openTimeline(Path path, int named, ImportOptions options)
      throws IOException {
    if (named > 1) {
      throw new TraceReadException(
          path + " is a finished timeline, to which nothing can be added; open it by itself.");
    }
    if (!options.equals(ImportOptions.ALL)) {
      throw new TraceReadException(
          path + " is a finished timeline, which can only be opened whole; choose when importing.");
    }
    return TimelineFile.open(path);
  }

  private static Timeline importAll(
      List<Path> paths,
      InputFiles files,
      ImportOptions options,
      ProblemLog problems,
      ProgressMonitor monitor,
      Spool spool)
      throws IOException {
    List<TraceFile> unknown = files.unknown();
    if (files.sources().isEmpty()) {
      throw switch (unknown.size()) {
        case 0 -> new TraceReadException(nothingThere(paths, problems));
        case 1 -> new TraceReadException(UnknownFormat.sentence(unknown.getFirst()));
        default -> new TraceReadException(noneRead(unknown));
      };
    }
    tell(unknown, problems);
    List<Source> wanted =
        inOrder(files.sources()).stream().filter(source -> !options.drops(source)).toList();
    for (String name : options.dropped()) {
      if (files.sources().stream().noneMatch(source -> source.named(name))) {
        problems.add(IncidentProblems.NO_SUCH_FILE, "--drop names " + name, "", -1);
      }
    }
    if (wanted.isEmpty()) {
      throw new TraceReadException(
          "All files were dropped ("
              + shown(files.sources().stream().map(Source::shortName).toList())
              + "); nothing is left to open.");
    }
    return new IncidentImport(options, problems, monitor, spool).run(wanted);
  }

  private static String nothingThere(List<?> paths, ProblemLog problems) {
    return problems.problems().stream()
        .filter(p -> p.id().equals(IncidentProblems.NOT_READ.id()))
        .map(ImportProblem::message)
        .findFirst()
        .orElse("There is no file in " + shown(paths) + ".");
  }

  private static boolean empty(TraceFile file) {
    return file.content().byteSize() == 0;
  }

  private static String noneRead(List<TraceFile> unknown) {
    List<TraceFile> empty = unknown.stream().filter(Importers::empty).toList();
    if (empty.size() == unknown.size()) {
      return "All " + unknown.size() + " files are empty: " + names(unknown) + ".";
    }
    return "None of the "
        + unknown.size()
        + " files is in a format that Corelane reads: "
        + names(unknown)
        + (empty.isEmpty() ? "." : "; empty are " + names(empty) + ".");
  }

  private static void tell(List<TraceFile> unknown, ProblemLog problems) {
    List<TraceFile> empty = unknown.stream().filter(Importers::empty).toList();
    List<TraceFile> others = unknown.stream().filter(file -> !empty(file)).toList();
    if (!empty.isEmpty()) {
      tell(IncidentProblems.EMPTY, "empty: " + names(empty), empty.size(), problems);
    }
    if (!others.isEmpty()) {
      tell(IncidentProblems.NOT_A_TRACE, "not read: " + names(others), others.size(), problems);
    }
  }

  private static void tell(ProblemKind kind, String message, int count, ProblemLog problems) {
    problems.add(kind, message, "", -1, ImportProblem.NO_TIME, count);
  }

  /// Recordings before what is placed on their clock, the richest format first.
  private static List<Source> inOrder(List<Source> sources) {
    return sources.stream()
        .sorted(
            Comparator.<Source, SourceKind>comparing(s -> s.importer().kind())
                .thenComparing(s -> -s.importer().richness())
                .thenComparing(s -> -s.size()))
        .toList();
  }

  private static String names(List<TraceFile> files) {
    return shown(files.stream().map(TraceFile::shortName).toList());
  }

  private static String shown(List<?> names) {
    String shown =
        names.stream().limit(NAMES_SHOWN).map(Object::toString).collect(Collectors.joining(", "));
    int more = names.size() - NAMES_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static boolean isTimelineFile(Path path) throws IOException {
    if (path.toString().equals("-") || !Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return TimelineFile.recognises(in.readNBytes(TraceHead.LONGEST));
    }
  }
}
