package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.SliceText;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.lists.RangeModel;
import dev.corelane.desktop.session.lists.RangeReport;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What happened in the selected range: numbers, top threads and locks, and all run delays. A range
/// can be kept; then its numbers stand below those of the next one.
final class RangePane extends BorderPane {
  private static final double LABELS = 132;
  private static final double SECTION = 300;
  private static final double TEXT_SHARE = 0.56;
  private static final double PROGRESS = 110;

  private final RangeModel model;
  private final TraceModel trace;
  private final FlowPane facts = new FlowPane(Orientation.HORIZONTAL, 24, 16);
  private final DelayChart chart;
  private final Label what = Parts.label("", "soft");
  private final Label against = Parts.label("", "soft");
  private final Subscription subscriptions;

  RangePane(
      RangeModel model,
      TraceModel trace,
      ObservableValue<Theme> theme,
      GlyphSource glyphs,
      Runnable close,
      Consumer<List<TimeRange>> compare) {
    this.model = model;
    this.trace = trace;
    getStyleClass().addAll("inspector", "range");
    setId("range-pane");
    Timeline timeline = trace.timeline();
    chart =
        new DelayChart(
            theme,
            glyphs,
            p -> SliceText.task(timeline, p.task(), timeline.states(p.task()).startNs(p.state())),
            model::goTo);
    facts.getStyleClass().add("facts");
    ScrollPane scroll = new ScrollPane(facts);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    SplitPane split = new SplitPane(scroll, chart);
    split.setDividerPositions(TEXT_SHARE);
    setTop(header(close, compare));
    setCenter(split);
    sceneProperty().subscribe(scene -> model.see(scene != null));
    subscriptions =
        Subscription.combine(
            model.report().subscribe(r -> show()), model.kept().subscribe(r -> show()));
  }

  private HBox header(Runnable close, Consumer<List<TimeRange>> compare) {
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(PROGRESS);
    bar.setAccessibleText("Progress of the statistics");
    model
        .progress()
        .subscribe(
            p -> {
              bar.setVisible(p.doubleValue() >= -1);
              bar.setProgress(p.doubleValue());
            });
    what.setId("range-what");
    against.setId("range-against");
    Button keep = new Button("Compare with Next");
    keep.setId("range-keep");
    keep.getStyleClass().add("small");
    keep.setOnAction(e -> model.keep());
    keep.disableProperty().bind(model.report().isNull());
    Parts.explained(keep, "Keep this range and show its numbers below those of the next one");
    Button forget = new Button("End Comparison");
    forget.setId("range-forget");
    forget.getStyleClass().add("small");
    forget.setOnAction(e -> model.forget());
    forget.visibleProperty().bind(model.kept().isNotNull());
    forget.managedProperty().bind(forget.visibleProperty());
    Button beside = new Button("Side by Side");
    beside.setId("range-beside");
    beside.getStyleClass().add("small");
    beside.setOnAction(e -> model.ranges().ifPresent(compare));
    beside.visibleProperty().bind(model.kept().isNotNull());
    beside.managedProperty().bind(beside.visibleProperty());
    Parts.explained(beside, "Show the range that was kept and this one in a window of comparison");
    Button closing = new Button("", Parts.icon(Feather.X));
    closing.setId("range-close");
    closing.getStyleClass().addAll("icon", "flat");
    Parts.explained(closing, "Hide the statistics", Command.RANGE);
    closing.setOnAction(e -> close.run());
    HBox header =
        new HBox(
            Parts.label("Range", "strong"),
            what,
            against,
            bar,
            Parts.spring(),
            keep,
            beside,
            forget,
            closing);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pane-header");
    return header;
  }

  /// Writes all moments anew.
  void refresh() {
    show();
  }

  private void show() {
    RangeReport report = model.report().get();
    RangeReport kept = model.kept().get();
    against.setText(kept == null ? "" : "compared with " + model.words(kept));
    if (report == null) {
      return;
    }
    what.setText(model.words(report));
    facts.getChildren().clear();
    for (int i = 0; i < report.sections().size(); i++) {
      Inspection.Section section = report.sections().get(i);
      FactGrid grid =
          new FactGrid(section, LABELS, trace.view()::goTo, row -> before(kept, section, row));
      grid.setPrefWidth(SECTION);
      facts.getChildren().add(grid);
    }
    chart.show(report.delays());
  }

  private static String before(
      @Nullable RangeReport kept, Inspection.Section section, Inspection.Row row) {
    if (kept == null) {
      return "";
    }
    for (Inspection.Section other : kept.sections()) {
      if (other.title().equals(section.title())) {
        for (Inspection.Row before : other.rows()) {
          if (before.label().equals(row.label())) {
            return "before: " + before.value();
          }
        }
      }
    }
    return "before: not among the first";
  }

  void dispose() {
    subscriptions.unsubscribe();
    model.dispose();
  }
}
