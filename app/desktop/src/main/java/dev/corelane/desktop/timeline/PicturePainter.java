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
import dev.corelane.render.time.TimeBase;
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
  private @Nullable Look look;
  private double legendRoom;
  private double legendWidth;
  private double legendHeight;

  /// What the user may choose of a picture.
  ///
  /// @param theme colours
  /// @param digest the timeline with the colours of its tasks
  /// @param base what the times on the ruler count from
  record Look(Theme theme, TraceDigest digest, TimeBase base) {}

  PicturePainter(TimelineModel model) {
    this.model = model;
  }

  /// Paints a frame.
  ///
  /// @param surface where
  /// @param wanted how it looks
  /// @param withLegend whether to explain the picture
  void paint(PixelSurface surface, Look wanted, boolean withLegend) {
    if (look == null || look.digest().classes() != wanted.digest().classes()) {
      minimap = null;
    }
    look = wanted;
    Theme theme = wanted.theme();
    double width = surface.width();
    double height = surface.height();
    if (!withLegend || width != legendWidth || height != legendHeight) {
      legendRoom = 0;
      legendWidth = width;
      legendHeight = height;
    }
    model.resize(width, Math.max(1, height - legendRoom));
    Shown shown = paintTimeline(surface, wanted);
    if (!withLegend) {
      return;
    }
    Frame frame = frame(surface, wanted);
    double inner = Math.max(1, width - 2 * LEGEND_MARGIN);
    double needed = legend.height(frame, shown, inner) + 2 * LEGEND_PADDING;
    if (needed > legendRoom && needed < height / 2) {
      legendRoom = needed;
      model.resize(width, Math.max(1, height - legendRoom));
      shown = paintTimeline(surface, wanted);
      frame = frame(surface, wanted);
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

  private Shown paintTimeline(PixelSurface surface, Look wanted) {
    double mapWidth = model.geometry().get().minimap().width();
    MinimapModel map = minimap;
    if (map == null || map.columns() != (int) Math.max(1, Math.ceil(mapWidth))) {
      map = MinimapModel.of(wanted.digest(), mapWidth);
      minimap = map;
    }
    return timeline.paint(frame(surface, wanted), model.geometry().get(), map);
  }

  private Frame frame(PixelSurface surface, Look wanted) {
    return new Frame(surface, wanted.digest(), wanted.theme(), model.state().get(), wanted.base());
  }
}
