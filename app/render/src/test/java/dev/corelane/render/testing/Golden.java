package dev.corelane.render.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.image.PngDecoder;
import dev.corelane.render.image.PngWriter;
import dev.corelane.render.surface.PixelSurface;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a picture with the one kept in `src/test/resources/goldens`.
///
/// Everything these pictures are made of is whole-number arithmetic except the anti-aliased edges
/// of marks, so a pixel may differ by [#CHANNEL_TOLERANCE] per channel and none may differ by more.
/// The system property `goldens.write=true` writes the pictures anew; look at them before keeping
/// them. A picture that differs is written to `target/goldens`.
public final class Golden {
  private static final int CHANNEL_TOLERANCE = 2;

  private Golden() {}

  public static void check(String name, PixelSurface surface) throws IOException {
    byte[] actual =
        PngWriter.toBytes(surface.pixels(), surface.columns(), surface.rows(), surface.scale());
    if (Boolean.getBoolean("goldens.write")) {
      Path file = Path.of("src/test/resources/goldens", name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, actual);
      return;
    }
    PngDecoder expected;
    try (InputStream in = Golden.class.getResourceAsStream("/goldens/" + name + ".png")) {
      assertThat(in).as("golden picture " + name).isNotNull();
      expected = PngDecoder.decode(in.readAllBytes());
    }
    PngDecoder seen = PngDecoder.decode(actual);
    long different =
        expected.columns() == seen.columns() && expected.rows() == seen.rows()
            ? different(expected.argb(), seen.argb())
            : Math.max(expected.argb().length, seen.argb().length);
    if (different > 0) {
      Path file = Path.of("target/goldens", name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, actual);
    }
    assertThat(different).as("pixels that differ from golden " + name + ".png").isZero();
  }

  private static long different(int[] a, int[] b) {
    long count = 0;
    for (int i = 0; i < a.length; i++) {
      for (int shift = 0; shift < 32; shift += 8) {
        if (Math.abs(((a[i] >>> shift) & 0xFF) - ((b[i] >>> shift) & 0xFF)) > CHANNEL_TOLERANCE) {
          count++;
          break;
        }
      }
    }
    return count;
  }
}
