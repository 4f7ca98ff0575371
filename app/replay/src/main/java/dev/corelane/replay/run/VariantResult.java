package dev.corelane.replay.run;

import dev.corelane.replay.statistics.Band;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one variant gave over all seeds.
///
/// @param name of the variant
/// @param hypothetical why no such kernel can be had; empty if it can
/// @param metrics bands over the seeds, of the metrics that at least one run gave
/// @param warnings what makes the numbers less than they seem
/// @param broken checks that failed in a run; none unless there is a fault in the program
/// @param events events of all runs
public record VariantResult(
    String name,
    List<String> hypothetical,
    Map<Metric, Band> metrics,
    List<String> warnings,
    List<String> broken,
    long events) {
  private static final double STEADY = 0.02;
  private static final double KNEE = 0.8;

  /// Copies all of them.
  public VariantResult {
    hypothetical = List.copyOf(hypothetical);
    metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    warnings = List.copyOf(warnings);
    broken = List.copyOf(broken);
  }

  static VariantResult of(String name, List<String> hypothetical, List<Measured> runs) {
    Map<Metric, Band> metrics = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      Band band = Band.of(runs.stream().mapToDouble(run -> run.value(metric)).toArray());
      if (band.n() > 0) {
        metrics.put(metric, band);
      }
    }
    var warnings = new ArrayList<String>();
    Band little = metrics.get(Metric.LITTLE);
    if (little != null && Math.abs(little.median() - 1) > STEADY) {
      warnings.add(
          "not in a steady state: throughput times latency is %.0f %% of the spans open"
              .formatted(100 * little.median()));
    }
    Band utilisation = metrics.get(Metric.LOCK_UTILISATION);
    if (utilisation != null && utilisation.median() > KNEE) {
      warnings.add(
          "the lock is held %.0f %% of the time: near the knee only the band means something"
              .formatted(100 * utilisation.median()));
    }
    return new VariantResult(
        name,
        hypothetical,
        metrics,
        warnings,
        runs.stream().flatMap(run -> run.broken().stream()).distinct().toList(),
        runs.stream().mapToLong(Measured::events).sum());
  }
}
