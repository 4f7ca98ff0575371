package dev.corelane.render.paint;

import dev.corelane.render.layout.Lane;
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
  private final GroupPainter groups = new GroupPainter();
  private final RulerPainter ruler = new RulerPainter();
  private final MinimapPainter minimapPainter = new MinimapPainter();
  private final HeaderPainter headers = new HeaderPainter();
  private final HolePainter holes = new HolePainter();
  private final OverlayPainter overlays = new OverlayPainter();

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
    overlays.paintRange(frame, geometry);
    overlays.paintPointer(frame, geometry);
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
    Surface surface = frame.surface();
    ViewState state = frame.state();
    Area lanes = geometry.lanes();
    Area header = geometry.headers();
    FactColumns columns = FactColumns.of(state.scale());
    for (LaneRow row : state.layout().visible(state.scroll(), lanes.height())) {
      double top = lanes.y() + row.y() - state.scroll();
      double busy = 0;
      surface.pushClip(lanes.x(), lanes.y(), lanes.width(), lanes.height());
      surface.pushTranslate(lanes.x(), 0);
      switch (row.lane()) {
        case Lane.GroupHeading heading ->
            groups.paint(frame, columns, heading, top, row.height(), shown);
        case Lane.More more -> {}
        case Lane.LockLane lock -> {
          locks.paint(frame, columns, lock, top, shown);
          overlays.paintHits(frame, row, top);
        }
        case Lane.ThreadLane thread -> {
          busy = threads.paint(frame, columns, thread, top, shown);
          overlays.paintHits(frame, row, top);
        }
        case Lane.Core core -> {
          busy = cores.paint(frame, core, top, row.height(), shown);
          if (holes.paint(frame, core.cpu(), top, row.height())) {
            shown.addHole();
          }
          overlays.paintWorst(frame, core.cpu(), top, row.height());
          overlays.paintHits(frame, row, top);
        }
      }
      surface.pop();
      surface.pop();
      surface.pushClip(header.x(), header.y(), header.width(), header.height());
      headers.paint(frame, row, header, top, busy);
      surface.pop();
    }
  }
}
