package dev.corelane.cli;

import dev.corelane.export.text.AwtGlyphSource;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.image.PngWriter;
import dev.corelane.render.paint.TracePicture;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.theme.Theme;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// A picture of a timeline as an image file.
///
/// @param width in pixels
/// @param height in pixels
/// @param theme colours
/// @param range what it shows, empty for everything
record PictureFile(int width, int height, Theme theme, Optional<TimeRange> range) {
  /// Paints and writes; a file that is there is replaced when the new one is whole.
  ///
  /// @param timeline what to paint
  /// @param file where to
  /// @throws IOException if it cannot be written; nothing is left behind
  void write(Timeline timeline, Path file) throws IOException {
    double scale = TracePicture.scaleFor(width, height);
    var surface = new PixelSurface(width, height, scale, new AwtGlyphSource());
    new TracePicture(TraceDigest.of(timeline), theme, range).paint(surface);
    byte[] image = PngWriter.toBytes(surface.pixels(), width, height, scale);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.write(file, image);
      return;
    }
    String part = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path fresh = file.resolveSibling(part);
    try {
      Files.write(fresh, image);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
