package dev.corelane.importers.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class TraceEventFileTest {
  /// Found by fuzzing: the first bytes look like four-byte characters in an order that nobody uses.
  @Test
  void anEncodingThatJsonDoesNotHaveIsDamage() {
    byte[] bytes = {0, 0, (byte) 0xe6, 0, 0, 0, 0x10, 0, 0, 0, 0, 0};
    try (var file = new TraceEventFile(MemorySegment.ofArray(bytes))) {
      assertThat(file.next(new ChromeEvent())).isFalse();
      assertThat(file.found()).isFalse();
      assertThat(file.damage()).startsWith("line 1: ");
    }
  }
}
