package dev.corelane.render.paint;

import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.layout.LockBands;
import dev.corelane.render.layout.ThreadBands;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Link;
import dev.corelane.render.view.PathPiece;
import dev.corelane.render.view.TimelineGeometry;
import java.util.Optional;

/// Paints arrows between lanes and the critical path through them. What belongs to a lane that is
/// not shown is left out; of one that is scrolled away, an arrow leads to the edge.
final class LinkPainter {
  private static final double THICKNESS = 2;
  private static final double HALO = 4;
  private static final double HEAD = 7;
  private static final double PATH = 5;

  /// Two changes of lanes of a path stand so far apart, else the second is not drawn.
  private static final double LEAST_BEND = 12;

  private static final double CORNER = 10;

  void paint(Frame frame, TimelineGeometry geometry, Shown shown) {
    var overlay = frame.state().overlay();
    if (overlay.links().isEmpty() && overlay.path().isEmpty()) {
      return;
    }
    Surface surface = frame.surface();
    Area lanes = geometry.lanes();
    surface.pushClip(lanes.x(), lanes.y(), lanes.width(), lanes.height());
    surface.pushTranslate(lanes.x(), lanes.y());
    paintPath(frame, lanes, shown);
    for (Link link : overlay.links()) {
      paintLink(frame, lanes, link, shown);
    }
    surface.pop();
    surface.pop();
  }

