package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.session.compare.LinkedViews;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.desktop.timeline.TimelineView;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// One side of a comparison: its name above its timeline, and over the timeline the common cursor
/// and what of the visible time it has no recording of.
final class SideView extends BorderPane {
  private final TimelineView timeline;
  private final SideOverlay overlay;

  SideView(ComparedSide side, int index, LinkedViews views, TimelineView.Setting setting) {
    timeline = new TimelineView(side.trace(), setting);
    timeline.setId("timeline-" + side.letter());
    overlay = new SideOverlay(side, index, views);
    getStyleClass().add("compare-side");
    setId("side-" + side.letter());
    Label letter = Parts.label(String.valueOf(side.letter()), "side-letter");
    letter.getStyleClass().add("side-" + index);
    Label title = Parts.label(side.title(), "strong");
    title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    title.setMinWidth(40);
    Label machine = Parts.label(side.machine(), "soft");
    machine.setMinWidth(0);
    HBox header = new HBox(8, letter, title, machine);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("side-header");
    setTop(header);
    setCenter(new StackPane(timeline, overlay));
    setMinSize(0, 0);
    timeline.addEventFilter(MouseEvent.MOUSE_MOVED, e -> pointed(side, index, views, e));
    timeline.addEventFilter(MouseEvent.MOUSE_DRAGGED, e -> pointed(side, index, views, e));
    timeline.addEventFilter(MouseEvent.MOUSE_EXITED, e -> views.pointNowhere());
  }

  private static void pointed(ComparedSide side, int index, LinkedViews views, MouseEvent e) {
    var lanes = side.view().geometry().get().lanes();
    if (e.getX() >= lanes.x() && e.getX() < lanes.right()) {
      views.pointAt(index, e.getX() - lanes.x());
    } else {
      views.pointNowhere();
    }
  }

  TimelineView timeline() {
    return timeline;
  }

  void dispose() {
    overlay.dispose();
    timeline.dispose();
  }
}
