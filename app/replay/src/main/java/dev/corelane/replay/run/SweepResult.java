package dev.corelane.replay.run;

import dev.corelane.replay.statistics.Band;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// What a sweep over one parameter gave.
///
/// @param scenario name of the scenario
/// @param parameter name of the parameter
/// @param settings other parameters that were set
/// @param seeds runs per point and variant
/// @param points the curve
/// @param assumptions numbers that nobody measured, in words
public record SweepResult(
    String scenario,
    String parameter,
    Map<String, Double> settings,
    int seeds,
    List<Point> points,
    List<String> assumptions) {
  /// A step is a cliff when the value changes at least by this factor.
  private static final double LEAST_FACTOR = 1.3;

  /// And by so many times the usual step, on a logarithmic scale.
  private static final double TIMES_USUAL = 3;

  /// Copies all of them.
  public SweepResult {
    settings = Map.copyOf(settings);
    points = List.copyOf(points);
    assumptions = List.copyOf(assumptions);
  }

  /// One value of the parameter.
  ///
  /// @param value the value
  /// @param variants results by variant
  public record Point(double value, List<VariantResult> variants) {}

  /// A step of a curve at which everything changes at once.
  ///
  /// @param variant name of the variant
  /// @param metric of which metric
  /// @param from value of the parameter before
  /// @param to value of the parameter behind
  /// @param before band before
  /// @param after band behind
  public record Cliff(
      String variant, Metric metric, double from, double to, Band before, Band after) {}

  /// Looks for the cliff of a curve: the greatest step, if it is by 30 % or more, three times the
  /// median of the other steps, and the bands of both sides are apart.
  ///
  /// @param variant index of the variant
  /// @param metric of which metric
  /// @return the cliff, empty if there is none
  public Optional<Cliff> cliff(int variant, Metric metric) {
    var bands = new ArrayList<Band>();
    for (Point point : points) {
      Band band = point.variants().get(variant).metrics().get(metric);
      if (band == null || !(band.median() > 0)) {
        return Optional.empty();
      }
      bands.add(band);
    }
    var steps = new ArrayList<Double>();
    for (int i = 1; i < bands.size(); i++) {
      steps.add(Math.abs(Math.log(bands.get(i).median() / bands.get(i - 1).median())));
    }
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    double greatest = Collections.max(steps);
    int at = steps.indexOf(greatest);
    double usual = median(steps, at);
    Band before = bands.get(at);
    Band after = bands.get(at + 1);
    if (greatest < Math.log(LEAST_FACTOR)
        || greatest < TIMES_USUAL * usual
        || !before.apartFrom(after)) {
      return Optional.empty();
    }
    return Optional.of(
        new Cliff(
            points.getFirst().variants().get(variant).name(),
            metric,
            points.get(at).value(),
            points.get(at + 1).value(),
            before,
            after));
  }

  private static double median(List<Double> steps, int without) {
    double[] others =
        DoubleStream.iterate(0, i -> i < steps.size(), i -> i + 1)
            .filter(i -> i != without)
            .map(i -> steps.get((int) i))
            .sorted()
            .toArray();
    return others.length == 0 ? 0 : others[others.length / 2];
  }
}