  private static void paintLink(Frame frame, Area lanes, Link link, Shown shown) {
    TimeScale scale = frame.state().scale();
    LaneLayout layout = frame.state().layout();
    Optional<LaneRow> from = layout.find(link.fromLane());
    Optional<LaneRow> to = layout.find(link.toLane());
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    double x1 = scale.toPx(link.fromNs());
    double x2 = scale.toPx(link.toNs());
    if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > scale.width()) {
      return;
    }
    double y1 = middle(frame, lanes, from.get());
    double y2 = middle(frame, lanes, to.get());
    arrow(
        frame.surface(),
        frame.theme(),
        link.kind(),
        Math.clamp(x1, -HEAD, scale.width() + HEAD),
        y1,
        Math.clamp(x2, -HEAD, scale.width() + HEAD),
        y2);
    shown.addLink(link.kind());
  }

  /// The middle of what a lane is about, within the area of the lanes.
  private static double middle(Frame frame, Area lanes, LaneRow row) {
    LaneLayout layout = frame.state().layout();
    double top = layout.topOf(row, frame.state().scroll());
    double y =
        top
            + switch (row.lane()) {
              case Lane.Core core -> {
                CoreBands bands = CoreBands.of(row.height());
                yield bands.bodyTop() + bands.body() / 2;
              }
              case Lane.LockLane lock -> LockBands.of(lock, row.height()).holders() / 2;
              case Lane.ThreadLane thread -> {
                ThreadBands bands = ThreadBands.of(thread, row.height());
                yield bands.statesTop() + bands.states() / 2;
              }
              default -> row.height() / 2;
            };
    double least = layout.isFrozen(row) ? 0 : layout.frozenHeight();
    return Math.clamp(y, least, Math.max(least, lanes.height()));
  }

  /// Paints an arrow: down or up at its begin, then across.
  static void arrow(
      Surface surface, Theme theme, Link.Kind kind, double x1, double y1, double x2, double y2) {
    int ink =
        switch (kind) {
          case WAKEUP -> theme.mark();
          case BLOCKED_BY -> theme.alarm();
          case PREEMPTED_BY -> theme.delay();
        };
    double direction = x2 >= x1 ? 1 : -1;
    double[] points = {x1, y1, x2 - direction * HEAD, y2};
    boolean bent = Math.abs(x2 - x1) > 2 * CORNER && Math.abs(y2 - y1) > 2;
    boolean steep = !bent && Math.abs(y2 - y1) > 2;
    for (int pass = 0; pass < 2; pass++) {
      int color = pass == 0 ? theme.markHalo() : ink;
      double thickness = pass == 0 ? HALO : THICKNESS;
      if (bent) {
        // A slanted line begins at the moment and ends before the other: time never runs backwards.
        double turn = x2 - direction * (HEAD + CORNER);
        line(surface, kind, x1, y1, turn, y2, thickness, color);
        surface.line(turn, y2, points[2], y2, thickness, color);
      } else if (steep) {
        double tip = y2 > y1 ? y2 - HEAD : y2 + HEAD;
        line(surface, kind, x1, y1, x2, tip, thickness, color);
      } else {
        line(surface, kind, x1, y1, points[2], y2, thickness, color);
      }
    }
    surface.fillConvex(dot(x1, y1), ink);
    surface.fillConvex(
        steep ? vertical(x2, y2, y2 > y1 ? 1 : -1) : horizontal(x2, y2, direction), ink);
  }

  /// Kinds differ by dashes, not only by colour.
  private static void line(
      Surface s, Link.Kind kind, double x1, double y1, double x2, double y2, double t, int color) {
    double length = Math.hypot(x2 - x1, y2 - y1);
    double dash =
        switch (kind) {
          case WAKEUP -> length;
          case BLOCKED_BY -> 6;
          case PREEMPTED_BY -> 12;
        };
    if (t > THICKNESS || dash >= length || length < 1) {
      s.line(x1, y1, x2, y2, t, color);
      return;
    }
    for (double at = 0; at < length; at += dash * 1.6) {
      double a = at / length;
      double b = Math.min(1, (at + dash) / length);
      s.line(
          x1 + (x2 - x1) * a, y1 + (y2 - y1) * a, x1 + (x2 - x1) * b, y1 + (y2 - y1) * b, t, color);
    }
  }

  private static double[] dot(double x, double y) {
    double r = 3;
    double d = r * 0.7;
    return new double[] {
      x - r, y, x - d, y - d, x, y - r, x + d, y - d, x + r, y, x + d, y + d, x, y + r, x - d, y + d
    };
  }

  private static double[] horizontal(double x, double y, double direction) {
    double back = x - direction * HEAD;
    return new double[] {x, y, back, y - HEAD * 0.6, back, y + HEAD * 0.6};
  }

  private static double[] vertical(double x, double y, double direction) {
    double back = y - direction * HEAD;
    return new double[] {x, y, x - HEAD * 0.6, back, x + HEAD * 0.6, back};
  }

  private static void paintPath(Frame frame, Area lanes, Shown shown) {
    TimeScale scale = frame.state().scale();
    Surface surface = frame.surface();
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    double lastBend = Double.NEGATIVE_INFINITY;
    for (PathPiece piece : frame.state().overlay().path()) {
      Optional<LaneRow> row = rowOf(frame, piece);
      if (row.isEmpty()) {
        lastX = Double.NaN;
        continue;
      }
      double from = Math.clamp(scale.toPx(piece.startNs()), -CORNER, scale.width() + CORNER);
      double to = Math.clamp(scale.toPx(piece.endNs()), -CORNER, scale.width() + CORNER);
      double y = Math.rint(middle(frame, lanes, row.get()) - PATH / 2);
      boolean visible = to > -CORNER && from < scale.width() + CORNER;
      if (visible) {
        // Where the path changes lanes more often than can be seen, the pieces alone tell of it.
        if (!Double.isNaN(lastX) && lastY != y && from - lastBend >= LEAST_BEND) {
          lastBend = from;
          double top = Math.min(lastY, y);
          double height = Math.abs(lastY - y) + PATH;
          surface.fillRect(from - 2, top - 1, 4, height + 2, frame.theme().markHalo());
          surface.fillRect(from - 1, top, 2, height, frame.theme().selection());
        }
        piece(surface, frame.theme(), from, y, Math.max(1, to - from), piece.running());
        shown.addPath();
      }
      lastX = to;
      lastY = y;
    }
  }

  private static Optional<LaneRow> rowOf(Frame frame, PathPiece piece) {
    LaneLayout layout = frame.state().layout();
    return layout
        .find(piece.lane())
        .or(() -> piece.otherLane().isEmpty() ? Optional.empty() : layout.find(piece.otherLane()));
  }

  /// Paints a piece of a path: full while the thread runs, hollow while it waits.
  static void piece(
      Surface surface, Theme theme, double x, double y, double width, boolean running) {
    surface.fillRect(x - 1, y - 1, width + 2, PATH + 2, theme.markHalo());
    if (running) {
      surface.fillRect(x, y, width, PATH, theme.selection());
    } else {
      surface.fillRect(x, y, width, 1, theme.selection());
      surface.fillRect(x, y + PATH - 1, width, 1, theme.selection());
    }
  }
}
