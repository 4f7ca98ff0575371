package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Units;
import dev.corelane.replay.run.Metric;
import dev.corelane.replay.run.VariantResult;
import dev.corelane.replay.statistics.Band;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Bands of metrics, as text and as JSON.
final class Bands {
  private Bands() {}

  static String text(Metric metric, Band band, Units units) {
    String middle = value(metric, band.median(), units);
    return band.n() < 2
        ? middle
        : "%s (%s to %s)"
            .formatted(
                middle,
                value(metric, band.low(), units).strip(),
                value(metric, band.high(), units).strip());
  }

  static String value(Metric metric, double value, Units units) {
    return switch (metric.unit()) {
      case "ns" -> units.duration(Math.round(value)).strip();
      case "share" -> Units.percent(value, 1);
      case "1/s" -> String.format(Locale.ROOT, value < 10 ? "%.2f/s" : "%,.0f/s", value);
      default -> String.format(Locale.ROOT, "%.3f", value);
    };
  }

  static void writeMetrics(JsonReport json, VariantResult variant) {
    json.array(
        "metrics",
        variant.metrics().entrySet(),
        (Map.Entry<Metric, Band> entry) -> {
          json.field("id", entry.getKey().id());
          json.field("unit", entry.getKey().unit());
          json.number("median", entry.getValue().median());
          json.number("low", entry.getValue().low());
          json.number("high", entry.getValue().high());
          json.field("runs", entry.getValue().n());
        });
  }

  static void writeVariants(JsonReport json, List<VariantResult> variants) {
    json.array(
        "variants",
        variants,
        variant -> {
          json.field("name", variant.name());
          writeMetrics(json, variant);
          texts(json, "hypothetical", variant.hypothetical());
          texts(json, "warnings", variant.warnings());
          texts(json, "broken", variant.broken());
        });
  }

  static void writeSettings(JsonReport json, Map<String, Double> settings) {
    json.array(
        "settings",
        settings.entrySet(),
        (Map.Entry<String, Double> setting) -> {
          json.field("name", setting.getKey());
          json.number("value", setting.getValue());
        });
  }

  static void texts(JsonReport json, String name, List<String> sentences) {
    json.array(name, sentences, sentence -> json.field("text", sentence));
  }
}
