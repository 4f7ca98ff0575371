package dev.corelane.desktop.timeline;

import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.paint.Frame;
import dev.corelane.render.paint.LegendPainter;
import dev.corelane.render.paint.MinimapModel;
import dev.corelane.render.paint.Shown;
import dev.corelane.render.paint.TimelinePainter;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import org.jspecify.annotations.Nullable;

/// Paints a window's picture: the timeline and below it, if wanted, the legend. The legend keeps
/// the room it once needed in a picture of that size, so that the lanes do not jump while zooming.
final class PicturePainter {
  private static final double LEGEND_MARGIN = 12;
  private static final double LEGEND_PADDING = 8;

  private final TimelineModel model;
  private final TimelinePainter timeline = new TimelinePainter();
  private final LegendPainter legend = new LegendPainter();
  private @Nullable MinimapModel minimap;
  private double legendRoom;
  private double legendWidth;
  private double legendHeight;

  PicturePainter(TimelineModel model) {
    this.model = model;
  }

  /// Paints a frame.
  ///
  /// @param surface where
  /// @param theme colours
  /// @param withLegend whether to explain the picture
  void paint(PixelSurface surface, Theme theme, boolean withLegend) {
    double width = surface.width();
    double height = surface.height();
    if (!withLegend || width != legendWidth || height != legendHeight) {
      legendRoom = 0;
      legendWidth = width;
      legendHeight = height;
    }
    model.resize(width, Math.max(1, height - legendRoom));
    Shown shown = paintTimeline(surface, theme);
    if (!withLegend) {
      return;
    }
    Frame frame = frame(surface, theme);
    double inner = Math.max(1, width - 2 * LEGEND_MARGIN);
    double needed = legend.height(frame, shown, inner) + 2 * LEGEND_PADDING;
    if (needed > legendRoom && needed < height / 2) {
      legendRoom = needed;
      model.resize(width, Math.max(1, height - legendRoom));
      shown = paintTimeline(surface, theme);
      frame = frame(surface, theme);
    }
    double top = height - legendRoom;
    surface.fillRect(0, top, width, legendRoom, theme.chrome());
    surface.fillRect(0, top, width, surface.pixel(), theme.border());
    surface.pushClip(0, top, width, legendRoom);
    legend.paint(frame, shown, LEGEND_MARGIN, top + LEGEND_PADDING, inner);
    surface.pop();
  }

  /// Writes a line of text into the lower right corner of the lanes.
  void corner(PixelSurface surface, Theme theme, String text) {
    var lanes = model.geometry().get().lanes();
    double width = surface.measureText(text, Type.SMALL) + 16;
    double left = lanes.right() - width - 8;
    double top = lanes.bottom() - 30;
    surface.fillRect(left, top, width, 22, theme.text());
    surface.text(text, left + 8, Type.SMALL.baselineIn(top, 22), Type.SMALL, theme.background());
  }

  private Shown paintTimeline(PixelSurface surface, Theme theme) {
    TraceDigest digest = model.digest();
    double mapWidth = model.geometry().get().minimap().width();
    MinimapModel map = minimap;
    if (map == null || map.columns() != (int) Math.max(1, Math.ceil(mapWidth))) {
      map = MinimapModel.of(digest, mapWidth);
      minimap = map;
    }
    return timeline.paint(frame(surface, theme), model.geometry().get(), map);
  }

  private Frame frame(PixelSurface surface, Theme theme) {
    return new Frame(surface, model.digest(), theme, model.state().get());
  }
}
