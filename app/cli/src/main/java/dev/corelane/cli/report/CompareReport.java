package dev.corelane.cli.report;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.Finding;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.MetricId;
import dev.corelane.analysis.comparison.Quantity;
import dev.corelane.analysis.comparison.Side;
import dev.corelane.analysis.comparison.SubjectKind;
import dev.corelane.analysis.comparison.Unmatched;
import dev.corelane.analysis.observer.ObserverWarning;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Two recordings beside each other: what `compare` prints for a person.
public final class CompareReport implements Report {
  private static final int MOST = 20;
  private static final int MOST_NAMES = 8;
  private static final int WIDTH = 100;
  private static final int MOST_WARNINGS = 2;

  private final String nameA;
  private final String nameB;
  private final Comparison comparison;

  /// @param nameA the first recording, as it was named
  /// @param nameB the second
  /// @param comparison of the two
  public CompareReport(String nameA, String nameB, Comparison comparison) {
    this.nameA = nameA;
    this.nameB = nameB;
    this.comparison = comparison;
  }

  @Override
  public void write(JsonReport json) {
    CompareJson.write(json, nameA, nameB, comparison);
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    var units = new Units(terminal.micro());
    out.println("A  " + side(nameA, comparison.a(), units));
    out.println("B  " + side(nameB, comparison.b(), units));
    warn(out, "A", comparison.a());
    warn(out, "B", comparison.b());
    printFindings(out);
    printTransaction(out, units);
    printDifferences(out, units);
    printRest(out);
  }

  private static String side(String name, Side side, Units units) {
    return "%s: Linux %s, preemption model %s, %d CPUs, %s%s"
        .formatted(
            PlainText.of(name),
            side.release().isEmpty() ? "(not told)" : PlainText.of(side.release()),
            side.preemption().isEmpty() ? "not told" : PlainText.of(side.preemption()),
            side.cpus(),
            units.duration(side.durationNs()).strip(),
            side.transactions() == 0
                ? ""
                : ", " + Units.count(side.transactions()) + " transactions");
  }

  /// That the recorder disturbed, and by how much. What it did in detail stands among the findings.
  private static void warn(PrintStream out, String name, Side side) {
    List<String> sentences =
        ObserverWarning.of(side.observer()).stream().limit(MOST_WARNINGS).toList();
    if (!sentences.isEmpty()) {
      out.println();
      wrap(out, "Warning, " + name + ": ", "  ", String.join(" ", sentences));
    }
  }

  private void printFindings(PrintStream out) {
    out.println();
    out.println("What it comes to");
    int number = 0;
    for (Finding finding : comparison.findings()) {
      number++;
      wrap(out, " " + number + ". ", "    ", PlainText.of(finding.text()));
      for (String evidence : finding.evidence()) {
        wrap(out, "    - ", "      ", PlainText.of(evidence));
      }
    }
  }

  private void printTransaction(PrintStream out, Units units) {
    List<MetricDifference> perTransaction =
        comparison.differences().stream()
            .filter(d -> d.id().kind() != SubjectKind.LOCK)
            .filter(
                d ->
                    switch (d.id().quantity()) {
                      case CPU_PER_TRANSACTION, RUN_DELAY_PER_TRANSACTION, WAIT_PER_TRANSACTION ->
                          true;
                      default -> false;
                    })
            .sorted((x, y) -> Double.compare(Math.abs(y.difference()), Math.abs(x.difference())))
            .toList();
    if (perTransaction.isEmpty()) {
      return;
    }
    out.println();
    out.println(
        "Where time goes, per transaction, of all threads together (waits include run delay)");
    print(out, units, perTransaction);
  }

  private void printDifferences(PrintStream out, Units units) {
    List<MetricDifference> certain =
        comparison.differences().stream().filter(MetricDifference::certain).toList();
    out.println();
    out.println(
        "What differs most, by ratio (%d of %d numbers differ by more than chance within these two runs; 95 %% intervals)"
            .formatted(certain.size(), comparison.differences().size()));
    print(out, units, certain.stream().limit(MOST).toList());
    Limits.tellAll(out, Math.max(0, certain.size() - MOST), "differences (--json lists all)");
  }

  private static void print(PrintStream out, Units units, List<MetricDifference> differences) {
    var table =
        new TextTable()
            .text("what")
            .number("A")
            .number("B")
            .number("difference")
            .text("95 % interval")
            .number("ratio")
            .number("seen A")
            .number("seen B");
    for (MetricDifference d : differences) {
      Quantity.Unit unit = d.id().quantity().unit();
      table.row(
          what(d.id()),
          value(units, unit, d.a()),
          value(units, unit, d.b()),
          signed(units, unit, d.difference()),
          signed(units, unit, d.differenceLow()) + " to " + signed(units, unit, d.differenceHigh()),
          Double.isNaN(d.ratio()) ? "-" : String.format(Locale.ROOT, "%.2f", d.ratio()),
          Units.count(d.countA()),
          Units.count(d.countB()));
    }
    table.print(out);
  }

  private static String what(MetricId id) {
    String quantity = id.quantity().title();
    return id.subject().isEmpty() ? quantity : PlainText.of(id.subject()) + ": " + quantity;
  }

  private static String value(Units units, Quantity.Unit unit, double value) {
    return switch (unit) {
      case NANOSECONDS -> units.duration(Math.round(value)).strip();
      case PER_SECOND -> String.format(Locale.ROOT, "%.1f /s", value);
      case THREADS -> String.format(Locale.ROOT, "%.3f", value);
    };
  }

  private static String signed(Units units, Quantity.Unit unit, double value) {
    return (value > 0 ? "+" : "") + value(units, unit, value);
  }

  private void printRest(PrintStream out) {
    out.println();
    if (comparison.tooFew() > 0) {
      out.println(
          Units.count(comparison.tooFew()) + " numbers are not given: too few observations.");
    }
    for (String what : comparison.notRecorded()) {
      out.println("Not compared: " + what + ".");
    }
    printUnmatched(out, "A", true);
    printUnmatched(out, "B", false);
  }

  private void printUnmatched(PrintStream out, String name, boolean first) {
    List<Unmatched> only =
        comparison.unmatched().stream().filter(u -> u.inFirst() == first).toList();
    if (!only.isEmpty()) {
      String names =
          only.stream()
              .limit(MOST_NAMES)
              .map(u -> PlainText.of(u.subject()))
              .collect(Collectors.joining("; "));
      String rest = only.size() > MOST_NAMES ? "; and " + (only.size() - MOST_NAMES) + " more" : "";
      wrap(out, "Only in " + name + ": ", "  ", names + rest);
    }
  }

  /// Prints a text in lines of a readable width.
  private static void wrap(PrintStream out, String head, String indent, String text) {
    var line = new StringBuilder(head);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.println(line);
  }
}
