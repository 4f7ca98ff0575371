package dev.corelane.desktop.session.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.time.NumberStyle;
import dev.corelane.render.time.TimeText;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 40, 1500, 84_000, 300_000_000, 2e9, 1_234_567_891, 3.6e12})
  void timesAreReadAsTheyAreWritten(double ns) {
    assertThat(Quantity.parse(Quantity.exact(ns, "ns"), "ns")).hasValue(ns);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.63, 96, 1e9, -4})
  void numbersAreReadAsTheyAreWritten(double value) {
    assertThat(Quantity.parse(Quantity.exact(value, ""), "")).hasValue(value);
  }

  @Test
  void timesMayHaveAnyUnit() {
    assertThat(Quantity.parse("0.3 ms", "ns")).hasValue(300_000);
    assertThat(Quantity.parse("20us", "ns")).hasValue(20_000);
    assertThat(Quantity.parse("1 500 \u00B5s", "ns")).hasValue(1_500_000);
    assertThat(Quantity.parse("2s", "ns")).hasValue(2e9);
    assertThat(Quantity.parse("7", "ns")).hasValue(7);
    assertThat(Quantity.parse("2 s", "")).isEqualTo(OptionalDouble.empty());
    assertThat(Quantity.parse("soon", "ns")).isEmpty();
    assertThat(Quantity.parse("NaN", "")).isEmpty();
    assertThat(Quantity.parse("", "ns")).isEmpty();
  }

  @Test
  void numbersAreRoundedByTheirUnit() {
    assertThat(Quantity.rounded(245_300, "ns")).isEqualTo("245\u00A0\u00B5s");
    assertThat(Quantity.rounded(0.4555, "share")).isEqualTo("45.6\u00A0%");
    assertThat(Quantity.rounded(108_690, "1/s")).isEqualTo("108\u00A0690/s");
    assertThat(Quantity.rounded(3.333, "1/s")).isEqualTo("3.33/s");
    assertThat(Quantity.rounded(3.333, "CPUs")).isEqualTo("3.33");
    assertThat(Quantity.rounded(0.9981, "index")).isEqualTo("0.998");
  }

  @Test
  void numbersFollowTheReadersLanguage() {
    TimeText.use(NumberStyle.of(Locale.GERMANY));
    try {
      assertThat(Quantity.rounded(0.4555, "share")).isEqualTo("45,6\u00A0%");
      assertThat(Quantity.rounded(108_690, "1/s")).isEqualTo("108.690/s");
      assertThat(Quantity.rounded(1_240_000, "ns")).isEqualTo("1,24\u00A0ms");
      assertThat(Quantity.tick(0.125, "share")).isEqualTo("12,5\u00A0%");
      for (double value : new double[] {0.65, 1_500_000, 12_345_678_000_000.0, 300}) {
        assertThat(Quantity.parse(Quantity.exact(value, "ns"), "ns")).hasValue(value);
        assertThat(Quantity.parse(Quantity.exact(value, ""), "")).hasValue(value);
      }
      assertThat(Quantity.parse("1.234,5", "")).hasValue(1234.5);
      assertThat(Quantity.parse("0.65", "")).as("a point that is no group").hasValue(0.65);
      assertThat(Quantity.parse("1,5 ms", "ns")).hasValue(1_500_000);
      assertThat(Quantity.list("0,5; 1")).containsExactly("0,5", " 1");
      assertThat(Quantity.list("0,5, 1,5")).containsExactly("0,5", "1,5");
      assertThat(new CommandText("replay").settings(Map.of("skew", 0.65)).toString())
          .as("commands are the same everywhere")
          .isEqualTo("app/corelane replay --set skew=0.65");
    } finally {
      TimeText.use(NumberStyle.PLAIN);
    }
  }
}
