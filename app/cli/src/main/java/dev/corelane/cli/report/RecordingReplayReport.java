package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.replay.fidelity.Measure;
import dev.corelane.replay.fidelity.ModelReplay;
import dev.corelane.replay.fidelity.ReplayOutcome;
import dev.corelane.replay.fidelity.Sensitivity;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.statistics.Band;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// What replays of a recording gave: the identity replay and its error first, and beside every
/// prediction.
public final class RecordingReplayReport implements Report {
  private final ReplayOutcome outcome;
  private final List<Sensitivity> sensitivity;
  private final List<String> assumptions;

  /// @param outcome what came of it
  /// @param sensitivity the same with other values of what was assumed, empty if not asked for
  /// @param assumptions what was assumed of the machine
  public RecordingReplayReport(
      ReplayOutcome outcome, List<Sensitivity> sensitivity, List<String> assumptions) {
    this.outcome = outcome;
    this.sensitivity = List.copyOf(sensitivity);
    this.assumptions = List.copyOf(assumptions);
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("measuredFromNs", outcome.measured().startNs());
          json.field("measuredToNs", outcome.measured().endNs());
          json.field("seeds", outcome.options().seeds());
          json.field("statistical", outcome.statistical());
          Bands.texts(json, "warnings", outcome.warnings());
          json.object("identity", () -> writeReplay(json, outcome.identity(), true));
          json.array("others", outcome.others(), other -> writeReplay(json, other, false));
          json.array("sensitivity", sensitivity, changed -> writeSensitivity(json, changed));
          Bands.texts(json, "assumptions", assumptions);
          json.array(
              "missing",
              outcome.missing(),
              missing -> {
                json.field("what", missing.what());
                json.field("effect", missing.effect());
              });
        });
  }

  private void writeReplay(JsonReport json, ModelReplay replay, boolean identity) {
    json.field("model", spelt(replay.machine()));
    json.field("kernel", replay.machine().kernel().toString());
    Bands.texts(json, "hypothetical", replay.machine().hypothetical());
    List<Measure> told =
        Arrays.stream(Measure.values()).filter(m -> replay.band(m).isPresent()).toList();
    json.array(
        "metrics",
        told,
        measure -> {
          Band band = replay.band(measure).orElseThrow();
          json.field("id", id(measure));
          json.field("unit", measure.unit());
          json.number("median", band.median());
          json.number("low", band.low());
          json.number("high", band.high());
          json.field("runs", band.n());
          if (identity) {
            outcome.recorded().value(measure).ifPresent(value -> json.number("recorded", value));
            outcome.identityError(measure).ifPresent(error -> json.number("error", error));
          } else {
            outcome.change(replay, measure).ifPresent(ratio -> json.number("change", ratio));
            json.field("differs", outcome.differs(replay, measure));
          }
          json.field("trusted", outcome.trusted(measure));
        });
    json.array(
        "waits",
        List.copyOf(replay.waitShares().entrySet()),
        wait -> {
          json.field("event", wait.getKey());
          json.number("median", wait.getValue().median());
          json.number("low", wait.getValue().low());
          json.number("high", wait.getValue().high());
          if (identity) {
            json.number(
                "recorded", outcome.recorded().waitShares().getOrDefault(wait.getKey(), 0.0));
          }
        });
  }

  private static void writeSensitivity(JsonReport json, Sensitivity changed) {
    json.field("changed", changed.what());
    json.array(
        "metrics",
        List.copyOf(changed.effects().entrySet()),
        effect -> {
          json.field("id", id(effect.getKey()));
          json.number("change", effect.getValue().ratio());
          json.field("differs", effect.getValue().differs());
        });
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    var units = new Units(terminal.micro());
    Machine recorded = outcome.options().recorded();
    out.println(
        "Recorded on Linux %s, %s, %d CPUs; measured over %s, %d runs each"
            .formatted(
                recorded.kernel(),
                spelt(recorded),
                recorded.topology().cpus(),
                units.duration(outcome.measured().durationNs()).strip(),
                outcome.options().seeds()));
    outcome.warnings().forEach(warning -> out.println(warning + "."));
    out.println();
    table(units).print(out);
    out.println();
    if (outcome.statistical()) {
      waits().print(out);
      out.println();
    }
    if (!outcome.others().isEmpty()) {
      out.println(
          "Ratios are against the replay of the recorded model. *: differs by 2 percent or more in"
              + " every run. ?: the replay of the recorded model is too far off to believe it.");
    }
    for (ModelReplay other : outcome.others()) {
      other
          .machine()
          .hypothetical()
          .forEach(why -> out.println(name(other) + " is hypothetical: " + why));
    }
    if (!sensitivity.isEmpty()) {
      sensitivityTable().print(out);
      out.println();
    }
    out.println("Assumed:");
    assumptions.forEach(sentence -> out.println("  " + sentence));
    out.println("Not known:");
    outcome
        .missing()
        .forEach(missing -> out.println("  " + missing.what() + ". " + missing.effect() + "."));
  }

  private TextTable waits() {
    var table =
        new TextTable().text("share of backends' time").number("sampled").number("replayed");
    outcome.others().forEach(other -> table.number(name(other)));
    for (Map.Entry<String, Double> wait : outcome.recorded().waitShares().entrySet()) {
      String event = wait.getKey();
      List<String> cells = new ArrayList<>();
      cells.add(event);
      cells.add(share(wait.getValue()));
      cells.add(share(outcome.identity(), event));
      outcome.others().forEach(other -> cells.add(share(other, event)));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String share(ModelReplay replay, String event) {
    Band band = replay.waitShares().get(event);
    return share(band == null ? 0.0 : band.median());
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private TextTable sensitivityTable() {
    var table = new TextTable().text("The recorded model replayed with").text("differs in");
    for (Sensitivity changed : sensitivity) {
      String differs =
          changed.effects().entrySet().stream()
              .filter(effect -> effect.getValue().differs())
              .map(
                  effect ->
                      String.format(
                          Locale.ROOT,
                          "%s x%.2f",
                          effect.getKey().text(),
                          effect.getValue().ratio()))
              .collect(Collectors.joining("; "));
      table.row(changed.what(), differs.isEmpty() ? "nothing" : differs);
    }
    return table;
  }

  private TextTable table(Units units) {
    var table = new TextTable().text("").number("recorded").number("replayed").number("error");
    outcome.others().forEach(other -> table.number(name(other)));
    for (Measure measure : Measure.values()) {
      OptionalDouble told = outcome.recorded().value(measure);
      if (told.isEmpty() && outcome.identity().band(measure).isEmpty()) {
        continue;
      }
      List<String> cells = new ArrayList<>();
      cells.add(measure.text());
      cells.add(told.isPresent() ? value(measure, told.getAsDouble(), units) : "-");
      cells.add(
          outcome.identity().band(measure).map(b -> value(measure, b.median(), units)).orElse("-"));
      cells.add(error(measure));
      outcome.others().forEach(other -> cells.add(change(other, measure)));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private String error(Measure measure) {
    OptionalDouble error = outcome.identityError(measure);
    return error.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%+.0f %%", error.getAsDouble() * 100);
  }

  private String change(ModelReplay other, Measure measure) {
    OptionalDouble ratio = outcome.change(other, measure);
    if (ratio.isEmpty()) {
      return "-";
    }
    return String.format(Locale.ROOT, "x%.2f", ratio.getAsDouble())
        + (outcome.differs(other, measure) ? " *" : "")
        + (outcome.trusted(measure) ? "" : " ?");
  }

  private static String value(Measure measure, double value, Units units) {
    return switch (measure.unit()) {
      case "ns" -> units.duration(Math.round(value)).strip();
      case "CPUs" -> String.format(Locale.ROOT, "%.2f", value);
      default -> String.format(Locale.ROOT, value < 10 ? "%.2f/s" : "%,.0f/s", value);
    };
  }

  private String name(ModelReplay replay) {
    Machine machine = replay.machine();
    boolean sameKernel = machine.kernel().equals(outcome.options().recorded().kernel());
    return sameKernel ? spelt(machine) : spelt(machine) + " " + machine.kernel();
  }

  private static String spelt(Machine machine) {
    return machine.model().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String id(Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
