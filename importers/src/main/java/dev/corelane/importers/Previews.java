package dev.corelane.importers;

import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at sources without making facts of their events.
final class Previews {
  private static final String TIMELINE_FILE = "corelane";

  private final ProgressMonitor monitor;
  private final Spool spool;

  Previews(ProgressMonitor monitor, Spool spool) {
    this.monitor = monitor;
    this.spool = spool;
  }

  TracePreview of(Source source) throws IOException {
    var window = EventWindow.nothing();
    try (var builder = new TimelineBuilder()) {
      var context =
          new ImportContext(
              builder, new ProblemLog(), monitor, spool, new Incident(builder), window);
      try {
        source.importInto(context);
      } catch (TraceReadException e) {
        return preview(source, source.size(), null, 0, null, e.getMessage());
      }
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        boolean told = timeline.range().durationNs() > 0;
        TimeRange range = window.any() ? window.seen() : told ? timeline.range() : null;
        long bytes = timeline.sources().stream().mapToLong(TraceSource::bytes).sum();
        int cpus = window.any() ? window.cpus() : timeline.cpus().size();
        return preview(source, Math.max(bytes, source.size()), range, cpus, timeline, "");
      }
    }
  }

  /// What a source is, without reading it.
  static TracePreview glance(Source source) {
    return preview(source, source.size(), null, 0, null, "");
  }

  /// A finished timeline, which knows what it holds.
  static TracePreview timeline(Path path) throws IOException {
    try (Timeline timeline = TimelineFile.open(path)) {
      return new TracePreview(
          path.toString(),
          TIMELINE_FILE,
          "Corelane timeline",
          Files.size(path),
          timeline.range(),
          timeline.cpus().size(),
          timeline.clocks().isEmpty() ? "" : timeline.clocks().getFirst().name(),
          timeline.eventCounts().stream().filter(e -> e.count() > 0).toList(),
          "");
    }
  }

  static TracePreview unknown(TraceFile file) {
    return new TracePreview(
        file.name(),
        "",
        "",
        file.content().byteSize(),
        null,
        0,
        "",
        List.of(),
        String.join("; ", UnknownFormat.reasons(file)));
  }

  private static TracePreview preview(
      Source source,
      long bytes,
      @Nullable TimeRange range,
      int cpus,
      @Nullable Timeline timeline,
      String refusal) {
    return new TracePreview(
        source.name(),
        source.importer().id(),
        source.importer().displayName(),
        bytes,
        range,
        cpus,
        timeline == null ? "" : clock(timeline),
        timeline == null
            ? List.of()
            : timeline.eventCounts().stream().filter(e -> e.count() > 0).toList(),
        refusal);
  }

  private static String clock(Timeline timeline) {
    int clock = timeline.sources().isEmpty() ? -1 : timeline.sources().getFirst().clock();
    if (clock >= 0) {
      return timeline.clocks().get(clock).name();
    }
    return timeline.clocks().isEmpty() ? "" : ClockDomain.REALTIME;
  }
}
