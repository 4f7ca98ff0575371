package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.replay.Plot.Axis;
import dev.corelane.desktop.session.replay.Plot.Point;
import dev.corelane.desktop.session.replay.Plot.Series;
import dev.corelane.render.time.TimeText;
import dev.corelane.replay.fidelity.Measure;
import dev.corelane.replay.fidelity.ModelReplay;
import dev.corelane.replay.fidelity.ReplayOutcome;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.statistics.Band;
import dev.corelane.replay.statistics.Cliff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The curves of a sweep over a setting of a recording's replay.
///
/// @param parameter the setting that it goes over
/// @param unit its unit
/// @param values its values, in the order in which they are asked for
record RecordingSweep(String parameter, String unit, List<Double> values) {
  private static final List<Measure> DRAWN =
      List.of(
          Measure.THROUGHPUT,
          Measure.INVOLUNTARY,
          Measure.PREEMPTED_P99,
          Measure.WAKEUP_LATENCY_P99,
          Measure.LOCK_WAIT);

  /// A curve.
  private record Line(String name, List<Double> at, List<Band> bands) {
    Optional<Plot.Cliff> cliff() {
      OptionalInt before = Cliff.before(bands);
      return before.isEmpty()
          ? Optional.empty()
          : Optional.of(new Plot.Cliff(at.get(before.getAsInt()), at.get(before.getAsInt() + 1)));
    }

    Series series() {
      var points = new ArrayList<Point>();
      for (int i = 0; i < bands.size(); i++) {
        points.add(new Point(Plot.exact(at.get(i)), bands.get(i)));
      }
      return new Series(name, true, points, cliff());
    }
  }

  /// @param known what is through, by value
  /// @return the curves of those measures that the recording tells
  List<Plot> plots(List<ReplayOutcome> known) {
    var plots = new ArrayList<Plot>();
    for (Measure measure : DRAWN) {
      List<Series> series = new ArrayList<>();
      recorded(known, measure).ifPresent(series::add);
      lines(known, measure).stream().map(Line::series).forEach(series::add);
      if (series.stream().anyMatch(s -> !s.name().equals(Results.RECORDING))) {
        plots.add(
            new Plot(
                measure.text() + " over " + parameter,
                new Axis(parameter, unit, false),
                new Axis(measure.text(), measure.unit(), true),
                series));
      }
    }
    return plots;
  }

  /// @param known as above
  /// @return a sentence for every cliff, and for every measure that is not to be believed
  List<String> sentences(List<ReplayOutcome> known) {
    var sentences = new ArrayList<String>();
    for (Measure measure : DRAWN) {
      List<Line> lines = lines(known, measure);
      for (Line line : lines) {
        OptionalInt before = Cliff.before(line.bands());
        if (before.isPresent()) {
          sentences.add(cliff(line, measure, before.getAsInt()));
        }
      }
      long doubtful = known.stream().filter(outcome -> !outcome.trusted(measure)).count();
      if (!lines.isEmpty() && doubtful > 0) {
        sentences.add(doubt(known, measure, doubtful));
      }
    }
    return sentences;
  }

  private String cliff(Line line, Measure measure, int before) {
    return "%s: %s goes from %s to %s between %s = %s and %s."
        .formatted(
            line.name(),
            measure.text(),
            Quantity.rounded(line.bands().get(before).median(), measure.unit()),
            Quantity.rounded(line.bands().get(before + 1).median(), measure.unit()),
            parameter,
            Quantity.exact(line.at().get(before), unit),
            Quantity.exact(line.at().get(before + 1), unit));
  }

  private static String doubt(List<ReplayOutcome> known, Measure measure, long doubtful) {
    String off =
        TimeText.percent(
            known.stream()
                .map(outcome -> outcome.identityError(measure))
                .flatMapToDouble(OptionalDouble::stream)
                .map(Math::abs)
                .max()
                .orElse(0));
    return "%s is not to be believed at %d of %d values: there the replay of the recorded model is too far off the recording (%s at most)."
        .formatted(measure.text(), doubtful, known.size(), off);
  }

  /// What was recorded stands at the same height whatever is assumed.
  private Optional<Series> recorded(List<ReplayOutcome> known, Measure measure) {
    OptionalDouble told =
        known.isEmpty() ? OptionalDouble.empty() : known.getFirst().recorded().value(measure);
    if (told.isEmpty()) {
      return Optional.empty();
    }
    Band height = Plot.exact(told.getAsDouble());
    List<Point> ends =
        List.of(
            new Point(Plot.exact(values.stream().min(Double::compare).orElse(0.0)), height),
            new Point(Plot.exact(values.stream().max(Double::compare).orElse(0.0)), height));
    return Optional.of(new Series(Results.RECORDING, true, ends, Optional.empty()));
  }

  private List<Line> lines(List<ReplayOutcome> known, Measure measure) {
    var lines = new ArrayList<Line>();
    if (known.isEmpty()) {
      return lines;
    }
    int others = known.getFirst().options().others().size();
    for (int i = -1; i < others; i++) {
      var at = new ArrayList<Double>();
      var bands = new ArrayList<Band>();
      for (int v = 0; v < known.size(); v++) {
        ReplayOutcome outcome = known.get(v);
        ModelReplay replay = i < 0 ? outcome.identity() : outcome.others().get(i);
        double value = values.get(v);
        replay
            .band(measure)
            .ifPresent(
                band -> {
                  at.add(value);
                  bands.add(band);
                });
      }
      if (bands.stream().anyMatch(band -> band.high() > 0)) {
        lines.add(new Line(name(known.getFirst(), i), at, bands));
      }
    }
    return lines;
  }

  private static String name(ReplayOutcome outcome, int index) {
    Machine recorded = outcome.options().recorded();
    if (index < 0) {
      return recorded.model().id() + " (identity)";
    }
    return RecordingResults.name(outcome.options().others().get(index), recorded);
  }
}
