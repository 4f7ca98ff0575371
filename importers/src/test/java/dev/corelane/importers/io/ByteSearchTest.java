package dev.corelane.importers.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/// Against going byte by byte, from and to any index.
class ByteSearchTest {
  @Property(tries = 2000)
  void findsWhatGoingByteByByteFinds(
      @ForAll @StringLength(max = 40) @CharRange(from = '\u007f', to = '\u0082') String text,
      @ForAll @IntRange(max = 40) int a,
      @ForAll @IntRange(max = 40) int b) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bytes[i] - 0x40);
    }
    int from = Math.min(Math.min(a, b), bytes.length);
    int end = Math.min(Math.max(a, b), bytes.length);
    assertThat(ByteSearch.find(bytes, from, end, '?'))
        .isEqualTo(slowly(bytes, from, end, '?', '?'));
    assertThat(ByteSearch.find(bytes, from, end, '@', 'B'))
        .isEqualTo(slowly(bytes, from, end, '@', 'B'));
    int other = from;
    while (other < end && bytes[other] == '@') {
      other++;
    }
    assertThat(ByteSearch.skip(bytes, from, end, '@')).isEqualTo(other);
  }

  private static int slowly(byte[] bytes, int from, int end, char one, char other) {
    int i = from;
    while (i < end && bytes[i] != one && bytes[i] != other) {
      i++;
    }
    return i;
  }
}
