package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.session.compare.CpuDifferences;
import dev.corelane.desktop.session.compare.DifferenceModel;
import dev.corelane.desktop.timeline.PictureRegion;
import dev.corelane.desktop.timeline.TimelineView;
import dev.corelane.render.layout.DifferenceBands;
import dev.corelane.render.paint.CpuDifferencePainter;
import dev.corelane.render.paint.SignedLanePainter;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.DifferenceColumns;
import dev.corelane.render.view.Grid;
import dev.corelane.render.view.ViewState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Subscription;

/// The lanes of differences below the timelines, on the same axis of time as these: what ran on
/// each CPU in one and not in the other, and how many more threads ran and waited. Scrolls where
/// there is too little room.
final class DifferenceLanesView extends PictureRegion {
  private static final double SIGNED_LANE = 52;
  private static final double CPU_LANE = 34;
  private static final double GAP = 4;
  private static final double MARGIN = 6;
  private static final double LEGEND = 20;

  private final CompareModel model;
  private final ObservableBooleanValue columns;
  private final TimelineView.Setting setting;
  private final ReadOnlyStringWrapper pointed = new ReadOnlyStringWrapper("");
  private final List<Painted> painted = new ArrayList<>();
  private Subscription subscriptions = Subscription.EMPTY;
  private Area signedArea = new Area(0, 0, 0, 0);
  private double scroll;

  /// A lane as it stands on the screen.
  private record Painted(CpuDifferences.Lane lane, DifferenceColumns columns, Area area) {
    DifferenceBands bands() {
      return new DifferenceBands(area.height());
    }
  }

  DifferenceLanesView(
      CompareModel model, ObservableBooleanValue columns, TimelineView.Setting setting) {
    super(setting.theme(), setting.glyphs());
    this.model = model;
    this.columns = columns;
    this.setting = setting;
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
            .and(model.cpuDifferences().changes().subscribe(c -> touch()))
            .and(setting.colors().subscribe(this::touch))
            .and(columns.subscribe(this::touch));
    addEventHandler(MouseEvent.MOUSE_MOVED, e -> pointAt(e.getX(), e.getY()));
    addEventHandler(MouseEvent.MOUSE_EXITED, e -> pointed.set(""));
    addEventHandler(MouseEvent.MOUSE_CLICKED, e -> select(e.getX(), e.getY()));
    addEventHandler(
        ScrollEvent.SCROLL,
        e -> {
          scroll -= e.getDeltaY();
          touch();
          e.consume();
        });
  }

  /// @return what the pointer is on, "" if it is on nothing
  ReadOnlyStringProperty pointed() {
    return pointed.getReadOnlyProperty();
  }

  private void pointAt(double x, double y) {
    pointed.set(
        at(x, y)
            .map(
                lane ->
                    model
                        .cpuDifferences()
                        .text(
                            lane.lane(),
                            lane.columns(),
                            lane.bands(),
                            x - lane.area().x(),
                            y - lane.area().y()))
            .orElseGet(() -> signedText(x, y)));
  }

  private String signedText(double x, double y) {
    List<SignedLanePainter.Lane> lanes = model.differenceLanes().lanes();
    int lane = (int) Math.floor((y - signedArea.y()) / (SIGNED_LANE + GAP));
    if (y < signedArea.y() || lane >= lanes.size() || x >= signedArea.right()) {
      return "";
    }
    return x < signedArea.x()
        ? lanes.get(lane).title()
        : model.differenceLanes().text(lanes.get(lane), x - signedArea.x(), signedArea.width());
  }

  private void select(double x, double y) {
    at(x, y)
        .ifPresent(
            lane ->
                model
                    .cpuDifferences()
                    .select(
                        lane.lane(),
                        lane.columns(),
                        lane.bands(),
                        x - lane.area().x(),
                        y - lane.area().y()));
  }

  private Optional<Painted> at(double x, double y) {
    return painted.stream().filter(lane -> lane.area().contains(x, y)).findFirst();
  }

