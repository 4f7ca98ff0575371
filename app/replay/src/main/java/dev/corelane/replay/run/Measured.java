package dev.corelane.replay.run;

import dev.corelane.replay.statistics.Sample;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The numbers of one run.
///
/// @param values by metric; a metric that the run cannot give is missing
/// @param broken checks that failed, in words; none unless there is a fault in the program
/// @param events events that the engine processed
public record Measured(Map<Metric, Double> values, List<String> broken, long events) {
  /// Copies both.
  public Measured {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
    broken = List.copyOf(broken);
  }

  /// @param metric what is asked for
  /// @return its value, NaN if it is missing
  public double value(Metric metric) {
    return values.getOrDefault(metric, Double.NaN);
  }

  static void latency(Map<Metric, Double> into, Sample sample) {
    if (sample.size() == 0) {
      return;
    }
    into.put(Metric.LATENCY_MEAN, sample.mean());
    into.put(Metric.LATENCY_P50, sample.percentile(0.5));
    if (sample.size() >= Sample.FEWEST_FOR_P99) {
      into.put(Metric.LATENCY_P99, sample.percentile(0.99));
    }
    if (sample.size() >= Sample.FEWEST_FOR_P999) {
      into.put(Metric.LATENCY_P999, sample.percentile(0.999));
    }
  }
}
