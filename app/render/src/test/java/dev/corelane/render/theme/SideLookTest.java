package dev.corelane.render.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.surface.Argb;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SideLookTest {
  @Test
  void linesStandOutInBothThemes() {
    for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (int side = 0; side < 4; side++) {
        int color = SideLook.color(side, theme);
        assertThat(Argb.contrast(color, theme.lane())).isGreaterThan(3);
        assertThat(Argb.contrast(color, theme.background())).isGreaterThan(3);
      }
    }
  }

  @Test
  void dashesTellThemApartWithoutColour() {
    Set<String> patterns = new HashSet<>();
    for (int side = 0; side < 4; side++) {
      patterns.add(Arrays.toString(SideLook.dashes(side)));
    }
    assertThat(patterns).hasSize(4);
  }
}
