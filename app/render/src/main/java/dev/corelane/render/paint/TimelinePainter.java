package dev.corelane.render.paint;

import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.FactColumns;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;

/// Paints minimap, ruler, lane headers and lanes: all of a window's timeline. A frame costs a
/// bounded amount of work per visible lane and column; lanes out of sight and events outside the
/// visible time cost nothing.
public final class TimelinePainter {
  private final CoreLanePainter cores = new CoreLanePainter();
  private final LockLanePainter locks = new LockLanePainter();
  private final ThreadLanePainter threads = new ThreadLanePainter();
  private final ActivityPainter activity = new ActivityPainter();
  private final GroupPainter groups = new GroupPainter(activity);
  private final RulerPainter ruler = new RulerPainter();
  private final MinimapPainter minimapPainter = new MinimapPainter();
  private final HeaderPainter headers = new HeaderPainter();
  private final HolePainter holes = new HolePainter();
  private final OverlayPainter overlays = new OverlayPainter();
  private final LinkPainter links = new LinkPainter();
  private final TailPainter tails = new TailPainter();

  /// Paints everything within the areas.
  ///
  /// @param frame what is shown
  /// @param geometry where; the width of its ruler is that of the time scale
  /// @param minimap the whole timeline in small; drawn if its area has a height
  /// @return what the picture contains, for the legend
  public Shown paint(Frame frame, TimelineGeometry geometry, MinimapModel minimap) {
    var shown = new Shown(frame.digest().classes().classes().size());
    paintGround(frame, geometry);
    ruler.paintGrid(frame, geometry.lanes());
    paintLanes(frame, geometry, shown);
    if (geometry.minimap().height() > 0) {
      minimapPainter.paint(frame, minimap, geometry.minimap());
    }
    RulerLabels labels = RulerLabels.of(frame);
    ruler.paint(frame, geometry.ruler(), labels);
    links.paint(frame, geometry, shown);
    overlays.paintRange(frame, geometry);
    BookmarkPainter.paintLines(frame, geometry, shown);
    overlays.paintPointer(frame, geometry, shown);
    labels.paint(frame, geometry.ruler());
    return shown;
  }

  private static void paintGround(Frame frame, TimelineGeometry geometry) {
    Surface surface = frame.surface();
    Theme theme = frame.theme();
    fill(surface, geometry.corner(), theme.chrome());
    fill(surface, geometry.headers(), theme.background());
    fill(surface, geometry.lanes(), theme.background());
    surface.fillRect(
        geometry.corner().x(),
        geometry.corner().bottom() - surface.pixel(),
        geometry.corner().width(),
        surface.pixel(),
        theme.border());
  }

  private static void fill(Surface surface, Area area, int color) {
    surface.fillRect(area.x(), area.y(), area.width(), area.height(), color);
  }

  private void paintLanes(Frame frame, TimelineGeometry geometry, Shown shown) {
    ViewState state = frame.state();
    LaneLayout layout = state.layout();
    FactColumns columns = FactColumns.of(state.scale());
    double frozen = Math.min(layout.frozenHeight(), geometry.lanes().height());
    Band still = new Band(geometry, 0, frozen);
    Band scrolled = new Band(geometry, frozen, geometry.lanes().height() - frozen);
    for (LaneRow row : layout.frozenRows()) {
      paintLane(frame, columns, row, still, shown);
    }
    for (LaneRow row : layout.visible(state.scroll(), geometry.lanes().height())) {
      paintLane(frame, columns, row, scrolled, shown);
    }
    if (frozen > 0 && state.scroll() > 0) {
      Area lanes = geometry.lanes();
      Surface surface = frame.surface();
      double y = lanes.y() + frozen - surface.pixel();
      surface.fillRect(0, y, lanes.right(), surface.pixel(), frame.theme().border());
    }
  }

  /// A part of the lanes: those that stay or those that scroll.
  private record Band(TimelineGeometry geometry, double top, double height) {
    void push(Surface surface, Area area) {
      surface.pushClip(area.x(), area.y() + top, area.width(), height);
    }
  }

  private void paintLane(Frame frame, FactColumns columns, LaneRow row, Band band, Shown shown) {
    Surface surface = frame.surface();
    Area lanes = band.geometry().lanes();
    Area header = band.geometry().headers();
    double top = lanes.y() + frame.state().layout().topOf(row, frame.state().scroll());
    double busy = 0;
    band.push(surface, lanes);
    surface.pushTranslate(lanes.x(), 0);
    switch (row.lane()) {
      case Lane.GroupHeading heading ->
          groups.paint(frame, columns, heading, top, row.height(), shown);
      case Lane.More more -> {}
      case Lane.LockLane lock -> {
        locks.paint(frame, columns, lock, top, row.height(), shown);
        overlays.paintHits(frame, row, top);
      }
      case Lane.ThreadLane thread -> {
        busy = threads.paint(frame, columns, thread, top, row.height(), shown);
        overlays.paintHits(frame, row, top);
      }
      case Lane.SessionsLane s -> paintActivity(frame, columns, row, top, shown);
      case Lane.SpansLane s -> paintActivity(frame, columns, row, top, shown);
      case Lane.CounterLane c -> paintActivity(frame, columns, row, top, shown);
      case Lane.MarksLane m -> paintActivity(frame, columns, row, top, shown);
      case Lane.Core core -> {
        busy = cores.paint(frame, core, top, row.height(), shown);
        if (holes.paint(frame, core.cpu(), top, row.height())) {
          shown.addHole();
        }
        if (frame.state().overlay().tails()) {
          tails.paint(frame, core.cpu(), top, row.height(), shown);
        }
        overlays.paintWorst(frame, core.cpu(), top, row.height());
        overlays.paintHits(frame, row, top);
      }
    }
    surface.pop();
    surface.pop();
    band.push(surface, header);
    headers.paint(frame, row, header, top, busy);
    surface.pop();
  }

  private void paintActivity(
      Frame frame, FactColumns columns, LaneRow row, double top, Shown shown) {
    activity.paint(frame, columns, row.lane(), top, row.height(), shown);
    overlays.paintHits(frame, row, top);
  }
}
