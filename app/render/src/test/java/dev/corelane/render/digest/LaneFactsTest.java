package dev.corelane.render.digest;

import static dev.corelane.render.testing.LockTimeline.HOLDER;
import static dev.corelane.render.testing.LockTimeline.LWLOCK;
import static dev.corelane.render.testing.LockTimeline.MS;
import static dev.corelane.render.testing.LockTimeline.MUTEX;
import static dev.corelane.render.testing.LockTimeline.RIVAL;
import static dev.corelane.render.testing.LockTimeline.SPARE;
import static dev.corelane.render.testing.LockTimeline.SPINNER;
import static dev.corelane.render.testing.LockTimeline.WAITER;
import static dev.corelane.render.testing.LockTimeline.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.testing.LockTimeline;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.Timeline;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LaneFactsTest {
  private static final Timeline SMALL = LockTimeline.small();
  private static final LaneFacts FACTS = new LaneFacts(SMALL);

  @AfterAll
  static void close() {
    SMALL.close();
  }

  @Test
  void locksAreRankedByWhatTheyCost() {
    assertThat(FACTS.contended()).containsExactly(LWLOCK, MUTEX);
    assertThat(FACTS.locks()).containsExactly(LWLOCK, MUTEX, SPARE);
    assertThat(FACTS.waitNs(LWLOCK)).isEqualTo(8 * MS);
    assertThat(FACTS.mostWaiters()).isEqualTo(2);
    assertThat(FACTS.lockName(MUTEX)).isEqualTo("kernel mutex");
  }

  @Test
  void aHoldIsCutWhereItsHolderLosesTheCpu() {
    Pieces pieces = FACTS.lock(LWLOCK).holders();
    assertThat(pieces.count()).isEqualTo(3);
    assertThat(pieces.activity(0)).isEqualTo(Activity.ON_CPU);
    assertThat(pieces.startNs(1)).isEqualTo(at(2));
    assertThat(pieces.endNs(1)).isEqualTo(at(6));
    assertThat(pieces.activity(1)).isEqualTo(Activity.READY);
    assertThat(pieces.timeBefore(Activity.READY, at(10))).isEqualTo(4 * MS);
    assertThat(pieces.timeBefore(Activity.READY, at(3))).isEqualTo(MS);
    assertThat(pieces.at(at(0.5))).isEqualTo(-1);
    assertThat(pieces.at(at(7))).as("ends are not part of it").isEqualTo(-1);
  }

  @Test
  void aWaitIsSplitByWhatTheWaiterDid() {
    Pieces pieces = FACTS.thread(WAITER).waits();
    assertThat(pieces.timeBefore(Activity.ON_CPU, at(10))).as("spin").isEqualTo(MS / 2);
    assertThat(pieces.timeBefore(Activity.BLOCKED, at(10))).as("sleep").isEqualTo(4 * MS);
    assertThat(pieces.timeBefore(Activity.READY, at(10))).as("run delay").isEqualTo(MS / 2);
    assertThat(FACTS.thread(SPINNER).waits().timeBefore(Activity.ON_CPU, at(10))).isEqualTo(3 * MS);
  }

  @Test
  void theInnerSpanIsShown() {
    Pieces spans = FACTS.thread(HOLDER).spans();
    assertThat(spans.count()).isEqualTo(3);
    assertThat(SMALL.spans().get(spans.row(1)).name()).isEqualTo("UPDATE");
    assertThat(FACTS.thread(WAITER).samples().count()).isEqualTo(2);
    assertThat(FACTS.thread(WAITER).samples().endNs(0)).isEqualTo(at(5));
  }

  @Test
  void findsThePreemptionOfAHolderWhileOthersWait() {
    assertThat(FACTS.holderSwitches()).hasSize(1);
    assertThat(FACTS.contendedHolderSwitches()).isEqualTo(1);
    HolderSwitch found = FACTS.holderSwitches().getFirst();
    assertThat(found.holder()).isEqualTo(HOLDER);
    assertThat(found.timeNs()).isEqualTo(at(2));
    assertThat(found.backNs()).isEqualTo(at(6));
    assertThat(found.waiters()).isEqualTo(2);
    assertThat(found.costNs()).isCloseTo(5.5 * MS, within(1.0));
  }

  @Test
  void threadsAreGroupedByProcessAndName() {
    assertThat(FACTS.processes())
        .extracting(ProcessFacts::name)
        .containsExactly("postgres", "kernel threads");
    assertThat(FACTS.processes().getFirst().tasks()).contains(HOLDER, WAITER, SPINNER);
    assertThat(FACTS.processes().getLast().tasks()).containsExactly(RIVAL);
    CountProfile all = FACTS.allThreads();
    assertThat(all.running(at(0), at(10))).isCloseTo(1.8, within(0.02));
    assertThat(all.runnable(at(0), at(10))).isCloseTo(0.7, within(0.02));
  }

  @Test
  void piecesAndCurvesAgreeWithTheTables() {
    for (long seed = 0; seed < 20; seed++) {
      try (Timeline timeline = LockTimeline.random(seed, 6, 400)) {
        LaneFacts facts = new LaneFacts(timeline);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
          long time = timeline.range().startNs() + random.nextLong(timeline.range().durationNs());
          for (int lock = 0; lock < timeline.locks().size(); lock++) {
            check(timeline, facts.lock(lock), lock, time);
          }
        }
      }
    }
  }

  private static void check(Timeline timeline, LockFacts facts, int lock, long time) {
    long earliest = -1;
    for (long i = 0; i < timeline.holds().size(); i++) {
      LockHold hold = timeline.holds().get(i);
      if (hold.lock() == lock && hold.startNs() <= time && hold.endNs() > time && earliest < 0) {
        earliest = i;
      }
    }
    int piece = facts.holders().at(time);
    assertThat(piece < 0 ? -1 : facts.holders().row(piece)).isEqualTo((int) earliest);
    if (piece >= 0) {
      var states = timeline.states(timeline.holds().get(earliest).task());
      assertThat(facts.holders().activity(piece))
          .isEqualTo(Activity.of(states.kind(states.at(time))));
    }
    int waiting = 0;
    double meanSum = 0;
    long to = Math.min(timeline.range().endNs(), time + 5_000);
    for (long i = 0; i < timeline.waits().size(); i++) {
      LockWait wait = timeline.waits().get(i);
      if (wait.lock() == lock) {
        waiting += wait.startNs() <= time && wait.endNs() > time ? 1 : 0;
        meanSum += Math.max(0, Math.min(to, wait.endNs()) - Math.max(time, wait.startNs()));
      }
    }
    assertThat(facts.waiters().at(time)).isEqualTo(waiting);
    if (to > time) {
      double mean = meanSum / (to - time);
      assertThat(facts.waiters().mean(time, to)).isCloseTo(mean, within(1e-3));
      assertThat(facts.waiters().reader().mean(time, to)).isCloseTo(mean, within(1e-3));
      assertThat(facts.waiters().most(time, to)).isGreaterThanOrEqualTo((int) (mean - 1e-3));
    }
  }

  @Test
  void sharesOfStatesFromThePyramidAreThoseOfTheStates() {
    try (Timeline timeline = LockTimeline.random(3, 1, 9000)) {
      int task = 2;
      StateLevels levels = StateLevels.of(timeline, task);
      var states = timeline.states(task);
      assertThat(states.count()).isGreaterThan(4096);
      long start = timeline.range().startNs();
      long length = timeline.range().durationNs();
      int columns = 100;
      long[] edges = new long[columns + 1];
      for (int c = 0; c <= columns; c++) {
        edges[c] = start + length * c / columns;
      }
      float[] shares = new float[columns * StateLevels.KINDS];
      levels.shares(edges, shares);
      double[] exact = new double[StateLevels.KINDS];
      for (long i = 0; i < states.count(); i++) {
        exact[states.kind(i).ordinal()] += states.endNs(i) - states.startNs(i);
      }
      for (StateKind kind : StateKind.values()) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
          sum += shares[c * StateLevels.KINDS + kind.ordinal()];
        }
        assertThat(sum / columns)
            .as(kind.name())
            .isCloseTo(exact[kind.ordinal()] / length, within(0.02));
      }
    }
  }
}
