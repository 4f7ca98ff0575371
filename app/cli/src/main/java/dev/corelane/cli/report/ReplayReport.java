package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.replay.run.CampaignResult;
import dev.corelane.replay.run.Metric;
import dev.corelane.replay.run.VariantResult;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.statistics.Band;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// What runs of a scenario gave.
public final class ReplayReport implements Report {
  private final Scenario scenario;
  private final CampaignResult result;

  /// @param scenario what was run
  /// @param result what came of it
  public ReplayReport(Scenario scenario, CampaignResult result) {
    this.scenario = scenario;
    this.result = result;
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("scenario", result.scenario());
          json.field("title", scenario.title());
          json.field("seeds", result.seeds());
          Bands.writeSettings(json, result.settings());
          Bands.writeVariants(json, result.variants());
          json.array(
              "sensitivity",
              result.sensitivity(),
              changed -> {
                json.field("changed", changed.what());
                json.array(
                    "variants",
                    changed.variants(),
                    variant -> {
                      json.field("name", variant.name());
                      Bands.writeMetrics(json, variant);
                    });
              });
          Bands.texts(json, "assumptions", result.assumptions());
          Bands.texts(json, "unknown", result.unknown());
        });
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    var units = new Units(terminal.micro());
    out.println(result.scenario() + ": " + scenario.title());
    out.println(
        result.seeds() == 1 ? "1 run each" : result.seeds() + " runs each: median (5 % to 95 %)");
    out.println();
    table(result.variants(), units).print(out);
    for (VariantResult variant : result.variants()) {
      tell(out, variant.name() + " is hypothetical", variant.hypothetical());
      tell(out, variant.name(), variant.warnings());
      tell(
          out,
          variant.name() + ": a check failed, this is a fault in the program",
          variant.broken());
    }
    for (CampaignResult.Changed changed : result.sensitivity()) {
      out.println();
      out.println("With " + changed.what() + ":");
      table(changed.variants(), units).print(out);
    }
    out.println();
    out.println("Assumed:");
    result.assumptions().forEach(sentence -> out.println("  " + sentence));
    if (!result.unknown().isEmpty()) {
      out.println("Not known:");
      result.unknown().forEach(sentence -> out.println("  " + sentence));
    }
  }

  private static void tell(PrintStream out, String what, List<String> sentences) {
    sentences.forEach(sentence -> out.println(what + ": " + sentence));
  }

  private static TextTable table(List<VariantResult> variants, Units units) {
    var table = new TextTable().text("");
    variants.forEach(variant -> table.number(variant.name()));
    for (Metric metric : Metric.values()) {
      var cells = new ArrayList<String>();
      cells.add(metric.id());
      boolean any = false;
      for (VariantResult variant : variants) {
        Band band = variant.metrics().get(metric);
        any = any || band != null;
        cells.add(band == null ? "-" : Bands.text(metric, band, units));
      }
      if (any) {
        table.row(cells.toArray(String[]::new));
      }
    }
    return table;
  }
}
