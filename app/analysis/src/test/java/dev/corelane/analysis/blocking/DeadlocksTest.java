package dev.corelane.analysis.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadlocksTest {
  private static final BlockedByAnalysis ANALYSIS = new BlockedByAnalysis();

  private static int[] ring(Recording r, boolean gaveUp, Provenance provenance) {
    return ring(r, gaveUp, provenance, 90);
  }

  /// Two threads that hold what the other wants; one gives up.
  private static int[] ring(Recording r, boolean gaveUp, Provenance provenance, long endNs) {
    int a = r.builder.task(274, 274, "postgres", 0, false);
    int b = r.builder.task(264, 264, "postgres", 0, false);
    int x = r.builder.lock(LockKind.HEAVYWEIGHT, "transaction 1", 0, true);
    int y = r.builder.lock(LockKind.HEAVYWEIGHT, "transaction 2", 0, true);
    r.held(x, b, 0, endNs + 110).held(y, a, 0, endNs);
    wait(r, x, a, Task.UNKNOWN, 10, endNs, !gaveUp, provenance);
    wait(r, y, b, Task.UNKNOWN, 20, endNs + 1, true, provenance);
    r.builder.mark(endNs + 210, -1, Task.UNKNOWN, "print", "end");
    return new int[] {a, b};
  }

  private static void wait(
      Recording r,
      int lock,
      int task,
      int holder,
      long from,
      long to,
      boolean acquired,
      Provenance provenance) {
    r.builder.lockWait(
        from, to, lock, task, LockMode.EXCLUSIVE, holder, -1, -1, acquired, provenance);
  }

  @Test
  void aRingThatEndsWithAWaitThatGotNothingIsADeadlock() {
    try (var r = new Recording()) {
      int[] t = ring(r, true, Provenance.DERIVED);
      try (Timeline timeline = r.timeline()) {
        assertThat(ANALYSIS.run(timeline, ProgressMonitor.NONE).deadlocks())
            .containsExactly(
                new Deadlock(20, List.of(t[0], t[1]), Set.of(DeadlockSource.WAITS), ""));
        var later = new TimeRange(21, 300);
        BlockedBy ofLater = ANALYSIS.run(timeline, later, ProgressMonitor.NONE);
        BlockedBy ofAll = ANALYSIS.run(timeline, ProgressMonitor.NONE);
        assertThat(ofLater.deadlocks()).isEmpty();
        assertThat(ofLater.deadlocksIn(timeline.range(), ProgressMonitor.NONE))
            .isEqualTo(ofAll.deadlocks());
        assertThat(ofAll.deadlocksIn(later, ProgressMonitor.NONE)).isEmpty();
      }
    }
  }

  @Test
  void aRingOfWhichEveryWaitGotItsLockIsNone() {
    try (var r = new Recording()) {
      ring(r, false, Provenance.RECORDED);
      try (Timeline timeline = r.timeline()) {
        assertThat(ANALYSIS.run(timeline, ProgressMonitor.NONE).deadlocks()).isEmpty();
      }
    }
  }

  @Test
  void aShortRingInSamplesIsBlur() {
    try (var r = new Recording()) {
      ring(r, true, Provenance.INFERRED);
      try (Timeline timeline = r.timeline()) {
        assertThat(ANALYSIS.run(timeline, ProgressMonitor.NONE).deadlocks()).isEmpty();
      }
    }
  }

  @Test
  void aRingOfLwlockWaitsIsNoneUnlessItLastsToTheEnd() {
    for (boolean toTheEnd : new boolean[] {true, false}) {
      try (var r = new Recording()) {
        int a = r.builder.task(7, 7, "postgres", 0, false);
        int b = r.builder.task(8, 8, "postgres", 0, false);
        int x = r.builder.lock(LockKind.LWLOCK, "x", 1, true);
        int y = r.builder.lock(LockKind.LWLOCK, "y", 2, true);
        r.held(x, b, 0, 100).held(y, a, 0, 100);
        wait(r, x, a, Task.UNKNOWN, 10, 100, false, Provenance.RECORDED);
        wait(r, y, b, Task.UNKNOWN, 20, 100, false, Provenance.RECORDED);
        if (!toTheEnd) {
          r.builder.mark(150, -1, Task.UNKNOWN, "print", "end");
        }
        try (Timeline timeline = r.timeline()) {
          assertThat(ANALYSIS.run(timeline, ProgressMonitor.NONE).deadlocks())
              .hasSize(toTheEnd ? 1 : 0);
        }
      }
    }
  }

  @Test
  void theLogAndTheSamplesTellOfTheSameDeadlock() {
    try (var r = new Recording()) {
      long end = 600_000_000;
      int[] t = ring(r, true, Provenance.INFERRED, end);
      String told =
          "deadlock: 274 waits for 264 (ShareLock on transaction 1), 264 waits for 274 (ShareLock"
              + " on transaction 2)";
      r.builder.mark(end + 1, -1, t[0], "deadlock", told);
      r.builder.mark(end + 5, -1, t[1], "deadlock", "deadlock avoided by rearranging the queue");
      try (Timeline timeline = r.timeline()) {
        assertThat(ANALYSIS.run(timeline, ProgressMonitor.NONE).deadlocks())
            .containsExactly(
                new Deadlock(
                    20,
                    List.of(t[0], t[1]),
                    Set.of(DeadlockSource.SAMPLES, DeadlockSource.LOG),
                    told));
      }
    }
  }

  @Test
  void aMarkWithoutDetailIsTheDeadlockOfItsThread() {
    try (var r = new Recording()) {
      int[] t = ring(r, true, Provenance.RECORDED);
      r.builder.mark(91, -1, t[0], "deadlock", "deadlock detected");
      try (Timeline timeline = r.timeline()) {
        assertThat(ANALYSIS.run(timeline, ProgressMonitor.NONE).deadlocks())
            .singleElement()
            .satisfies(
                found ->
                    assertThat(found.sources())
                        .containsExactlyInAnyOrder(DeadlockSource.WAITS, DeadlockSource.LOG));
      }
    }
  }

  @Test
  void theLogAloneIsEnough() {
    try (var r = new Recording()) {
      int a = r.builder.task(7, 7, "postgres", 0, false);
      int b = r.builder.task(8, 8, "postgres", 0, false);
      int c = r.builder.task(9, 9, "postgres", 0, false);
      r.builder.mark(
          50,
          -1,
          a,
          "deadlock",
          "deadlock: 9 waits for 8 (x), 8 waits for 7 (y), 7 waits for 9 (z)");
      try (Timeline timeline = r.timeline()) {
        assertThat(ANALYSIS.run(timeline, ProgressMonitor.NONE).deadlocks())
            .singleElement()
            .satisfies(
                found -> {
                  assertThat(found.threads()).containsExactly(a, c, b);
                  assertThat(found.sources()).containsExactly(DeadlockSource.LOG);
                });
      }
    }
  }

  /// Of a class of locks nobody knows who holds the one that is wanted, unless the wait says so.
  @Test
  void aWaitSaysForWhom() {
    try (var r = new Recording()) {
      int a = r.builder.task(7, 7, "postgres", 0, false);
      int b = r.builder.task(8, 8, "postgres", 0, false);
      int c = r.builder.task(9, 9, "postgres", 0, false);
      int relations = r.builder.lock(LockKind.HEAVYWEIGHT, "relation", 0, false);
      r.held(relations, c, 0, 100);
      wait(r, relations, a, b, 10, 90, true, Provenance.INFERRED);
      wait(r, relations, b, Task.UNKNOWN, 20, 90, true, Provenance.INFERRED);
      try (Timeline timeline = r.timeline()) {
        BlockingSnapshot at = ANALYSIS.run(timeline, ProgressMonitor.NONE).at(50);
        assertThat(at.blocked())
            .containsExactly(
                new BlockedThread(a, relations, 10, List.of(b)),
                new BlockedThread(b, relations, 20, List.of()));
      }
    }
  }
}
