package dev.corelane.replay.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One thread on a CPU; every tenth of the things that it does contains a pause.
class PausesTest {
  private static final long US = 1_000;
  private static final int EVERY = 10;
  private static final int THINGS = 200;
  private static final long APART = 1_000 * US;

  private final TimelineBuilder builder = new TimelineBuilder();
  private int thread;
  private int mutex;

  @BeforeEach
  void oneThread() {
    builder.cpu(0);
    thread = builder.task(11, 11, "a", 0, false);
    mutex = builder.lock(LockKind.KERNEL_MUTEX, "", 0x10, true);
  }

  @AfterEach
  void close() {
    builder.close();
  }

  private Pauses pauses(int... mutexes) {
    try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
      return Pauses.of(timeline, mutexes.length == 0 ? Set.of() : Set.of(mutexes[0]));
    }
  }

  private void ran(long fromNs, long toNs, SliceEnd end) {
    builder.slice(0, fromNs, toNs, thread, end, 'R', Provenance.RECORDED, false, false, 120, 0);
  }

  private void ranAllTheTime() {
    ran(0, THINGS * APART, SliceEnd.TRACE_END);
  }

  private static long at(int thing) {
    return thing * APART;
  }

  private static long length(int thing, long usualUs, long pauseUs) {
    return (usualUs + (thing % EVERY == 0 ? pauseUs : 0)) * US;
  }

  private void holds(String name, int number, long afterUs, long usualUs, long pauseUs) {
    int lock = builder.lock(LockKind.LWLOCK, name, number, true);
    for (int i = 0; i < THINGS; i++) {
      long from = at(i) + afterUs * US;
      builder.hold(
          from,
          from + length(i, usualUs, pauseUs),
          lock,
          thread,
          LockMode.EXCLUSIVE,
          true,
          Provenance.RECORDED);
    }
  }

  /// 9 of 10 take 7 us, one 217 us: 28 us in the mean. Locks that are held longer do not count.
  @Test
  void theShortestHoldsTell() {
    holds("short", 0x100, 0, 7, 210);
    holds("long", 0x200, 400, 50, 0);
    ranAllTheTime();
    Pauses pauses = pauses();
    assertThat(pauses.factor()).isCloseTo(4, within(1e-9));
    assertThat(pauses.slowPathNs()).isZero();
  }

  @Test
  void holdsWithASwitchOrAWaitInThemDoNot() {
    holds("short", 0x100, 0, 7, 210);
    long end = 0;
    for (int i = 0; i < THINGS; i += EVERY) {
      boolean waits = i % (2 * EVERY) == 0;
      long from = at(i) + 10 * US;
      long to = at(i) + 20 * US;
      if (waits) {
        builder.lockWait(
            from, to, mutex, thread, LockMode.EXCLUSIVE, -1, -1, -1, true, Provenance.RECORDED);
      } else {
        ran(end, from, SliceEnd.PREEMPTED_USER);
        builder.state(thread, from, StateKind.RUNNABLE_PREEMPTED, 'R', 0, -1, Provenance.RECORDED);
        end = to;
      }
    }
    ran(end, THINGS * APART, SliceEnd.TRACE_END);
    assertThat(pauses().factor()).isEqualTo(1);
  }

  /// Waits for the mutex of probes come first: 9 of 10 take 20 us, one 420 us.
  @Test
  void waitsForMutexesOfProbesTellBoth() {
    holds("short", 0x100, 500, 7, 210);
    for (int i = 0; i < THINGS; i++) {
      builder.lockWait(
          at(i),
          at(i) + length(i, 20, 400),
          mutex,
          thread,
          LockMode.EXCLUSIVE,
          -1,
          -1,
          -1,
          true,
          Provenance.RECORDED);
    }
    ranAllTheTime();
    Pauses pauses = pauses(mutex);
    assertThat(pauses.factor()).isCloseTo(3, within(1e-9));
    assertThat(pauses.slowPathNs()).isEqualTo(60 * US);
  }

  @Test
  void elseWakeUpsTell() {
    int other = builder.task(12, 12, "b", 0, false);
    for (int i = 0; i < THINGS; i++) {
      long woken = at(i) + length(i, 10, 100);
      builder.wakeup(at(i), other, thread, 0, 0, Wakeup.Kind.WAKING, false);
      builder.wakeup(woken, other, thread, 0, 0, Wakeup.Kind.WAKEUP, false);
    }
    ranAllTheTime();
    assertThat(pauses().factor()).isCloseTo(2, within(1e-9));
  }

  @Test
  void fewThingsTellNothing() {
    for (int i = 0; i < 99; i++) {
      builder.lockWait(
          at(i),
          at(i) + length(i, 20, 400),
          mutex,
          thread,
          LockMode.EXCLUSIVE,
          -1,
          -1,
          -1,
          true,
          Provenance.RECORDED);
    }
    ranAllTheTime();
    assertThat(pauses(mutex)).isEqualTo(new Pauses(1, 0));
  }
}
