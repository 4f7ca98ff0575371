package dev.corelane.importers.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Against going byte by byte, from and to any index.
class DigitsTest {
  @Property(tries = 2000)
  void countsWhatGoingByteByByteCounts(
      @ForAll("texts") byte[] bytes,
      @ForAll @IntRange(max = 24) int a,
      @ForAll @IntRange(max = 24) int b) {
    int from = Math.min(Math.min(a, b), bytes.length);
    int end = Math.min(Math.max(a, b), bytes.length);
    int leading = 0;
    while (from + leading < end && isDigit(bytes[from + leading])) {
      leading++;
    }
    int trailing = 0;
    while (end - trailing > from && isDigit(bytes[end - trailing - 1])) {
      trailing++;
    }
    assertThat(Digits.leading(bytes, from, end)).isEqualTo(Math.min(Digits.MOST, leading));
    assertThat(Digits.trailing(bytes, from, end)).isEqualTo(Math.min(Digits.MOST, trailing));
  }

  @Property(tries = 2000)
  void readsTheNumber(
      @ForAll @IntRange(max = 99_999_999) int number,
      @ForAll @IntRange(min = 1, max = 8) int count,
      @ForAll @IntRange(max = 9) int before,
      @ForAll @IntRange(max = 9) int behind) {
    String digits = "%08d".formatted(number).substring(8 - count);
    String text = "7".repeat(before) + digits + "x".repeat(behind);
    assertThat(Digits.value(text.getBytes(StandardCharsets.US_ASCII), before, count))
        .isEqualTo(Integer.parseInt(digits));
  }

  @Provide
  Arbitrary<byte[]> texts() {
    return Arbitraries.of(
            '0', '5', '9', '/', ':', ' ', '\u0080', '\u00b0', '\u00b9', '\u00ff', '\0')
        .list()
        .ofMaxSize(24)
        .map(
            chars -> {
              byte[] bytes = new byte[chars.size()];
              for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (char) chars.get(i);
              }
              return bytes;
            });
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
