package dev.corelane.replay.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.replay.scheduler.Session.Part;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final long MS = 1_000_000;

  @Test
  void theNiceValueOfWhoIsAloneInASessionDoesNotWeigh() {
    for (int nice : new int[] {-20, 0, 19}) {
      assertThat(session(nice).on(0).arrives(0)).isEqualTo(Weights.UNIT);
    }
  }

  /// Runnable all the time, so the whole load was told where it was.
  @Test
  void whoWasWokenElsewhereWeighsOnTheOldCpuUntilThatLooks() {
    Session session = session(0);
    Part old = session.on(0);
    old.arrives(0);
    old.blocks(100 * MS);
    Part here = session.on(1);
    assertThat(here.arrives(100 * MS)).isEqualTo(Weights.UNIT / 2);
    assertThat(here.ticks(300 * MS)).isEqualTo(Weights.UNIT / 2);
    assertThat(old.looksAtBlocked(300 * MS)).isFalse();
    assertThat(here.ticks(304 * MS)).isEqualTo(Weights.UNIT);
  }

  @Test
  void whoIsTakenToAnotherCpuWhileItWaitsLeavesNothingBehind() {
    Session session = session(0);
    session.on(0).arrives(0);
    session.on(0).leaves(50 * MS);
    assertThat(session.on(1).arrives(50 * MS)).isEqualTo(Weights.UNIT);
  }

  /// 32 periods of 1024 µs asleep halve the load.
  @Test
  void sleepMakesTheLoadSmaller() {
    Session session = session(0);
    Part old = session.on(0);
    old.arrives(0);
    old.blocks(MS);
    assertThat(old.looksAtBlocked(MS + 32 * 1_024_000)).isTrue();
    assertThat(session.on(1).arrives(40 * MS)).isCloseTo(Weights.UNIT * 2 / 3, within(10));
  }

  @Test
  void aRealTimeThreadHasNoGroup() {
    assertThat(new Entity(SchedParams.fifo(1).inOwnSession()) {}.session()).isNull();
    assertThat(new Entity(SchedParams.NORMAL) {}.session()).isNull();
  }

  private static Session session(int nice) {
    Session session = new Entity(SchedParams.nice(nice).inOwnSession()) {}.session();
    assertThat(session).isNotNull();
    return session;
  }
}
