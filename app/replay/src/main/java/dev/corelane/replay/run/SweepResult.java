package dev.corelane.replay.run;

import dev.corelane.replay.statistics.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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

  /// Looks for the cliff of a curve, see [dev.corelane.replay.statistics.Cliff].
  ///
  /// @param variant index of the variant
  /// @param metric of which metric
  /// @return the cliff, empty if there is none
  public Optional<Cliff> cliff(int variant, Metric metric) {
    var bands = new ArrayList<Band>();
    for (Point point : points) {
      Band band = point.variants().get(variant).metrics().get(metric);
      if (band == null) {
        return Optional.empty();
      }
      bands.add(band);
    }
    OptionalInt found = dev.corelane.replay.statistics.Cliff.before(bands);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    int at = found.getAsInt();
    return Optional.of(
        new Cliff(
            points.getFirst().variants().get(variant).name(),
            metric,
            points.get(at).value(),
            points.get(at + 1).value(),
            bands.get(at),
            bands.get(at + 1)));
  }
}