  /// The pointer changes the state of a view, too, but nothing here.
  private void changed(ViewState before, ViewState now) {
    if (!before.scale().equals(now.scale()) || !before.selected().equals(now.selected())) {
      refit();
    }
  }

  private void refit() {
    double height = content();
    if (getPrefHeight() != height) {
      setMinHeight(Math.min(height, MARGIN + 2 * (CPU_LANE + GAP) + LEGEND));
      setPrefHeight(height);
    }
    touch();
  }

  private double content() {
    int cpus = model.cpuDifferences().lanes(setting.colors().getValue()).size();
    int signed = model.differenceLanes().lanes().size();
    return 2 * MARGIN + cpus * (CPU_LANE + GAP) + signed * (SIGNED_LANE + GAP) + LEGEND;
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
    scroll = Math.clamp(scroll, 0, Math.max(0, content() - surface.height()));
    var whole = new Area(0, MARGIN, right, surface.height() - MARGIN - LEGEND);
    surface.pushClip(whole.x(), whole.y(), whole.width(), whole.height());
    double y = paintCpus(surface, theme, base, whole, lanes.x());
    List<SignedLanePainter.Lane> signed = model.differenceLanes().lanes();
    var sides =
        new SignedLanePainter.Sides(
            String.valueOf(base.letter()),
            pair.base(),
            String.valueOf(other.letter()),
            pair.other());
    double height = signed.size() * (SIGNED_LANE + GAP) - GAP;
    signedArea = new Area(lanes.x(), y, Math.max(0, right - lanes.x()), height);
    new SignedLanePainter(signed, sides, lanes.x())
        .paint(surface, theme, new Area(0, y, right, height));
    surface.pop();
    new CpuDifferencePainter(surface, theme)
        .legend(
            sides.first(),
            sides.second(),
            new Area(lanes.x(), surface.height() - LEGEND, right - lanes.x(), LEGEND));
    paintMore(surface, theme, whole);
  }

  /// @return where what follows begins
  private double paintCpus(
      PixelSurface surface, Theme theme, ComparedSide base, Area whole, double left) {
    painted.clear();
    double y = MARGIN - scroll;
    double width = whole.right() - left;
    if (width < 1) {
      return y;
    }
    TimeScale scale = base.view().scale().withWidth(width);
    Grid grid = Grid.columns(base.view().digest(), scale, surface.pixel());
    var painter = new CpuDifferencePainter(surface, theme);
    for (CpuDifferences.Lane lane : model.cpuDifferences().lanes(setting.colors().getValue())) {
      if (y + CPU_LANE > whole.y() && y < whole.bottom()) {
        DifferenceColumns shown = lane.columns(scale, grid);
        var area = new Area(left, y, width, CPU_LANE);
        painter.paint(lane.difference(), shown, area);
        painted.add(new Painted(lane, shown, area));
        header(surface, theme, lane, y);
      }
      y += CPU_LANE + GAP;
    }
    return y;
  }

  private void header(Surface surface, Theme theme, CpuDifferences.Lane lane, double top) {
    DifferenceModel.Pair pair = model.differences().pair().get();
    SignedLanePainter.key(surface, theme, 2, top, CPU_LANE, pair.base(), pair.other());
    double baseline = Type.SMALL_BOLD.baselineIn(top, CPU_LANE);
    surface.text(
        "CPU " + lane.difference().number() + ", who ran",
        12,
        baseline,
        Type.SMALL_BOLD,
        theme.text());
  }

  /// Tells by a bar at the right that there is more than is seen.
  private void paintMore(Surface surface, Theme theme, Area whole) {
    double hidden = content() - surface.height();
    if (hidden > 0) {
      double part = whole.height() / (whole.height() + hidden);
      double top = whole.y() + scroll / hidden * whole.height() * (1 - part);
      surface.fillRect(surface.width() - 5, top, 4, whole.height() * part, theme.busy());
    }
  }

  void dispose() {
    subscriptions.unsubscribe();
  }
}
