package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.session.compare.LinkedViews;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.trace.model.TimeRange;
import java.util.OptionalDouble;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// What lies over a timeline of a comparison: a line at the time under the pointer, wherever the
/// pointer is, and covers over the time that only other sides have. Nodes of the scene, so that
/// moving the line does not paint the timeline again.
final class SideOverlay extends Pane {
  private final ComparedSide side;
  private final int index;
  private final LinkedViews views;
  private final Region cursor = new Region();
  private final Region before = new Region();
  private final Region after = new Region();
  private final Subscription subscriptions;

  SideOverlay(ComparedSide side, int index, LinkedViews views) {
    this.side = side;
    this.index = index;
    this.views = views;
    setMouseTransparent(true);
    setMinSize(0, 0);
    cursor.getStyleClass().add("compare-cursor");
    cursor.setId("cursor-" + side.letter());
    before.getStyleClass().add("compare-beyond");
    after.getStyleClass().add("compare-beyond");
    for (Region region : new Region[] {before, after, cursor}) {
      region.setManaged(false);
      region.setVisible(false);
    }
    getChildren().addAll(before, after, cursor);
    subscriptions =
        Subscription.combine(
            side.view().state().subscribe(this::coverBeyond),
            side.view().geometry().subscribe(this::coverBeyond),
            views.cursorChanges().subscribe(this::moveCursor));
  }

  private void moveCursor() {
    // The timeline that the pointer is on draws a line of its own, with the time.
    OptionalDouble x = views.pointed(index) ? OptionalDouble.empty() : views.cursorX(index);
    cursor.setVisible(x.isPresent());
    if (x.isPresent()) {
      Area lanes = side.view().geometry().get().lanes();
      double top = side.view().geometry().get().ruler().y();
      // On whole pixels, so that the line stays sharp.
      double left = Math.floor(lanes.x() + x.getAsDouble());
      cursor.resizeRelocate(left, top, 1, Math.max(0, lanes.bottom() - top));
    }
  }

  private void coverBeyond() {
    TimeScale scale = side.view().scale();
    TimeRange range = side.range();
    Area lanes = side.view().geometry().get().lanes();
    double from = Math.clamp(scale.toPx(range.startNs()), 0, scale.width());
    double to = Math.clamp(scale.toPx(range.endNs()), from, scale.width());
    cover(before, lanes, 0, from);
    cover(after, lanes, to, scale.width());
    moveCursor();
  }

  private static void cover(Region region, Area lanes, double from, double to) {
    region.setVisible(to - from >= 1);
    if (region.isVisible()) {
      double left = Math.round(lanes.x() + from);
      double right = Math.round(lanes.x() + to);
      region.resizeRelocate(left, lanes.y(), right - left, Math.max(0, lanes.height()));
    }
  }

  void dispose() {
    subscriptions.unsubscribe();
  }
}
