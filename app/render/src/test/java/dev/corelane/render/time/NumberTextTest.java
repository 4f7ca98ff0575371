package dev.corelane.render.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @AfterEach
  void plain() {
    TimeText.use(NumberStyle.PLAIN);
  }

  @Test
  void unitsTakePrefixesWhereThatIsUsual() {
    assertThat(NumberText.of(3_500_000, "kHz")).isEqualTo("3.50\u00A0GHz");
    assertThat(NumberText.of(0.25, "ms")).isEqualTo("0.250\u00A0ms");
    assertThat(NumberText.of(1.5e-7, "")).isEqualTo("1.50e-07");
  }

  @Test
  void allNumbersFollowTheReadersLanguage() {
    TimeText.use(NumberStyle.of(Locale.GERMANY));
    assertThat(NumberText.of(12_345, "")).isEqualTo("12.345");
    assertThat(NumberText.of(0.25, "ms")).isEqualTo("0,250\u00A0ms");
    assertThat(NumberText.of(1.5e-7, "")).isEqualTo("1,50e-07");
  }
}
