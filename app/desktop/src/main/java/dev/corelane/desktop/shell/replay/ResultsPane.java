package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.GuidedStory;
import dev.corelane.desktop.session.replay.Plot;
import dev.corelane.desktop.session.replay.Progress;
import dev.corelane.desktop.session.replay.ReplayModel;
import dev.corelane.desktop.session.replay.Results;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What came of the runs: the table, pictures, what can be opened side by side, and what has to be
/// known to read the numbers.
final class ResultsPane extends VBox {
  private static final double PLOT_WIDTH = 416;
  private static final double PLOT_HEIGHT = 300;
  private static final double WIDE_PLOT = 640;
  private static final double HIGH_PLOT = 400;

  private final ReplayModel model;
  private final ObservableValue<Theme> theme;
  private final GlyphSource glyphs;
  private final Consumer<List<String>> open;
  private final Label lead = Parts.paragraph("", "soft");
  private final ResultGrid grid = new ResultGrid();
  private final FlowPane sides = new FlowPane(12, 6);
  private final FlowPane plots = new FlowPane(16, 16);
  private final VBox notes = new VBox(12);
  private final List<CheckBox> boxes = new ArrayList<>();
  private final Button opener = new Button("Open Timelines Side by Side");
  private List<String> offered = List.of();
  private boolean touched;

  ResultsPane(
      ReplayModel model,
      ObservableValue<Theme> theme,
      GlyphSource glyphs,
      Consumer<List<String>> open) {
    super(16);
    this.model = model;
    this.theme = theme;
    this.glyphs = glyphs;
    this.open = open;
    getStyleClass().add("results");
    setId("replay-results");
    lead.setId("results-lead");
    sides.setId("sides");
    notes.setId("results-notes");
    opener.setId("open-sides");
    opener.setOnAction(e -> this.open.accept(chosen()));
    Label opening = Parts.sentence(model.opening().map(ResultsPane::openingText), "soft", "small");
    opening.setId("opening-text");
    getChildren().addAll(lead, grid, sides, opening, plots, notes);
    model.results().subscribe(this::show);
    model.form().subscribe((before, now) -> show(known()));
  }

  private static String openingText(Progress progress) {
    return switch (progress.state()) {
      case RUNNING -> "Making the timelines: each is the run with the first seed\u2026";
      case FAILED -> progress.text();
      case IDLE, DONE, CANCELLED -> "";
    };
  }

  private @Nullable Results known() {
    ObservableValue<@Nullable Results> shown = model.results();
    return shown.getValue();
  }

  private void show(@Nullable Results results) {
    boolean there = results != null;
    for (Node node : List.of(grid, sides, notes)) {
      node.setVisible(there);
      node.setManaged(there);
    }
    List<Plot> pictures = new ArrayList<>();
    if (results == null) {
      offered = List.of();
      lead.setText(
          "Nothing has run yet. Runs use all CPUs of this computer; results come one by one, and"
              + " Cancel keeps those that are there.");
    } else {
      lead.setText(results.lead());
      grid.show(results.table());
      offer(results.timelines().stream().map(Results.Openable::name).toList());
      tell(results.notes());
      pictures.addAll(results.plots());
    }
    model.story().map(GuidedStory::pictures).ifPresent(pictures::addAll);
    fill(plots, pictures, theme, glyphs);
  }

  static void fill(
      FlowPane pane, List<Plot> pictures, ObservableValue<Theme> theme, GlyphSource glyphs) {
    pane.getChildren().clear();
    for (Plot plot : pictures) {
      PlotView view = new PlotView(plot, theme, glyphs);
      // Names and ranges of single points need more room than curves.
      boolean points = plot.series().stream().noneMatch(Plot.Series::joined);
      view.setPrefSize(points ? WIDE_PLOT : PLOT_WIDTH, points ? HIGH_PLOT : PLOT_HEIGHT);
      view.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      pane.getChildren().add(view);
    }
    pane.setManaged(!pictures.isEmpty());
  }

  /// Boxes stay as they are while results of the same things come in.
  private void offer(List<String> names) {
    if (names.equals(offered)) {
      return;
    }
    List<String> before = chosen();
    touched = touched && before.stream().anyMatch(names::contains);
    offered = names;
    boxes.clear();
    sides.getChildren().setAll(Parts.label("Look at:", "soft"));
    for (String name : names) {
      CheckBox box = new CheckBox(name);
      box.setId("side-" + name.replaceAll("[^A-Za-z0-9]+", "-"));
      box.setSelected(touched && before.contains(name));
      box.selectedProperty().subscribe((was, is) -> allow());
      box.setOnAction(e -> touched = true);
      boxes.add(box);
      sides.getChildren().add(box);
    }
    if (!touched) {
      // Of a recording, two replays: they differ by the model only.
      int skipped = Math.min(names.indexOf(Results.RECORDING) + 1, names.size() - 2);
      boxes.stream()
          .skip(Math.max(0, skipped))
          .limit(ReplayModel.FEWEST_SIDES)
          .forEach(box -> box.setSelected(true));
    }
    sides.getChildren().add(opener);
    allow();
  }

  private List<String> chosen() {
    return boxes.stream().filter(CheckBox::isSelected).map(CheckBox::getText).toList();
  }

  private void allow() {
    int sidesChosen = chosen().size();
    opener.setDisable(
        sidesChosen < ReplayModel.FEWEST_SIDES || sidesChosen > ReplayModel.MOST_SIDES);
    Parts.explain(opener, "Two to four of them, each the run with the first seed.");
  }

  private void tell(List<Results.Note> all) {
    notes.getChildren().clear();
    for (Results.Note note : all) {
      VBox box = new VBox(4, Parts.label(note.heading(), "heading"));
      box.getStyleClass().addAll("note", note.kind().name().toLowerCase(java.util.Locale.ROOT));
      note.sentences()
          .forEach(sentence -> box.getChildren().add(Parts.paragraph("\u2013 " + sentence)));
      notes.getChildren().add(box);
    }
  }
}
