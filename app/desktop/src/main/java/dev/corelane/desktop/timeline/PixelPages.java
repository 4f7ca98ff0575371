package dev.corelane.desktop.timeline;

import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.text.GlyphSource;
import java.nio.IntBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Two pages of pixels, painted and shown in turn: while the toolkit still reads one, the next
/// frame is painted on the other.
final class PixelPages {
  private final ImageView view;
  private final GlyphSource glyphs;
  private @Nullable Page shown;
  private @Nullable Page spare;

  private record Page(PixelSurface surface, PixelBuffer<IntBuffer> buffer, WritableImage image) {}

  PixelPages(ImageView view, GlyphSource glyphs) {
    this.view = view;
    this.glyphs = glyphs;
  }

  /// The page to paint the next frame on.
  ///
  /// @param columns device pixels
  /// @param rows device pixels
  /// @param scale device pixels per logical pixel
  PixelSurface next(int columns, int rows, double scale) {
    Page page = spare;
    if (page == null || !fits(page.surface(), columns, rows, scale)) {
      var surface = new PixelSurface(columns, rows, scale, glyphs);
      var buffer =
          new PixelBuffer<>(
              columns, rows, IntBuffer.wrap(surface.pixels()), PixelFormat.getIntArgbPreInstance());
      page = new Page(surface, buffer, new WritableImage(buffer));
      spare = page;
    }
    return page.surface();
  }

  /// Shows the page that was painted.
  void show() {
    Page page = spare;
    if (page == null) {
      return;
    }
    page.buffer().updateBuffer(buffer -> null);
    view.setImage(page.image());
    view.setFitWidth(page.surface().width());
    view.setFitHeight(page.surface().height());
    spare = shown;
    shown = page;
  }

  private static boolean fits(PixelSurface surface, int columns, int rows, double scale) {
    return surface.columns() == columns && surface.rows() == rows && surface.scale() == scale;
  }
}
