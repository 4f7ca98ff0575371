package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.session.compare.DifferenceModel;
import dev.corelane.desktop.timeline.PictureRegion;
import dev.corelane.desktop.timeline.TimelineView;
import dev.corelane.render.paint.SignedLanePainter;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.ViewState;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.AccessibleRole;
import javafx.util.Subscription;

/// The lanes of differences below the timelines, on the same axis of time as these.
final class DifferenceLanesView extends PictureRegion {
  private static final double LANE = 48;
  private static final double MARGIN = 6;

  private final CompareModel model;
  private final ObservableBooleanValue columns;
  private Subscription subscriptions = Subscription.EMPTY;

  DifferenceLanesView(
      CompareModel model, ObservableBooleanValue columns, TimelineView.Setting setting) {
    super(setting.theme(), setting.glyphs());
    this.model = model;
    this.columns = columns;
    setId("difference-lanes");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("Differences over the visible time");
    for (ComparedSide side : model.sides()) {
      subscriptions =
          subscriptions
              .and(side.view().state().subscribe(this::changed))
              .and(side.view().geometry().subscribe(this::touch));
    }
    subscriptions =
        subscriptions
            .and(model.differences().pair().subscribe(this::refit))
            .and(model.lanes().ready().subscribe(this::refit))
            .and(columns.subscribe(this::touch));
  }

  /// The pointer changes the state of a view, too, but nothing here.
  private void changed(ViewState before, ViewState now) {
    if (!before.scale().equals(now.scale()) || !before.selected().equals(now.selected())) {
      refit();
    }
  }

  private void refit() {
    double height = 2 * MARGIN + LANE * model.differenceLanes().lanes().size();
    if (getPrefHeight() != height) {
      setMinHeight(height);
      setPrefHeight(height);
    }
    touch();
  }

  @Override
  protected void paint(PixelSurface surface, Theme theme) {
    surface.fillRect(0, 0, surface.width(), surface.height(), theme.background());
    surface.fillRect(0, 0, surface.width(), surface.pixel(), theme.border());
    DifferenceModel.Pair pair = model.differences().pair().get();
    ComparedSide base = model.sides().get(pair.base());
    ComparedSide other = model.sides().get(pair.other());
    Area lanes = base.view().geometry().get().lanes();
    double right = columns.get() ? surface.width() - MARGIN : lanes.right();
    List<SignedLanePainter.Lane> shown = model.differenceLanes().lanes();
    new SignedLanePainter(
            shown,
            new SignedLanePainter.Sides(
                String.valueOf(base.letter()),
                pair.base(),
                String.valueOf(other.letter()),
                pair.other()),
            lanes.x())
        .paint(surface, theme, new Area(0, MARGIN, right, surface.height() - 2 * MARGIN));
  }

  void dispose() {
    subscriptions.unsubscribe();
  }
}
