package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.timeline.TimelineView;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;

/// All of a comparison: the timelines, and below them what they differ in.
final class ComparePage extends BorderPane {
  private static final double TIMELINES = 0.6;

  private final CompareModel model;
  private final List<SideView> sides = new ArrayList<>();
  private final SplitPane timelines = new SplitPane();
  private final DifferencePane differences;

  ComparePage(CompareModel model, TimelineView.Setting setting) {
    this.model = model;
    setId("compare-page");
    for (int i = 0; i < model.sides().size(); i++) {
      sides.add(new SideView(model.sides().get(i), i, model.views(), setting));
    }
    timelines.getItems().setAll(sides);
    timelines.getStyleClass().add("compare-timelines");
    timelines.setOrientation(Orientation.VERTICAL);
    differences = new DifferencePane(model.differences());
    SplitPane all = new SplitPane(timelines, differences);
    all.setOrientation(Orientation.VERTICAL);
    all.setDividerPositions(TIMELINES);
    all.getStyleClass().add("compare-all");
    setTop(bar());
    setCenter(all);
    spread();
  }

  private Node bar() {
    ToggleButton linked = new ToggleButton("Linked");
    linked.setId("compare-linked");
    linked.selectedProperty().bindBidirectional(model.views().linked());
    Parts.explained(linked, "Move all timelines together");
    ToggleButton columns = new ToggleButton("Columns");
    columns.setId("compare-columns");
    Parts.explained(columns, "Timelines beside each other instead of one above the other");
    columns
        .selectedProperty()
        .subscribe(
            on -> {
              timelines.setOrientation(on ? Orientation.HORIZONTAL : Orientation.VERTICAL);
              spread();
            });
    ToolBar bar = new ToolBar(linked, columns);
    bar.getStyleClass().add("main");
    return bar;
  }

  /// Gives every side the same room.
  private void spread() {
    int n = sides.size();
    double[] positions = new double[n - 1];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (i + 1.0) / n;
    }
    timelines.setDividerPositions(positions);
  }

  /// Begins to look for differences.
  void start() {
    model.differences().start();
    sides.getFirst().timeline().requestFocus();
  }

  void keyPressed(KeyEvent e) {
    boolean modified = e.isShortcutDown() || e.isAltDown() || e.isControlDown() || e.isMetaDown();
    if (modified) {
      return;
    }
    switch (e.getCode()) {
      case F, DIGIT0, NUMPAD0 -> {
        model.views().fit();
        e.consume();
      }
      case ESCAPE -> {
        model.sides().stream().map(ComparedSide::view).forEach(TimelineModel::clearSelection);
        e.consume();
      }
      default -> {}
    }
    if (!e.isConsumed() && e.getCode().isLetterKey()) {
      // Letters move the timelines wherever the focus is.
      focused().timeline().keyPressed(e);
    }
  }

  private SideView focused() {
    return sides.stream()
        .filter(s -> s.timeline().isFocused())
        .findFirst()
        .orElse(sides.getFirst());
  }

  void dispose() {
    differences.dispose();
    sides.forEach(SideView::dispose);
  }
}
