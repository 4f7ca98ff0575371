package dev.corelane.importers.postgres;

import dev.corelane.importers.Importers;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes small files, opens them as the program does, and prints facts so that they can be
/// compared.
final class PostgresFiles {
  private PostgresFiles() {}

  /// Opens texts as the files of one incident.
  ///
  /// @param folder where to write them
  /// @param namesAndTexts name, text, name, text, ...
  static Timeline open(Path folder, String... namesAndTexts) throws IOException {
    Path incident = Files.createTempDirectory(folder, "incident");
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      Files.writeString(
          incident.resolve(namesAndTexts[i]), namesAndTexts[i + 1], StandardCharsets.UTF_8);
    }
    return Importers.open(List.of(incident), ProgressMonitor.NONE);
  }

  /// Opens a file in a folder of its own for as long as a look takes.
  static <T> T look(String name, String text, Function<Timeline, T> look) {
    try {
      Path folder = Files.createTempDirectory("corelane-postgres");
      try (Timeline timeline = open(folder, name, text)) {
        return look.apply(timeline);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nanoseconds of a UTC time ("2026-11-21T09:34:37.5Z").
  static long at(String instant) {
    Instant i = Instant.parse(instant);
    return i.getEpochSecond() * 1_000_000_000L + i.getNano();
  }

  static <T extends Record> List<T> all(FactTable<T> table) {
    List<T> list = new ArrayList<>();
    for (long row = 0; row < table.size(); row++) {
      list.add(table.get(row));
    }
    return list;
  }

  private static String time(long ns) {
    return Instant.ofEpochSecond(
            Math.floorDiv(ns, 1_000_000_000L), Math.floorMod(ns, 1_000_000_000L))
        .toString()
        .replace("2026-11-21T", "");
  }

  /// `TIME PID TYPE:EVENT query QUERYID`.
  static List<String> samples(Timeline timeline) {
    List<String> lines = new ArrayList<>();
    for (WaitSample s : all(timeline.waitSamples())) {
      WaitEvent event = s.event() < 0 ? null : timeline.waitEvents().get(s.event());
      lines.add(
          time(s.timeNs())
              + " "
              + timeline.task(s.task()).tid()
              + " "
              + (event == null ? "-" : event.type() + ":" + event.name())
              + " query "
              + s.queryId());
    }
    return lines;
  }

  /// `START END PID CATEGORY NAME [OUTCOME] PROVENANCE`.
  static List<String> spans(Timeline timeline) {
    List<String> lines = new ArrayList<>();
    for (Span s : all(timeline.spans())) {
      lines.add(
          String.join(
              " ",
              time(s.startNs()),
              time(s.endNs()),
              "" + timeline.task(s.task()).tid(),
              s.category(),
              "'" + s.name() + "'" + (s.outcome().isEmpty() ? "" : " " + s.outcome()),
              "" + s.provenance()));
    }
    return lines;
  }

  /// `START END PID MODE on LOCK [after HOLDER] acquired|given-up PROVENANCE`.
  static List<String> waits(Timeline timeline) {
    List<String> lines = new ArrayList<>();
    for (LockWait w : all(timeline.waits())) {
      lines.add(
          String.join(
              " ",
              time(w.startNs()),
              time(w.endNs()),
              "" + timeline.task(w.task()).tid(),
              "" + w.mode(),
              "on",
              timeline.locks().get(w.lock()).name(),
              "after " + timeline.task(w.holder()).tid(),
              w.acquired() ? "acquired" : "given-up",
              "" + w.provenance()));
    }
    return lines;
  }

  /// `TIME PID CATEGORY TEXT`.
  static List<String> marks(Timeline timeline) {
    List<String> lines = new ArrayList<>();
    for (Mark m : all(timeline.marks())) {
      lines.add(
          time(m.timeNs())
              + " "
              + timeline.task(m.task()).tid()
              + " "
              + m.category()
              + " "
              + m.text());
    }
    return lines;
  }

  /// The label of the task with a process id.
  static String label(Timeline timeline, int pid) {
    return timeline.tasksOfTid(pid).getFirst().label();
  }
}
