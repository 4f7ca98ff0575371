package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.replay.Plot.Axis;
import dev.corelane.desktop.session.replay.Plot.Cliff;
import dev.corelane.desktop.session.replay.Plot.Point;
import dev.corelane.desktop.session.replay.Plot.Series;
import dev.corelane.replay.run.Metric;
import dev.corelane.replay.run.SweepResult;
import dev.corelane.replay.run.VariantResult;
import dev.corelane.replay.statistics.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The curves of a sweep.
///
/// @param parameter what it goes over
/// @param unit its unit
/// @param seeds runs of each
/// @param values the values, in the order in which they are asked for
/// @param names the things that are compared
record SweepPlots(
    String parameter, String unit, int seeds, List<Double> values, List<String> names) {
  private static final List<Metric> DRAWN =
      List.of(Metric.THROUGHPUT, Metric.LATENCY_P99, Metric.QUERIES, Metric.SPIN);

  /// What was found of a cliff.
  ///
  /// @param name of which thing
  /// @param metric of which metric
  /// @param sentence where it is
  record Found(String name, Metric metric, Cliff cliff, String sentence) {}

  /// @param known by value, then by name; only values of which all names are there are drawn
  /// @return the curves of those metrics that there are
  List<Plot> plots(List<Optional<VariantResult>> known) {
    SweepResult curve = curve(known);
    List<Found> cliffs = cliffs(curve);
    var plots = new ArrayList<Plot>();
    for (Metric metric : DRAWN) {
      var series = new ArrayList<Series>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        series.add(
            new Series(
                name,
                true,
                points(curve, i, metric),
                cliffs.stream()
                    .filter(c -> c.name().equals(name) && c.metric() == metric)
                    .map(Found::cliff)
                    .findFirst()));
      }
      if (series.stream().flatMap(s -> s.points().stream()).anyMatch(p -> p.y().high() > 0)) {
        plots.add(
            new Plot(
                metric.id().replace('-', ' ') + " over " + parameter,
                new Axis(parameter, unit, false),
                new Axis(metric.id().replace('-', ' '), metric.unit(), true),
                series));
      }
    }
    return plots;
  }

  /// @param known as above
  /// @return a sentence for every cliff
  List<String> sentences(List<Optional<VariantResult>> known) {
    return cliffs(curve(known)).stream().map(Found::sentence).toList();
  }

  private static List<Point> points(SweepResult curve, int index, Metric metric) {
    var points = new ArrayList<Point>();
    for (SweepResult.Point point : curve.points()) {
      Band band = point.variants().get(index).metrics().get(metric);
      if (band != null) {
        points.add(new Point(Plot.exact(point.value()), band));
      }
    }
    return points;
  }

  private List<Found> cliffs(SweepResult curve) {
    var found = new ArrayList<Found>();
    if (curve.points().isEmpty()) {
      return found;
    }
    for (int i = 0; i < names.size(); i++) {
      for (Metric metric : DRAWN) {
        int index = i;
        curve
            .cliff(i, metric)
            .ifPresent(
                c ->
                    found.add(
                        new Found(
                            names.get(index),
                            metric,
                            new Cliff(c.from(), c.to()),
                            sentence(names.get(index), metric, c))));
      }
    }
    return found;
  }

  private String sentence(String name, Metric metric, SweepResult.Cliff cliff) {
    return "%s: %s goes from %s to %s between %s = %s and %s."
        .formatted(
            name,
            metric.id().replace('-', ' '),
            Quantity.rounded(cliff.before().median(), metric.unit()),
            Quantity.rounded(cliff.after().median(), metric.unit()),
            parameter,
            Quantity.exact(cliff.from(), unit),
            Quantity.exact(cliff.to(), unit));
  }

  private SweepResult curve(List<Optional<VariantResult>> known) {
    var points = new ArrayList<SweepResult.Point>();
    for (int i = 0; i < values.size(); i++) {
      List<VariantResult> there =
          known.subList(i * names.size(), (i + 1) * names.size()).stream()
              .flatMap(Optional::stream)
              .toList();
      if (there.size() == names.size()) {
        points.add(new SweepResult.Point(values.get(i), there));
      }
    }
    return new SweepResult("", parameter, Map.of(), seeds, points, List.of());
  }
}
