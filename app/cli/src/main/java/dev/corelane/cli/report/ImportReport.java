package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.timeline.Timeline;

/// What `import` did.
///
/// @param output the file written, as named by the user
/// @param bytes its size
/// @param events events of all sources
/// @param durationNs length of the recording
/// @param problems kinds of problem met while reading
public record ImportReport(String output, long bytes, long events, long durationNs, int problems)
    implements Report {
  /// @param timeline what was written
  /// @param output the file, as named by the user
  /// @param bytes its size
  /// @return the report
  public static ImportReport of(Timeline timeline, String output, long bytes) {
    return new ImportReport(
        output,
        bytes,
        timeline.sources().stream().mapToLong(TraceSource::events).sum(),
        timeline.range().durationNs(),
        timeline.problems().size());
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("output", output);
          json.field("bytes", bytes);
          json.field("events", events);
          json.field("durationNs", durationNs);
          json.field("problems", problems);
        });
  }

  @Override
  public void print(Terminal terminal) {
    String perEvent = events > 0 ? ", %.1f bytes per event".formatted((double) bytes / events) : "";
    terminal
        .out()
        .println(
            "%s: %s, %s events, %s%s"
                .formatted(
                    output,
                    new Units(terminal.micro()).duration(durationNs).strip(),
                    Units.count(events),
                    Units.bytes(bytes),
                    perEvent));
  }
}
