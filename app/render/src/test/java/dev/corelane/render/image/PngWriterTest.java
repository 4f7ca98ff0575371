package dev.corelane.render.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.surface.Argb;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PngWriterTest {
  @Test
  void opaquePixelsComeBackAsTheyWere() throws IOException {
    var random = new Random(1);
    int[] pixels = new int[37 * 21];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Argb.rgb(random.nextInt(4) == 0 ? random.nextInt(1 << 24) : 0x336699);
    }
    byte[] file = PngWriter.toBytes(pixels, 37, 21, 1);
    PngDecoder image = PngDecoder.decode(file);
    assertThat(image.columns()).isEqualTo(37);
    assertThat(image.rows()).isEqualTo(21);
    assertThat(image.argb()).isEqualTo(pixels);
    assertThat(file[25]).as("colour type without alpha").isEqualTo((byte) 2);
  }

  @Test
  void translucentPixelsAreWrittenStraight() throws IOException {
    int[] pixels = {
      Argb.premultiply(0x80FF4000), 0, Argb.rgb(0xFFFFFF), Argb.premultiply(0x01FFFFFF)
    };
    PngDecoder image = PngDecoder.decode(PngWriter.toBytes(pixels, 2, 2, 1));
    assertThat(image.argb()).containsExactly(0x80FF4000, 0, 0xFFFFFFFF, 0x01FFFFFF);
  }

  @Test
  void tellsTheResolution() throws IOException {
    int[] pixels = {Argb.rgb(0)};
    assertThat(PngDecoder.decode(PngWriter.toBytes(pixels, 1, 1, 2)).perMetre())
        .as("192 dpi")
        .isEqualTo(7559);
  }

  @Test
  void bufferMayBeLargerThanTheImage() throws IOException {
    int[] pixels = new int[100];
    pixels[0] = Argb.rgb(1);
    pixels[1] = Argb.rgb(2);
    assertThat(PngDecoder.decode(PngWriter.toBytes(pixels, 2, 1, 1)).argb())
        .containsExactly(Argb.rgb(1), Argb.rgb(2));
  }
}
