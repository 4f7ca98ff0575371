package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.Walks;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.desktop.timeline.TimelineView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// All of a comparison: the timelines, and below them what they differ in.
final class ComparePage extends BorderPane {
  private static final double TIMELINES = 0.6;

  private final CompareModel model;
  private final List<SideView> sides = new ArrayList<>();
  private final SplitPane timelines = new SplitPane();
  private final SplitPane all = new SplitPane();
  private final BooleanProperty columns = new SimpleBooleanProperty();
  private final BooleanProperty signed = new SimpleBooleanProperty();
  private final BooleanProperty lower = new SimpleBooleanProperty(true);
  private final LowerPane differences;
  private final DifferenceLanesView over;

  ComparePage(CompareModel model, TimelineView.Setting setting) {
    this.model = model;
    setId("compare-page");
    for (int i = 0; i < model.sides().size(); i++) {
      sides.add(new SideView(model.sides().get(i), i, model.views(), setting));
    }
    timelines.getItems().setAll(sides);
    timelines.getStyleClass().add("compare-timelines");
    timelines.setOrientation(Orientation.VERTICAL);
    differences = new LowerPane(model, setting);
    all.setOrientation(Orientation.VERTICAL);
    all.getStyleClass().add("compare-all");
    setTop(new CompareBar(model, columns, signed, lower));
    setCenter(all);
    over = new DifferenceLanesView(model, columns, setting);
    Label pointed = Parts.label("", "soft", "small", "difference-pointed");
    pointed.setId("difference-pointed");
    pointed
        .textProperty()
        .bind(over.pointed().map(t -> t.isEmpty() ? "Point at a lane to read it" : t));
    VBox upper = new VBox(timelines);
    // The timelines keep half of the room.
    over.maxHeightProperty().bind(upper.heightProperty().divide(2));
    VBox.setVgrow(timelines, Priority.ALWAYS);
    upper.setMinHeight(0);
    signed.subscribe(
        shown -> {
          upper.getChildren().setAll(timelines);
          if (shown) {
            upper.getChildren().addAll(over, pointed);
          }
        });
    lower.subscribe(
        shown -> {
          all.getItems().setAll(upper);
          if (shown) {
            all.getItems().add(differences);
            all.setDividerPositions(TIMELINES);
          }
        });
    columns.subscribe(
        on -> {
          timelines.setOrientation(on ? Orientation.HORIZONTAL : Orientation.VERTICAL);
          spread();
        });
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
      case L -> {
        walk(e, e.isShiftDown() ? Walks::previousHolderPreemption : Walks::nextHolderPreemption);
      }
      case PERIOD -> walk(e, Walks::nextPreemption);
      case COMMA -> walk(e, Walks::previousPreemption);
      default -> {}
    }
    if (!e.isConsumed() && e.getCode().isLetterKey()) {
      // Letters move the timelines wherever the focus is.
      focused().timeline().keyPressed(e);
    }
  }

  /// Goes on in the side that has the focus; linked, the others follow.
  private void walk(KeyEvent e, Consumer<Walks> step) {
    step.accept(model.sides().get(sides.indexOf(focused())).view().walks());
    e.consume();
  }

  private SideView focused() {
    return sides.stream()
        .filter(s -> s.timeline().isFocused())
        .findFirst()
        .orElse(sides.getFirst());
  }

  void dispose() {
    differences.dispose();
    over.dispose();
    sides.forEach(SideView::dispose);
  }
}
