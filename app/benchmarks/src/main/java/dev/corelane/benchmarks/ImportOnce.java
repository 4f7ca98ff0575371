package dev.corelane.benchmarks;

import dev.corelane.importers.Importers;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One import in a process of its own: prints events, bytes per event of the `.corelane` file that
/// it writes when a second path is given, and the most anonymous memory it had.
public final class ImportOnce {
  private ImportOnce() {}

  /// @param args the trace, and where to write a `.corelane` file
  /// @throws IOException if either fails
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    try (Timeline timeline = Importers.open(List.of(Path.of(args[0])), ProgressMonitor.NONE)) {
      long events = timeline.sources().stream().mapToLong(TraceSource::events).sum();
      System.out.println("events " + events);
      if (args.length > 1) {
        Path target = Path.of(args[1]);
        TimelineFile.write(timeline, target, ProgressMonitor.NONE);
        System.out.printf("bytes per event %.1f%n", (double) Files.size(target) / events);
      }
      Path status = Path.of("/proc/self/status");
      if (Files.exists(status)) {
        try (Stream<String> lines = Files.lines(status)) {
          lines.filter(l -> l.startsWith("RssAnon")).forEach(System.out::println);
        }
      }
    }
  }
}
