package dev.corelane.render.paint;

import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.text.TextStyle;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Bookmark;
import dev.corelane.render.view.TimelineGeometry;
import java.util.List;

/// Paints the user's bookmarks: a flag on the ruler, with its note where there is room, and a line
/// through the lanes.
final class BookmarkPainter {
  /// Room of a note on the ruler, at most.
  static final double NOTE = 150;

  static final double PADDING = 5;
  static final TextStyle STYLE = Type.SMALL_BOLD;

  private static final int LEAST_NOTE = 3;
  private static final double LINE_ALPHA = 0.7;
  private static final double TINT = 0.8;
  private static final double DASH = 4;
  private static final double FLAG = 7;

  private BookmarkPainter() {}

  static List<Bookmark> visible(Frame frame) {
    TimeScale scale = frame.state().scale();
    return frame.state().overlay().bookmarks().stream()
        .filter(b -> scale.toPx(b.timeNs()) >= 0 && scale.toPx(b.timeNs()) <= scale.width())
        .toList();
  }

  static void paintLines(Frame frame, TimelineGeometry geometry, Shown shown) {
    Area lanes = geometry.lanes();
    Surface surface = frame.surface();
    for (Bookmark bookmark : visible(frame)) {
      double x = lanes.x() + frame.state().scale().toPx(bookmark.timeNs());
      surface.pushClip(lanes.x(), lanes.y(), lanes.width(), lanes.height());
      line(surface, frame.theme(), x, lanes.y(), lanes.height());
      surface.pop();
      shown.addBookmark();
    }
  }

  /// A dashed line, so that it is no border of a slice.
  static void line(Surface surface, Theme theme, double x, double y, double height) {
    int ink = Argb.withAlpha(theme.selection(), LINE_ALPHA);
    double pixel = Math.max(1, surface.pixel());
    for (double at = 0; at < height; at += 2 * DASH) {
      surface.fillRect(x, y + at, pixel, Math.min(DASH, height - at), ink);
    }
  }

  /// The part of a note that fits on the ruler.
  static String note(Surface surface, String note, double room) {
    return room <= 0 ? "" : TextFit.fit(surface, note, Math.min(NOTE, room), STYLE, LEAST_NOTE);
  }

  static int fill(Theme theme) {
    return Argb.mix(theme.selection(), theme.chrome(), TINT);
  }

  /// A flag whose pole stands at a point.
  static void flag(Surface surface, Theme theme, double x, double y, double height) {
    surface.fillRect(x, y, Math.max(1, surface.pixel()), height, theme.selection());
    double[] cloth = {x, y, x + FLAG, y + FLAG / 2, x, y + FLAG};
    surface.fillConvex(cloth, theme.selection());
  }
}
