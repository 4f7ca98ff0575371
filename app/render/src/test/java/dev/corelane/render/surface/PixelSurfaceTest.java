package dev.corelane.render.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.text.FontFace;
import dev.corelane.render.text.TextStyle;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PixelSurfaceTest {
  private static final int RED = Argb.rgb(0xFF0000);
  private static final int WHITE = Argb.rgb(0xFFFFFF);

  @Test
  void rectanglesThatShareAnEdgeNeitherOverlapNorLeaveAGap() {
    for (double scale : new double[] {1, 1.25, 1.5, 2}) {
      PixelSurface surface = surface(40, 4, scale);
      int half = Argb.withAlpha(RED, 0.5);
      double x = 0;
      for (double width : new double[] {3.3, 0.2, 7.1, 0.4, 5.55, 2.05}) {
        surface.fillRect(x, 0, width, 4 / scale, half);
        x += width;
      }
      int edge = (int) Math.floor(x * scale + 0.5);
      for (int column = 0; column < 40; column++) {
        int expected = column < edge ? Argb.premultiply(half) : 0;
        assertThat(surface.pixels()[column])
            .as("column %d at %s", column, scale)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void translucentFillBlends() {
    PixelSurface surface = surface(2, 2, 1);
    surface.clear(WHITE);
    surface.fillRect(0, 0, 2, 2, Argb.withAlpha(RED, 0.5));
    assertThat(surface.pixels()[0]).isEqualTo(Argb.rgb(0xFF7F7F));
  }

  @Test
  void clipAndTranslationNest() {
    PixelSurface surface = surface(20, 20, 1);
    surface.pushTranslate(5, 5);
    surface.pushClip(0, 0, 4, 4);
    surface.pushTranslate(-2, -2);
    surface.pushClip(0, 0, 100, 4);
    surface.fillRect(-50, -50, 200, 200, RED);
    assertThat(count(surface, RED)).as("x 5..9, y 5..7").isEqualTo(4 * 2);
    surface.pop();
    surface.fillRect(-50, -50, 200, 200, WHITE);
    assertThat(count(surface, WHITE)).isEqualTo(16);
    surface.pop();
    surface.pop();
    surface.pop();
    surface.fillRect(0, 0, 20, 20, RED);
    assertThat(count(surface, RED)).isEqualTo(400);
    assertThatThrownBy(surface::pop).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deepStacksGrow() {
    PixelSurface surface = surface(10, 10, 1);
    for (int i = 0; i < 100; i++) {
      surface.pushTranslate(0.05, 0);
    }
    surface.fillRect(0, 0, 1, 10, RED);
    assertThat(surface.pixels()[5]).isEqualTo(RED);
    for (int i = 0; i < 100; i++) {
      surface.pop();
    }
    surface.fillRect(0, 0, 1, 10, WHITE);
    assertThat(surface.pixels()[0]).isEqualTo(WHITE);
  }

  @Test
  void polygonsCoverTheirArea() {
    PixelSurface surface = surface(60, 60, 1);
    surface.fillConvex(new double[] {10.3, 10.2, 50.7, 20.9, 20.1, 49.4}, WHITE);
    double area = Math.abs((50.7 - 10.3) * (49.4 - 10.2) - (20.1 - 10.3) * (20.9 - 10.2)) / 2;
    assertThat(coveredArea(surface)).isCloseTo(area, within(area * 0.01));
  }

  @Test
  void linesHaveTheirThickness() {
    PixelSurface surface = surface(100, 100, 2);
    surface.line(5, 5, 45, 35, 1.5, WHITE);
    assertThat(coveredArea(surface)).isCloseTo(50 * 1.5 * 4, within(3.0));
    PixelSurface nothing = surface(10, 10, 1);
    nothing.line(5, 5, 5, 5, 3, WHITE);
    assertThat(coveredArea(nothing)).isZero();
  }

  @Test
  void shapesAreCutAtTheClip() {
    PixelSurface surface = surface(30, 30, 1);
    surface.pushClip(10, 10, 10, 10);
    surface.marker(Marker.DIAMOND, 15, 40, 60, WHITE);
    surface.text("XXXXXX", -20, 15, new TextStyle(FontFace.SEMIBOLD, 20), WHITE);
    surface.hatchRect(0, 0, 30, 30, Hatch.HOLE, WHITE);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 30; x++) {
        boolean inside = x >= 10 && x < 20 && y >= 10 && y < 20;
        assertThat(inside || surface.pixels()[y * 30 + x] == 0).isTrue();
      }
    }
  }

  @Test
  void hatchesDifferFromEachOtherAndJoinSeamlessly() {
    for (Hatch hatch : Hatch.values()) {
      PixelSurface whole = surface(64, 32, 1.5);
      whole.hatchRect(0, 0, 40, 20, hatch, WHITE);
      PixelSurface parts = surface(64, 32, 1.5);
      parts.hatchRect(0, 0, 10, 20, hatch, WHITE);
      parts.hatchRect(10, 0, 30, 8, hatch, WHITE);
      parts.hatchRect(10, 8, 30, 12, hatch, WHITE);
      assertThat(parts.pixels()).isEqualTo(whole.pixels());
      double share = coveredArea(whole) / (60 * 30);
      assertThat(share).as(hatch.name()).isBetween(0.12, 0.6);
      for (Hatch other : Hatch.values()) {
        if (other != hatch) {
          PixelSurface second = surface(64, 32, 1.5);
          second.hatchRect(0, 0, 40, 20, other, WHITE);
          long different =
              IntStream.range(0, 64 * 32)
                  .filter(i -> second.pixels()[i] != whole.pixels()[i])
                  .count();
          assertThat(different).isGreaterThan(200);
        }
      }
    }
  }

  @Test
  void frameStaysInside() {
    PixelSurface surface = surface(20, 20, 1);
    surface.frameRect(2, 3, 10, 8, 2, Argb.withAlpha(RED, 0.5));
    int ink = Argb.premultiply(Argb.withAlpha(RED, 0.5));
    assertThat(count(surface, ink)).as("no corner twice").isEqualTo(10 * 8 - 6 * 4);
  }

  @Test
  void refusesImpossibleSizes() {
    assertThatThrownBy(() -> surface(0, 5, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> surface(5, 5, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PixelSurface(new int[10], 4, 4, 1, new BlockGlyphs()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void farAwayCoordinatesDrawNothingAndDoNotOverflow() {
    PixelSurface surface = surface(10, 10, 2);
    surface.fillRect(1e15, 0, 1e15, 5, RED);
    surface.fillRect(-1e18, 0, 1e17, 5, RED);
    assertThat(count(surface, RED)).isZero();
    surface.fillRect(-1e15, 0, 2e15, 5, RED);
    assertThat(count(surface, RED)).isEqualTo(100);
  }

  private static PixelSurface surface(int columns, int rows, double scale) {
    return new PixelSurface(columns, rows, scale, new BlockGlyphs());
  }

  private static long count(PixelSurface surface, int argb) {
    return IntStream.of(surface.pixels()).filter(p -> p == argb).count();
  }

  private static double coveredArea(PixelSurface surface) {
    return IntStream.of(surface.pixels()).mapToDouble(p -> (p >>> 24) / 255.0).sum();
  }
}
