package dev.corelane.cli.report;

import dev.corelane.analysis.knowledge.VersionedText;
import dev.corelane.analysis.knowledge.WaitEventKnowledge;
import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.analysis.observer.ObserverWarning;
import dev.corelane.analysis.postgres.WaitProfile;
import dev.corelane.analysis.postgres.WaitProfileRow;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/// What PostgreSQL's backends waited for: what `waits` prints.
public final class WaitsReport implements Report {
  private static final int MOST_EXPLAINED = 5;

  /// Waits that need no explanation: for work, and for the client.
  private static final Set<String> IDLE = Set.of("Activity", "Client", "");

  private final int version;
  private final ObserverEffect observer;
  private final WaitProfile profile;
  private final PatternSection patterns;
  private final long limit;
  private final WaitEventLibrary library = WaitEventLibrary.load();

  /// @param version major version of PostgreSQL, 0 if it is not known
  /// @param observer how much the recording changed what it measured
  /// @param profile the waits
  /// @param patterns known incidents that it shows signs of, and changes of level
  /// @param limit how many rows of a list at most
  public WaitsReport(
      int version,
      ObserverEffect observer,
      WaitProfile profile,
      PatternSection patterns,
      long limit) {
    this.version = version;
    this.observer = observer;
    this.profile = profile;
    this.patterns = patterns;
    this.limit = limit;
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("postgres", version != 0, version);
          json.array(
              "warnings", ObserverWarning.of(observer), warning -> json.field("text", warning));
          json.array("events", first(profile.byEvent()), row -> event(json, row));
          json.array(
              "applications",
              first(profile.byApplication()),
              row -> named(json, "label", row.application(), row));
          json.array(
              "queries", first(profile.byQuery()), row -> named(json, "query", row.query(), row));
          patterns.write(json);
        });
  }

  private List<WaitProfileRow> first(List<WaitProfileRow> rows) {
    return rows.stream().limit(limit).toList();
  }

  private void event(JsonReport json, WaitProfileRow row) {
    json.field("type", row.type());
    json.field("event", row.event());
    counts(json, row);
    WaitEventKnowledge known =
        library.find(row.type(), row.event()).map(k -> k.in(version)).orElse(null);
    json.array(
        "means",
        known == null ? List.<VersionedText>of() : known.meaning(),
        text -> json.field("text", text.text()));
    json.array(
        "remedies",
        known == null ? List.<VersionedText>of() : known.remedies(),
        text -> json.field("text", text.text()));
  }

  private static void named(JsonReport json, String field, String name, WaitProfileRow row) {
    json.field(field, name);
    counts(json, row);
  }

  private static void counts(JsonReport json, WaitProfileRow row) {
    json.field("samples", row.samples());
    json.field("timeNs", row.timeNs());
    json.field("running", row.running());
    json.field("runnable", row.runnable());
    json.field("asleep", row.asleep());
    json.field("unknown", row.unknown());
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    Limits.beware(out, ObserverWarning.of(observer));
    patterns.print(out);
    out.println(patterns.isEmpty() ? "It does not look like one of the known incidents.\n" : "");
    if (profile.rows().isEmpty()) {
      out.println("There are no wait samples; add those of pg_wait_sampling or pg_stat_activity.");
      return;
    }
    printProfile(out);
    printKnowledge(out);
  }

  private void printProfile(PrintStream out) {
    var table =
        new TextTable()
            .text("wait event")
            .number("samples")
            .number("on a CPU")
            .number("waiting for one")
            .number("asleep")
            .number("not told");
    List<WaitProfileRow> rows = profile.byEvent();
    for (WaitProfileRow row : first(rows)) {
      table.row(
          row.type().isEmpty() ? "none" : PlainText.of(row.type() + ':' + row.event()),
          Units.count(row.samples()),
          Units.percent(row.running(), row.samples()),
          Units.percent(row.runnable(), row.samples()),
          Units.percent(row.asleep(), row.samples()),
          Units.percent(row.unknown(), row.samples()));
    }
    table.print(out);
    Limits.tellRest(out, Math.max(0, rows.size() - limit), "wait events");
  }

  private void printKnowledge(PrintStream out) {
    profile.byEvent().stream()
        .filter(row -> !IDLE.contains(row.type()))
        .limit(MOST_EXPLAINED)
        .flatMap(row -> library.find(row.type(), row.event()).stream())
        .map(known -> known.in(version))
        .forEach(
            known -> {
              out.println();
              out.println(known.type() + ':' + known.name());
              texts(out, "means", known.meaning());
              texts(out, "cause", known.causes());
              texts(out, "look at", known.lookAt());
              texts(out, "helps", known.remedies());
            });
  }

  private void texts(PrintStream out, String head, List<VersionedText> texts) {
    for (VersionedText text : texts) {
      String versions =
          version != 0 || text.versions().isEmpty() ? "" : " (" + text.versions() + ")";
      out.println("  %-8s %s".formatted(head, text.text() + versions));
    }
  }
}
