package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeInputTest {
  @ParameterizedTest
  @CsvSource({
    "12.5ms, 12500000",
    "'12,5 ms', 12500000",
    "+300 ns, 300",
    "-1.5s, -1500000000",
    "\u22122 us, -2000",
    "3 \u00B5s, 3000",
    "1 234 567 ns, 1234567",
    "2, 2000000000",
    "1.5min, 90000000000",
    "-1763716048.123456789 s, -1763716048123456789",
  })
  void readsWhatPeopleType(String text, long ns) {
    assertThat(TimeInput.parse(text)).isEqualTo(OptionalLong.of(ns));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "1.5ns", "1..2s", "10 h", "--1s", "99999999999 s", "1,000.5 s"})
  void refusesWhatIsNoTime(String text) {
    assertThat(TimeInput.parse(text)).isEmpty();
  }

  @Test
  void readsWhatIsShown() {
    assertThat(TimeInput.parse(dev.corelane.render.time.TimeText.exact(-1_234_567_891L)))
        .hasValue(-1_234_567_891L);
  }
}
