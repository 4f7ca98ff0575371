package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class MemoryMessageTest {
  @Test
  void tellsWhichMemoryIsUsedUp() {
    assertThat(Program.outOfMemory(new OutOfMemoryError("Java heap space"))).contains("-Xmx8g");
    try (Arena arena = Arena.ofConfined()) {
      OutOfMemoryError ofTheMachine =
          catchThrowableOfType(
              OutOfMemoryError.class, () -> arena.allocate(Long.MAX_VALUE / 4, Long.BYTES));
      assertThat(Program.outOfMemory(ofTheMachine))
          .contains("the machine has no more memory")
          .doesNotContain("-Xmx");
    }
  }
}
