package dev.corelane.export.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.text.FontFace;
import dev.corelane.render.text.GlyphMask;
import dev.corelane.render.text.TextStyle;
import org.junit.jupiter.api.Test;

class AwtGlyphSourceTest {
  private static final AwtGlyphSource GLYPHS = new AwtGlyphSource();

  @Test
  void figuresAreTabular() {
    for (FontFace face : FontFace.values()) {
      double zero = GLYPHS.advance(face, 11, '0');
      for (char digit = '1'; digit <= '9'; digit++) {
        assertThat(GLYPHS.advance(face, 11, digit)).isEqualTo(zero);
      }
    }
    assertThat(GLYPHS.advance(FontFace.REGULAR, 11, 'i'))
        .isLessThan(GLYPHS.advance(FontFace.REGULAR, 11, 'm'));
  }

  @Test
  void capitalsStandOnTheBaselineWithTheHeightThatStylesAssume() {
    GlyphMask mask = GLYPHS.mask(FontFace.REGULAR, 22, 'H', 0);
    assertThat(mask.top() + mask.height()).isZero();
    assertThat(mask.height()).isCloseTo((int) Math.round(22 * TextStyle.CAP_HEIGHT), within(1));
  }

  @Test
  void inkGrowsWithTheSquareOfTheSize() {
    double small = ink(GLYPHS.mask(FontFace.REGULAR, 20, 'g', 0));
    double large = ink(GLYPHS.mask(FontFace.REGULAR, 40, 'g', 0));
    assertThat(large / small).isCloseTo(4, within(0.05));
  }

  @Test
  void phaseMovesTheInk() {
    GlyphMask still = GLYPHS.mask(FontFace.REGULAR, 13, 'l', 0);
    GlyphMask moved = GLYPHS.mask(FontFace.REGULAR, 13, 'l', 2);
    assertThat(moved.left()).isEqualTo(still.left());
    int middle = still.height() / 2;
    int before = still.alpha()[middle * still.width()] & 0xFF;
    int after = moved.alpha()[middle * moved.width()] & 0xFF;
    assertThat(before - after).as("half a pixel leaves the first column").isBetween(120, 135);
    assertThat(ink(moved)).isCloseTo(ink(still), within(ink(still) * 0.01));
  }

  @Test
  void unknownCodePointsShowAReplacement() {
    GlyphMask mask = GLYPHS.mask(FontFace.REGULAR, 13, 0x10FFFD, 0);
    assertThat(mask.width()).isPositive();
    assertThat(GLYPHS.advance(FontFace.REGULAR, 13, 0x10FFFD)).isPositive();
  }

  @Test
  void cachesMasks() {
    assertThat(GLYPHS.mask(FontFace.SEMIBOLD, 13, 'x', 1))
        .isSameAs(GLYPHS.mask(FontFace.SEMIBOLD, 13, 'x', 1));
  }

  @Test
  void measuredWidthIsTheSameAtEveryScale() {
    var style = new TextStyle(FontFace.REGULAR, 13);
    String text = "postgres 4711 \u00B5s";
    double plain = new PixelSurface(10, 10, 1, GLYPHS).measureText(text, style);
    for (double scale : new double[] {1.25, 1.5, 2, 3}) {
      assertThat(new PixelSurface(10, 10, scale, GLYPHS).measureText(text, style))
          .isCloseTo(plain, within(1e-9));
    }
  }

  @Test
  void textStaysInsideItsMeasuredWidthAndClip() {
    var style = new TextStyle(FontFace.REGULAR, 16);
    var surface = new PixelSurface(200, 40, 1, GLYPHS);
    surface.pushClip(0, 0, 60, 40);
    surface.text("autovacuum launcher", 4, 28, style, Argb.rgb(0));
    boolean ink = false;
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 200; x++) {
        int pixel = surface.pixels()[y * 200 + x];
        ink |= pixel != 0;
        assertThat(x < 60 || pixel == 0).isTrue();
      }
    }
    assertThat(ink).isTrue();
  }

  @Test
  void labelsAreCutWithAnEllipsis() {
    var style = new TextStyle(FontFace.REGULAR, 11);
    var surface = new PixelSurface(10, 10, 1, GLYPHS);
    String cut = TextFit.fit(surface, "autovacuum launcher", 60, style, 2);
    assertThat(cut).endsWith("\u2026").startsWith("auto");
    assertThat(surface.measureText(cut, style)).isLessThanOrEqualTo(60);
    assertThat(TextFit.fit(surface, "autovacuum launcher", 12, style, 2)).isEmpty();
    assertThat(TextFit.fit(surface, "ab", 60, style, 2)).isEqualTo("ab");
  }

  private static double ink(GlyphMask mask) {
    double sum = 0;
    for (byte b : mask.alpha()) {
      sum += b & 0xFF;
    }
    return sum;
  }
}
