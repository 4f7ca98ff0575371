package dev.corelane.importers;

import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.file.TimelineFileException;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
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
  /// Of several recordings of a kernel, the one that tells most is used. A file that cannot be read
  /// is a problem on the timeline as long as another one can.
  ///
  /// @param paths what to open
  /// @param monitor told of the progress, asked whether to go on
  /// @return the timeline, to be closed by the caller
  /// @throws TraceReadException if nothing can be opened, with a sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  public static Timeline open(List<Path> paths, ProgressMonitor monitor) throws TraceReadException {
    if (paths.isEmpty()) {
      throw new TraceReadException("No file was named.");
    }
    Path now = paths.getFirst();
    try {
      for (Path path : paths) {
        now = path;
        if (isTimelineFile(path)) {
          return openTimeline(path, paths.size());
        }
      }
      try (Spool spool = new Spool();
          TimelineBuilder builder = new TimelineBuilder()) {
        var problems = new ProblemLog();
        var files = new InputFiles(all(), spool, problems, monitor);
        for (Path path : paths) {
          now = path;
          files.add(path);
        }
        var context = new ImportContext(builder, problems, monitor, spool);
        importAll(files, context);
        for (ImportProblem problem : problems.problems()) {
          builder.problem(problem);
        }
        return builder.build(monitor);
      }
    } catch (TimelineFileException e) {
      throw new TraceReadException(e.getMessage(), e);
    } catch (TraceReadException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new TraceReadException("There is no file " + now + ".", e);
    } catch (IOException e) {
      throw new TraceReadException("Cannot read " + now + ": " + InputFiles.reason(e) + ".", e);
    }
  }

  private static Timeline openTimeline(Path path, int named) throws IOException {
    if (named > 1) {
      throw new TraceReadException(
          path + " is a finished timeline, to which nothing can be added; open it by itself.");
    }
    return TimelineFile.open(path);
  }

  private static void importAll(InputFiles files, ImportContext context) throws IOException {
    List<TraceFile> unknown = files.unknown();
    if (files.sources().isEmpty()) {
      throw switch (unknown.size()) {
        case 0 -> new TraceReadException("There is no file in the folder or archive.");
        case 1 -> unknownFormat(unknown.getFirst());
        default ->
            new TraceReadException(
                "None of the "
                    + unknown.size()
                    + " files is in a format that Corelane reads: "
                    + names(unknown)
                    + ".");
      };
    }
    if (!unknown.isEmpty()) {
      context
          .problems()
          .add(
              IncidentProblems.NOT_A_TRACE,
              "not read: " + names(unknown),
              "",
              -1,
              ImportProblem.NO_TIME,
              unknown.size());
    }
    List<Source> sources = new ArrayList<>(files.sources());
    sources.sort(
        Comparator.<Source, SourceKind>comparing(s -> s.importer().kind())
            .thenComparing(s -> -s.importer().richness())
            .thenComparing(s -> -s.size()));
    importInTurn(sources, context);
  }

  private static void importInTurn(List<Source> sources, ImportContext context) throws IOException {
    TraceReadException first = null;
    Source recording = null;
    int imported = 0;
    for (Source source : sources) {
      boolean isRecording = source.importer().kind() == SourceKind.RECORDING;
      if (isRecording && recording != null) {
        skip(source, recording, context);
        continue;
      }
      if (source.importer().kind() == SourceKind.MONOTONIC
          && !context.incident().monotonicKnown()) {
        context
            .problems()
            .add(
                IncidentProblems.NOT_MONOTONIC,
                "times of CLOCK_MONOTONIC cannot be placed",
                source.name(),
                -1);
        continue;
      }
      if (source.importer().kind() == SourceKind.COMPANION
          && !context.incident().wallClockKnown()) {
        context
            .problems()
            .add(
                IncidentProblems.CLOCK_UNKNOWN,
                "wall-clock times cannot be placed",
                source.name(),
                -1);
        continue;
      }
      try {
        source.importInto(context);
        imported++;
        recording = isRecording ? source : recording;
      } catch (TraceReadException e) {
        first = first == null ? e : first;
        context.problems().add(IncidentProblems.NOT_READ, e.getMessage(), source.name(), -1);
      }
    }
    if (imported == 0 && first != null) {
      throw first;
    }
  }

  private static void skip(Source source, Source recording, ImportContext context) {
    context
        .problems()
        .add(
            IncidentProblems.SECOND_RECORDING,
            source.importer().displayName()
                + " was not used beside "
                + recording.name()
                + ", which tells more",
            source.name(),
            -1);
  }

  private static TraceReadException unknownFormat(TraceFile file) {
    if (file.content().byteSize() == 0) {
      return new TraceReadException(file.name() + " is empty.");
    }
    TraceHead head = InputFiles.traceHead(file, InputFiles.head(file.content()));
    List<String> reasons = new ArrayList<>();
    for (TraceImporter importer : all()) {
      reasons.add(importer.displayName() + ": " + importer.probe(head).reason());
    }
    return new TraceReadException(
        file.name() + " is in no format that Corelane reads (" + String.join("; ", reasons) + ").");
  }

  private static String names(List<TraceFile> files) {
    String shown =
        files.stream()
            .limit(NAMES_SHOWN)
            .map(TraceFile::shortName)
            .collect(Collectors.joining(", "));
    int more = files.size() - NAMES_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static boolean isTimelineFile(Path path) throws IOException {
    if (path.toString().equals("-") || !Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return TimelineFile.recognises(in.readNBytes(InputFiles.HEAD));
    }
  }
}
