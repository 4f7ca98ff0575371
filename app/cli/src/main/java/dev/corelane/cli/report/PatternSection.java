package dev.corelane.cli.report;

import dev.corelane.analysis.postgres.Cliff;
import dev.corelane.analysis.postgres.IncidentPattern;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Units;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// The part of a report on known incidents that a recording looks like, and on when its rates
/// changed.
public final class PatternSection {
  private final List<IncidentPattern> patterns;
  private final List<Cliff> cliffs;

  /// @param patterns known incidents that the recording shows signs of
  /// @param cliffs changes of level, by time
  public PatternSection(List<IncidentPattern> patterns, List<Cliff> cliffs) {
    this.patterns = List.copyOf(patterns);
    this.cliffs = List.copyOf(cliffs);
  }

  void write(JsonReport json) {
    json.array("patterns", patterns, pattern -> pattern(json, pattern));
    json.array("cliffs", cliffs, cliff -> cliff(json, cliff));
  }

  private static void pattern(JsonReport json, IncidentPattern pattern) {
    json.field("id", pattern.id());
    json.field("title", pattern.title());
    json.field("waitNs", pattern.waitNs());
    json.field("samples", pattern.samples());
    json.number("meanWaiting", pattern.meanWaiting());
    json.field("provenance", name(pattern.provenance()));
    json.field("confidence", name(pattern.confidence()));
    json.array(
        "evidence",
        pattern.evidence(),
        sign -> {
          json.field("text", sign.text());
          json.field("provenance", name(sign.provenance()));
        });
    json.array("doubts", pattern.doubts(), text -> json.field("text", text));
  }

  private static void cliff(JsonReport json, Cliff cliff) {
    json.field("metric", cliff.metric());
    json.field("timeNs", cliff.timeNs());
    json.number("before", cliff.before());
    json.number("after", cliff.after());
    json.number("probability", cliff.probability());
    json.field("provenance", name(cliff.provenance()));
    json.field("confidence", name(cliff.confidence()));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @return whether there is nothing to tell
  boolean isEmpty() {
    return patterns.isEmpty() && cliffs.isEmpty();
  }

  /// Tells patterns, then cliffs.
  void print(PrintStream out) {
    for (IncidentPattern pattern : patterns) {
      out.println(
          String.format(
              Locale.ROOT,
              "Looks like %s: %s On average %.1f threads waited.",
              pattern.id(),
              pattern.title(),
              pattern.meanWaiting()));
      pattern.evidence().forEach(sign -> out.println("  + " + PlainText.of(sign.text())));
      pattern.doubts().forEach(text -> out.println("  ? " + PlainText.of(text)));
    }
    if (!patterns.isEmpty() && !cliffs.isEmpty()) {
      out.println();
    }
    cliffs.forEach(cliff -> out.println(sentence(cliff)));
  }

  private static String sentence(Cliff cliff) {
    String at = "At " + Units.time(cliff.timeNs()) + " " + PlainText.of(cliff.metric());
    if (cliff.setsIn()) {
      return String.format(Locale.ROOT, "%s set in: %.1f per second.", at, cliff.after());
    }
    if (cliff.stops()) {
      return String.format(Locale.ROOT, "%s stopped: %.1f per second before.", at, cliff.before());
    }
    return String.format(
        Locale.ROOT, "%s went from %.1f to %.1f per second.", at, cliff.before(), cliff.after());
  }
}
