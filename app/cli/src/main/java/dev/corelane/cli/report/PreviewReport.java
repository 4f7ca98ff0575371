package dev.corelane.cli.report;

import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.importers.TracePreview;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.TimeRange;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/// What files hold: what `info --preview` prints.
public final class PreviewReport implements Report {
  private final List<TracePreview> files;

  /// @param files what was seen of each
  public PreviewReport(List<TracePreview> files) {
    this.files = List.copyOf(files);
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () ->
            json.array(
                "files",
                files,
                file -> {
                  TimeRange range = file.range();
                  json.field("path", file.path());
                  json.field("importer", file.importer().isEmpty() ? null : file.importer());
                  json.field("bytes", file.bytes());
                  json.field("startNs", range != null, range == null ? 0 : range.startNs());
                  json.field("endNs", range != null, range == null ? 0 : range.endNs());
                  json.field("cpus", file.cpus());
                  json.field("clock", file.clock().isEmpty() ? null : file.clock());
                  json.field("refusal", file.refusal().isEmpty() ? null : file.refusal());
                  json.array(
                      "eventCounts",
                      events(file),
                      event -> {
                        json.field("name", event.name());
                        json.field("count", event.count());
                      });
                }));
  }

  private static List<EventCount> events(TracePreview file) {
    return file.events().stream()
        .sorted(
            Comparator.comparingLong(EventCount::count).reversed().thenComparing(EventCount::name))
        .toList();
  }

  @Override
  public boolean tellsProblems() {
    return true;
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    for (TracePreview file : files) {
      out.println(PlainText.of(file.path()));
      line(out, "Format", file.format().isEmpty() ? "not known" : file.format());
      line(out, "Size", Units.bytes(file.bytes()));
      if (!file.refusal().isEmpty()) {
        line(out, "Refused", PlainText.of(file.refusal()));
      }
      TimeRange range = file.range();
      if (range != null) {
        line(
            out,
            "Times",
            "%s to %s (%s), %s"
                .formatted(
                    Units.time(range.startNs()),
                    Units.time(range.endNs()),
                    Units.time(range.durationNs()),
                    file.clock().isEmpty() ? "clock not told" : PlainText.of(file.clock())));
      }
      if (file.cpus() > 0) {
        line(out, "CPUs", Units.count(file.cpus()));
      }
      if (!file.events().isEmpty()) {
        var table = new TextTable().number("events").text("name");
        events(file).forEach(e -> table.row(Units.count(e.count()), PlainText.of(e.name())));
        table.print(out);
      }
      out.println();
    }
  }

  private static void line(PrintStream out, String name, String value) {
    out.println("  %-8s %s".formatted(name, value));
  }
}
