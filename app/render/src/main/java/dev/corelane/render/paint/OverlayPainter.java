package dev.corelane.render.paint;

import dev.corelane.render.digest.WorstMoment;
import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.HitCertainty;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;

/// Paints what lies over the lanes: the worst moments, the selected range, what was clicked and
/// what the pointer is on.
final class OverlayPainter {
  private static final double RANGE_ALPHA = 0.14;
  private static final double CLOCK_ALPHA = 0.12;

  /// Uncertainties of a clock that are narrower are not drawn.
  private static final double LEAST_CLOCK_PX = 2;

  private static final double BADGE = 7;
  private static final double HOVER_LINE = 1;
  private static final double SELECTED_LINE = 2;

  /// Paints the numbers of the worst run delays on a lane; the lane's left edge is the origin.
  void paintWorst(Frame frame, int cpu, double top, double height) {
    TimeScale scale = frame.state().scale();
    for (WorstMoment moment : frame.digest().worst()) {
      double x = scale.toPx(moment.timeNs());
      if (moment.cpu() != cpu || x < 0 || x > scale.width()) {
        continue;
      }
      Surface surface = frame.surface();
      Theme theme = frame.theme();
      double pixel = surface.pixel();
      surface.fillRect(x - pixel, top, 2 * pixel, height, theme.alarm());
      double y = top + CoreBands.of(height).bodyTop() + BADGE + 2;
      double room = BADGE + 1;
      if (scale.width() < 2 * room) {
        continue;
      }
      double centre = Math.clamp(x, room, scale.width() - room);
      surface.fillConvex(disc(centre, y, room), theme.background());
      badge(surface, theme, moment.rank(), centre, y);
    }
  }

  /// Paints the number of a worst moment around a point.
  static void badge(Surface surface, Theme theme, int rank, double x, double y) {
    surface.fillConvex(disc(x, y, BADGE), theme.alarm());
    String text = Integer.toString(rank);
    surface.text(
        text,
        x - surface.measureText(text, Type.SMALL_BOLD) / 2,
        Type.SMALL_BOLD.baselineIn(y - BADGE, 2 * BADGE),
        Type.SMALL_BOLD,
        theme.textOn(theme.alarm()));
  }

