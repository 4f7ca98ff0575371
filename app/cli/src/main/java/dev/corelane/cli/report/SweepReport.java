package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.replay.run.Metric;
import dev.corelane.replay.run.SweepResult;
import dev.corelane.replay.run.SweepResult.Cliff;
import dev.corelane.replay.run.SweepResult.Point;
import dev.corelane.replay.run.VariantResult;
import dev.corelane.replay.statistics.Band;
import java.util.ArrayList;
import java.util.List;

/// The curve over one parameter of a scenario.
public final class SweepReport implements Report {
  private static final List<Metric> SHOWN =
      List.of(Metric.THROUGHPUT, Metric.LATENCY_MEAN, Metric.LATENCY_P99, Metric.SPIN);

  private final SweepResult result;

  /// @param result what came of it
  public SweepReport(SweepResult result) {
    this.result = result;
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("scenario", result.scenario());
          json.field("parameter", result.parameter());
          json.field("seeds", result.seeds());
          Bands.writeSettings(json, result.settings());
          json.array(
              "points",
              result.points(),
              point -> {
                json.number("value", point.value());
                Bands.writeVariants(json, point.variants());
              });
          json.array(
              "cliffs",
              cliffs(),
              cliff -> {
                json.field("variant", cliff.variant());
                json.field("metric", cliff.metric().id());
                json.number("from", cliff.from());
                json.number("to", cliff.to());
                json.number("before", cliff.before().median());
                json.number("after", cliff.after().median());
              });
          Bands.texts(json, "assumptions", result.assumptions());
        });
  }

  @Override
  public void print(Terminal terminal) {
    var units = new Units(terminal.micro());
    var table = new TextTable().number(result.parameter()).text("");
    SHOWN.forEach(metric -> table.number(metric.id()));
    for (Point point : result.points()) {
      for (VariantResult variant : point.variants()) {
        var cells = new ArrayList<String>();
        cells.add(plain(point.value()));
        cells.add(variant.name() + (variant.hypothetical().isEmpty() ? "" : " (hypothetical)"));
        for (Metric metric : SHOWN) {
          Band band = variant.metrics().get(metric);
          cells.add(band == null ? "-" : Bands.text(metric, band, units));
        }
        table.row(cells.toArray(String[]::new));
      }
    }
    terminal.out().println(result.scenario() + " over " + result.parameter());
    table.print(terminal.out());
    for (Cliff cliff : cliffs()) {
      terminal
          .out()
          .printf(
              "%s, %s: a cliff from %s to %s%n",
              cliff.variant(), cliff.metric().id(), plain(cliff.from()), plain(cliff.to()));
    }
  }

  private List<Cliff> cliffs() {
    var cliffs = new ArrayList<Cliff>();
    int variants = result.points().isEmpty() ? 0 : result.points().getFirst().variants().size();
    for (int variant = 0; variant < variants; variant++) {
      for (Metric metric : SHOWN) {
        result.cliff(variant, metric).ifPresent(cliffs::add);
      }
    }
    return cliffs;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
