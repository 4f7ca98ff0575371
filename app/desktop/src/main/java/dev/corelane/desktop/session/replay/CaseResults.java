package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.replay.GuidedStory.TradeOff;
import dev.corelane.desktop.session.replay.Plot.Axis;
import dev.corelane.desktop.session.replay.Plot.Point;
import dev.corelane.desktop.session.replay.Plot.Series;
import dev.corelane.desktop.session.replay.ResultTable.Cell;
import dev.corelane.desktop.session.replay.ResultTable.Column;
import dev.corelane.desktop.session.replay.ResultTable.Row;
import dev.corelane.desktop.session.replay.Results.Kind;
import dev.corelane.desktop.session.replay.Results.Note;
import dev.corelane.desktop.session.replay.Results.Openable;
import dev.corelane.replay.run.Campaign;
import dev.corelane.replay.run.CaseRuns;
import dev.corelane.replay.run.CaseRuns.Case;
import dev.corelane.replay.run.Metric;
import dev.corelane.replay.run.VariantResult;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.statistics.Band;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs of a scenario in the words of the window.
///
/// @param scenario what ran
/// @param settings what the person had changed
/// @param cases the cases, in the order of the columns
/// @param runs makes the timelines
/// @param hypothetical by case, why no such kernel can be had
/// @param story whose measures stand first and whose picture is wanted
record CaseResults(
    Scenario scenario,
    Map<String, Double> settings,
    List<Case> cases,
    CaseRuns runs,
    List<List<String>> hypothetical,
    Optional<GuidedStory> story) {

  /// @param known results by case; those without are not there yet
  /// @return the same in words
  Results of(List<Optional<VariantResult>> known) {
    return new Results(
        scenario.title(),
        table(known),
        notes(known),
        story
            .flatMap(GuidedStory::tradeOff)
            .map(wanted -> List.of(plot(wanted, known)))
            .orElse(List.of()),
        timelines());
  }

  private ResultTable table(List<Optional<VariantResult>> known) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < cases.size(); i++) {
      boolean none = !hypothetical.get(i).isEmpty();
      String variant = cases.get(i).variant();
      String detail = variant.equals(cases.get(i).name()) ? "" : variant;
      columns.add(
          new Column(
              cases.get(i).name(),
              none ? (detail.isEmpty() ? "" : detail + ", ") + "hypothetical" : detail,
              none));
    }
    var rows = new ArrayList<Row>();
    var metrics = new LinkedHashSet<Metric>();
    story.ifPresent(told -> metrics.addAll(told.first()));
    metrics.addAll(List.of(Metric.values()));
    for (Metric metric : metrics) {
      boolean any =
          known.stream().flatMap(Optional::stream).anyMatch(r -> r.metrics().containsKey(metric));
      if (any) {
        rows.add(
            new Row(
                metric.id().replace('-', ' '),
                metric.about(),
                known.stream().map(result -> cell(result, metric)).toList()));
      }
    }
    return new ResultTable(columns, rows);
  }

  private static Cell cell(Optional<VariantResult> result, Metric metric) {
    if (result.isEmpty()) {
      return Cell.PENDING;
    }
    Band band = result.get().metrics().get(metric);
    return band == null
        ? Cell.NONE
        : Cell.plain(
            Quantity.rounded(band.median(), metric.unit()), Bands.around(band, metric.unit()));
  }

  private List<Note> notes(List<Optional<VariantResult>> known) {
    var warnings = new ArrayList<String>();
    for (int i = 0; i < cases.size(); i++) {
      String name = cases.get(i).name();
      hypothetical.get(i).forEach(why -> warnings.add(name + " is hypothetical: " + why));
      known
          .get(i)
          .ifPresent(
              result -> {
                result.warnings().forEach(text -> warnings.add(name + ": " + text));
                result
                    .broken()
                    .forEach(
                        text ->
                            warnings.add(
                                name
                                    + ": a check failed, this is a fault in the program: "
                                    + text));
              });
    }
    var notes = new ArrayList<Note>();
    if (!warnings.isEmpty()) {
      notes.add(new Note(Kind.WARNING, "Read with care", warnings));
    }
    notes.add(new Note(Kind.INFO, "Assumed", Campaign.assumptions(scenario, settings)));
    if (!scenario.unknown().isEmpty()) {
      notes.add(new Note(Kind.INFO, "Not known", scenario.unknown()));
    }
    return notes;
  }

  private Plot plot(TradeOff wanted, List<Optional<VariantResult>> known) {
    var series = new ArrayList<Series>();
    for (int i = 0; i < cases.size(); i++) {
      var points = new ArrayList<Point>();
      known
          .get(i)
          .ifPresent(
              result -> {
                Band x = result.metrics().get(wanted.x());
                Band y = result.metrics().get(wanted.y());
                if (x != null && y != null) {
                  points.add(new Point(x, y));
                }
              });
      series.add(new Series(cases.get(i).name(), false, points, Optional.empty()));
    }
    return new Plot(
        wanted.title(),
        new Axis(wanted.xTitle(), wanted.x().unit(), false),
        new Axis(wanted.yTitle(), wanted.y().unit(), false),
        series);
  }

  private List<Openable> timelines() {
    var all = new ArrayList<Openable>();
    for (int i = 0; i < cases.size(); i++) {
      int index = i;
      String title = scenario.name() + ", " + cases.get(i).name();
      all.add(
          new Openable(
              cases.get(i).name(),
              monitor -> RecordingResults.shared(title, runs.timeline(index, monitor))));
    }
    return all;
  }
}