  private static double[] disc(double x, double y, double radius) {
    int corners = 24;
    double[] points = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      points[2 * i] = x + radius * Math.cos(angle);
      points[2 * i + 1] = y + radius * Math.sin(angle);
    }
    return points;
  }

  void paintRange(Frame frame, TimelineGeometry geometry) {
    if (frame.state().selection().isEmpty()) {
      return;
    }
    TimeRange range = frame.state().selection().get();
    TimeScale scale = frame.state().scale();
    Surface surface = frame.surface();
    Area lanes = geometry.lanes();
    double from = Math.max(-2, scale.toPx(range.startNs()));
    double to = Math.min(scale.width() + 2, scale.toPx(range.endNs()));
    if (to < 0 || from > scale.width()) {
      return;
    }
    int ink = frame.theme().selection();
    Area ruler = geometry.ruler();
    surface.pushClip(ruler.x(), ruler.y(), ruler.width(), lanes.bottom() - ruler.y());
    surface.pushTranslate(lanes.x(), lanes.y());
    if (frame.state().selectedLanes().isEmpty()) {
      range(surface, from, to, 0, lanes.height(), ink);
    } else {
      paintRangeOfLanes(frame, lanes, from, to);
    }
    surface.pop();
    surface.pop();
  }

  private static void paintRangeOfLanes(Frame frame, Area lanes, double from, double to) {
    LaneLayout layout = frame.state().layout();
    double scroll = frame.state().scroll();
    int ink = frame.theme().selection();
    for (LaneRow row : layout.frozenRows()) {
      if (frame.state().selectedLanes().contains(row.lane().id())) {
        range(frame.surface(), from, to, row.y(), row.height(), ink);
      }
    }
    for (LaneRow row : layout.visible(scroll, lanes.height())) {
      if (frame.state().selectedLanes().contains(row.lane().id())) {
        double top = Math.max(layout.frozenHeight(), row.y() - scroll);
        range(frame.surface(), from, to, top, row.y() - scroll + row.height() - top, ink);
      }
    }
  }

  private static void range(
      Surface surface, double from, double to, double top, double height, int ink) {
    double pixel = surface.pixel();
    surface.fillRect(from, top, to - from, height, Argb.withAlpha(ink, RANGE_ALPHA));
    surface.fillRect(from - pixel, top, 2 * pixel, height, ink);
    surface.fillRect(to - pixel, top, 2 * pixel, height, ink);
  }

  /// Paints the clicked and the hovered slice of a lane; the lane's left edge is the origin.
  void paintHits(Frame frame, LaneRow row, double top) {
    if (row.lane() instanceof Lane.Core core) {
      outline(frame, frame.state().selected(), core, top, row.height(), true);
      outline(frame, frame.state().hover(), core, top, row.height(), false);
    } else {
      outline(frame, frame.state().selected(), row, top, true);
      outline(frame, frame.state().hover(), row, top, false);
    }
  }

  private static void outline(Frame frame, Hit hit, LaneRow row, double top, boolean selected) {
    HitBox.of(frame.digest(), hit, row.lane(), frame.state().scale(), row.height())
        .ifPresent(
            box ->
                outline(
                    frame, box.startNs(), box.endNs(), top + box.top(), box.height(), selected));
  }

  private static void outline(
      Frame frame, Hit hit, Lane.Core core, double top, double height, boolean selected) {
    long slice;
    if (hit instanceof Hit.Slice s && s.cpu() == core.cpu()) {
      slice = s.slice();
    } else if (hit instanceof Hit.SwitchMark m && m.cpu() == core.cpu()) {
      slice = m.slice();
    } else {
      return;
    }
    CpuSlices slices = frame.digest().timeline().slices(core.cpu());
    if (slice < 0 || slice >= slices.count()) {
      return;
    }
    CoreBands bands = CoreBands.of(height);
    outline(
        frame,
        slices.startNs(slice),
        slices.endNs(slice),
        top + bands.bodyTop(),
        bands.body(),
        selected);
  }

  private static void outline(
      Frame frame, long startNs, long endNs, double y, double height, boolean selected) {
    TimeScale scale = frame.state().scale();
    double thickness = selected ? SELECTED_LINE : HOVER_LINE;
    double from = Math.max(-4, scale.toPx(startNs));
    double to = Math.min(scale.width() + 4, scale.toPx(endNs));
    to = Math.max(to, from + 2 * thickness + 1);
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    surface.frameRect(
        from - thickness,
        y - thickness,
        to - from + 2 * thickness,
        height + 2 * thickness,
        2 * thickness,
        theme.background());
    surface.frameRect(
        from - thickness,
        y - thickness,
        to - from + 2 * thickness,
        height + 2 * thickness,
        thickness,
        selected ? theme.selection() : theme.hover());
  }

  /// Paints the time under the pointer as a line.
  ///
  /// Where the clock of the fact under the pointer is not exact, a bar tells how far it may stand
  /// beside its true place.
  void paintPointer(Frame frame, TimelineGeometry geometry, Shown shown) {
    double x = RulerLabels.pointerX(frame);
    if (Double.isNaN(x)) {
      return;
    }
    Surface surface = frame.surface();
    Area lanes = geometry.lanes();
    surface.pushTranslate(lanes.x(), lanes.y());
    double pixel = surface.pixel();
    int ink = frame.theme().hover();
    surface.fillRect(x, 0, pixel, lanes.height(), Argb.withAlpha(ink, 0.45));
    long uncertain = HitCertainty.of(frame.digest(), frame.state().hover());
    double beside = uncertain <= 0 ? 0 : frame.state().scale().lengthPx(uncertain);
    if (2 * beside > LEAST_CLOCK_PX) {
      surface.pushClip(0, 0, lanes.width(), lanes.height());
      surface.fillRect(x - beside, 0, 2 * beside, lanes.height(), Argb.withAlpha(ink, CLOCK_ALPHA));
      surface.pop();
      shown.addClock(uncertain);
    }
    surface.pop();
  }
}
