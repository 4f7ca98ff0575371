package dev.corelane.desktop.shell;

import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Palette;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// The icon of the program: lanes with slices, drawn for every size.
final class AppIcon {
  private static final double GRID = 16;

  private AppIcon() {}

  static List<Image> images(GlyphSource glyphs) {
    return IntStream.of(16, 24, 32, 48, 64, 128, 256).mapToObj(s -> image(s, glyphs)).toList();
  }

  private static Image image(int size, GlyphSource glyphs) {
    PixelSurface surface = new PixelSurface(size, size, size / GRID, glyphs);
    surface.clear(Argb.TRANSPARENT);
    surface.fillRect(0, 0, GRID, GRID, Argb.rgb(0x1B1F25));
    int[][] lanes = {{0, 1, 6}, {2, 5, 9}, {1, 2, 12}};
    for (int lane = 0; lane < lanes.length; lane++) {
      double y = 2 + lane * 4.4;
      double split = lanes[lane][2];
      surface.fillRect(2, y, split - 2.5, 3.2, Palette.task(lanes[lane][0]));
      surface.fillRect(split, y, GRID - 2 - split, 3.2, Palette.task(lanes[lane][1]));
    }
    WritableImage image = new WritableImage(size, size);
    image
        .getPixelWriter()
        .setPixels(
            0, 0, size, size, PixelFormat.getIntArgbPreInstance(), surface.pixels(), 0, size);
    return image;
  }
}
