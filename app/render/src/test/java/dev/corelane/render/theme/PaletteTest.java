package dev.corelane.render.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.surface.Argb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
  private static final List<Theme> THEMES = List.of(Theme.LIGHT, Theme.DARK);

  @ParameterizedTest
  @EnumSource(ColorSight.class)
  void taskColoursDifferForEveryEye(ColorSight sight) {
    List<Integer> colours = new ArrayList<>(List.of(Palette.OTHER, Palette.KERNEL));
    for (int i = 0; i < Palette.SIZE; i++) {
      colours.add(Palette.task(i));
    }
    for (int i = 0; i < colours.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(sight.distance(colours.get(i), colours.get(j)))
            .as("%06X and %06X", colours.get(i) & 0xFFFFFF, colours.get(j) & 0xFFFFFF)
            .isGreaterThan(0.065);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ColorSight.class)
  void taskColoursStandOutFromIdle(ColorSight sight) {
    for (Theme theme : THEMES) {
      for (int i = 0; i < Palette.SIZE; i++) {
        assertThat(sight.distance(Palette.task(i), theme.lane())).isGreaterThan(0.065);
      }
      assertThat(sight.distance(Palette.OTHER, theme.lane())).isGreaterThan(0.065);
      assertThat(sight.distance(Palette.KERNEL, theme.lane())).isGreaterThan(0.065);
    }
  }

  @ParameterizedTest
  @EnumSource(ColorSight.class)
  void theTwoStripsDiffer(ColorSight sight) {
    for (Theme theme : THEMES) {
      assertThat(sight.distance(theme.pressure(), theme.delay())).isGreaterThan(0.065);
    }
  }

  @Test
  void textIsLegible() {
    for (Theme theme : THEMES) {
      for (int ground : new int[] {theme.background(), theme.lane(), theme.chrome()}) {
        assertThat(Argb.contrast(theme.text(), ground)).isGreaterThan(7);
        assertThat(Argb.contrast(theme.textSoft(), ground)).isGreaterThan(4.5);
        assertThat(Argb.contrast(theme.alarm(), ground)).isGreaterThan(4.5);
      }
    }
  }

  @Test
  void marksAndStripsReachTheContrastOfGraphics() {
    for (Theme theme : THEMES) {
      assertThat(Argb.contrast(theme.mark(), theme.markHalo())).isGreaterThan(7);
      for (int ink :
          new int[] {
            theme.mark(), theme.pressure(), theme.delay(), theme.alarm(), theme.selection()
          }) {
        assertThat(Argb.contrast(ink, theme.lane())).isGreaterThan(3);
      }
    }
  }

  @Test
  void labelsOnSlicesAreLegible() {
    for (Theme theme : THEMES) {
      for (int i = 0; i < Palette.SIZE; i++) {
        int fill = Palette.task(i);
        assertThat(Argb.contrast(theme.textOn(fill), fill)).isGreaterThan(4.2);
      }
    }
  }

  @Test
  void knownContrasts() {
    assertThat(Argb.contrast(Argb.rgb(0), Argb.rgb(0xFFFFFF))).isEqualTo(21);
    assertThat(Argb.contrast(Argb.rgb(0x777777), Argb.rgb(0xFFFFFF)))
        .as("the well-known grey that just fails AA")
        .isBetween(4.47, 4.49);
  }
}
