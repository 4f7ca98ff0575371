package dev.corelane.importers.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which shift of a clock is taken for found.
class IntervalVotesTest {
  private static final long TRUE_SHIFT = -1_000_000_000_123L;

  /// Points that the true shift explains, each among others that are wrong.
  private static IntervalVotes votes(int right, int wrongEach, long seed) {
    var random = new Random(seed);
    var votes = new IntervalVotes();
    for (int i = 0; i < right; i++) {
      votes.point();
      long width = 1_000_000 + random.nextInt(4_000_000);
      long at = TRUE_SHIFT - (long) (random.nextDouble() * width);
      votes.add(at, at + width);
      for (int w = 0; w < wrongEach; w++) {
        long other = TRUE_SHIFT + random.nextLong(-10_000_000_000L, 10_000_000_000L);
        votes.add(other, other + width);
      }
    }
    return votes;
  }

  @Test
  void shiftThatExplainsMostIsFoundWithItsUncertainty() {
    for (long seed = 0; seed < 20; seed++) {
      var winner = votes(100, 30, seed).winner().orElseThrow();
      assertThat(winner.shiftNs())
          .isBetween(TRUE_SHIFT - winner.uncertaintyNs(), TRUE_SHIFT + winner.uncertaintyNs());
      assertThat(winner.uncertaintyNs()).isLessThan(3_000_000);
      assertThat(winner.points()).isEqualTo(100);
      assertThat(winner.votes()).isBetween(95, 100);
    }
  }

  @Test
  void fewPointsProveNothing() {
    assertThat(votes(19, 0, 1).winner()).isEmpty();
    assertThat(new IntervalVotes().winner()).isEmpty();
  }

  @Test
  void accidentProvesNothing() {
    var random = new Random(7);
    var votes = new IntervalVotes();
    for (int i = 0; i < 1000; i++) {
      votes.point();
      for (int w = 0; w < 20; w++) {
        long at = random.nextLong(-10_000_000_000L, 10_000_000_000L);
        votes.add(at, at + 5_000_000);
      }
    }
    assertThat(votes.winner()).isEmpty();
  }

  @Test
  void twoPlacesAsGoodProveNothing() {
    var votes = new IntervalVotes();
    for (int i = 0; i < 100; i++) {
      votes.point();
      votes.add(i, 1_000_000 + i);
      votes.add(5_000_000_000L + i, 5_001_000_000L + i);
    }
    assertThat(votes.winner()).isEmpty();
  }

  @Test
  void overlappingIntervalsOfAPointCountOnce() {
    var votes = new IntervalVotes();
    for (int i = 0; i < 15; i++) {
      votes.point();
      votes.add(0, 1000);
      votes.add(500, 1500);
    }
    assertThat(votes.winner()).isEmpty();
  }

  @Test
  void pointsThatNothingExplainsDoNotCount() {
    var votes = votes(50, 0, 3);
    for (int i = 0; i < 500; i++) {
      votes.point();
    }
    assertThat(votes.winner().orElseThrow().points()).isEqualTo(50);
  }
}
