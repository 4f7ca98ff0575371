package dev.corelane.render.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  @Test
  void durationsHaveThreeSignificantDigitsAndTheFittingUnit() {
    assertThat(text(0)).isEqualTo("0 ns");
    assertThat(text(840)).isEqualTo("840 ns");
    assertThat(text(999.6)).isEqualTo("1.00 µs");
    assertThat(text(1_000)).isEqualTo("1.00 µs");
    assertThat(text(1_239_999)).isEqualTo("1.24 ms");
    assertThat(text(12_349_999)).isEqualTo("12.3 ms");
    assertThat(text(999_600_000)).isEqualTo("1.00 s");
    assertThat(text(123_456_000_000L)).isEqualTo("123 s");
    assertThat(text(12_345_678_000_000L)).isEqualTo("12 346 s");
    assertThat(text(-1500)).isEqualTo("\u22121.50 µs");
    assertThat(text(9.7)).isEqualTo("9.70 ns");
    assertThat(text(9_996)).isEqualTo("10.0 µs");
  }

  @Test
  void exactTimesLoseNothing() {
    assertThat(plain(TimeText.exact(1_234_567))).isEqualTo("1.234567 ms");
    assertThat(plain(TimeText.exact(2_000_000_000))).isEqualTo("2 s");
    assertThat(plain(TimeText.exact(-1_000_000_001))).isEqualTo("\u22121.000000001 s");
    assertThat(plain(TimeText.exact(7))).isEqualTo("7 ns");
  }

  @Test
  void thousandsAreSetApartFromFiveDigitsOn() {
    assertThat(plain(TimeText.count(9999))).isEqualTo("9999");
    assertThat(plain(TimeText.count(12_345))).isEqualTo("12 345");
    assertThat(plain(TimeText.count(-1_234_567))).isEqualTo("\u22121 234 567");
  }

  @Test
  void numbersFollowTheStyleOfTheUser() {
    try {
      TimeText.use(NumberStyle.of(Locale.GERMANY));
      assertThat(plain(TimeText.duration(1_240_000))).isEqualTo("1,24 ms");
      assertThat(TimeText.count(1_234_567)).isEqualTo("1.234.567");
      assertThat(plain(TimeText.exact(-12_345_000_000_001L))).isEqualTo("\u221212.345,000000001 s");
      assertThat(plain(TimeText.percent(0.004))).isEqualTo("0,4 %");
      assertThat(TimeText.timeOfDay(1_500_000_000, ZoneOffset.UTC, 1_000_000)).endsWith("01,500");
      assertThat(TimeText.number(-12_345.678, 2)).isEqualTo("\u221212.345,68");
      assertThat(plain(TimeText.plainly(() -> TimeText.duration(1_240_000)))).isEqualTo("1.24 ms");
      TimeText.use(NumberStyle.of(Locale.US));
      assertThat(plain(TimeText.duration(1_240_000))).isEqualTo("1.24 ms");
      assertThat(TimeText.count(1_234_567)).isEqualTo("1,234,567");
    } finally {
      TimeText.use(NumberStyle.PLAIN);
    }
    assertThat(TimeText.number(0.995, 2)).isEqualTo("1.00");
    assertThat(TimeText.number(7, 0)).isEqualTo("7");
    assertThat(TimeText.number(-0.001, 1)).isEqualTo("0.0");
  }

  @Test
  void sizesHaveThreeDigits() {
    assertThat(plain(TimeText.bytes(0))).isEqualTo("0 B");
    assertThat(plain(TimeText.bytes(999))).isEqualTo("999 B");
    assertThat(plain(TimeText.bytes(1000))).isEqualTo("1.00 kB");
    assertThat(plain(TimeText.bytes(41_234_567))).isEqualTo("41.2 MB");
    assertThat(plain(TimeText.bytes(999_600_000))).isEqualTo("1.00 GB");
    assertThat(plain(TimeText.bytes(Long.MAX_VALUE))).isEqualTo("9.22 EB");
  }

  @Test
  void percents() {
    assertThat(plain(TimeText.percent(0))).isEqualTo("0 %");
    assertThat(plain(TimeText.percent(0.004))).isEqualTo("0.4 %");
    assertThat(plain(TimeText.percent(0.374))).isEqualTo("37 %");
    assertThat(plain(TimeText.percent(1))).isEqualTo("100 %");
  }

  @Test
  void timesOfDayHaveAsManyDecimalsAsTheStepNeeds() {
    long t = 1_795_262_587_250_000_000L;
    assertThat(TimeText.timeOfDay(t, ZoneOffset.UTC, 1_000_000_000)).isEqualTo("12:03:07");
    assertThat(TimeText.timeOfDay(t, ZoneOffset.UTC, 50_000_000)).isEqualTo("12:03:07.25");
    assertThat(TimeText.timeOfDay(t, ZoneId.of("Asia/Kolkata"), 1_000_000_000))
        .isEqualTo("17:33:07");
    assertThat(TimeText.timeOfDay(-1, ZoneOffset.UTC, 1)).isEqualTo("23:59:59.999999999");
  }

  private static String text(double ns) {
    return plain(TimeText.duration(ns));
  }

  private static String plain(String text) {
    return text.replace('\u00A0', ' ');
  }
}
