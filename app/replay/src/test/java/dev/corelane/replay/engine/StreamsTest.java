package dev.corelane.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.replay.engine.Streams.Purpose;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class StreamsTest {
  @Test
  void theSameSeedPurposeAndIndexGiveTheSameNumbers() {
    long first = new Streams(7).stream(Purpose.SERVICE, 3).nextLong();

    assertThat(new Streams(7).stream(Purpose.SERVICE, 3).nextLong()).isEqualTo(first);
  }

  @Test
  void noTwoOfManyStreamsBeginAlike() {
    var firsts = new HashSet<Long>();
    int streams = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (Purpose purpose : Purpose.values()) {
        for (int index = 0; index < 50; index++) {
          firsts.add(new Streams(seed).stream(purpose, index).nextLong());
          streams++;
        }
      }
    }

    assertThat(firsts).hasSize(streams);
  }

  /// Neighbouring streams must not go together: the correlation of 10 000 pairs of independent
  /// numbers exceeds 0.05 with a probability below 1e-6.
  @Test
  void neighbouringStreamsAreIndependent() {
    var one = new Streams(1).stream(Purpose.COST, 0);
    var other = new Streams(1).stream(Purpose.COST, 1);
    int n = 10_000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (one.nextDouble() - 0.5) * (other.nextDouble() - 0.5);
    }

    assertThat(sum / n * 12).isBetween(-0.05, 0.05);
  }
}
