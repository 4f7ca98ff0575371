package dev.corelane.analysis.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverAnalysisTest {
  private static final long US = 1_000;
  private static final long MS = 1_000_000;

  private final Recording recording = new Recording();
  private final int one = recording.builder.task(101, 101, "postgres", 0, false);
  private final int two = recording.builder.task(102, 102, "postgres", 0, false);

  private ObserverEffect effect() {
    try (Timeline timeline = recording.timeline()) {
      return new ObserverAnalysis().run(timeline, ProgressMonitor.NONE);
    } finally {
      recording.close();
    }
  }

  private int cpu() {
    return recording.builder.cpu(0);
  }

  @Test
  void withoutProbesThereIsNothingToSay() {
    recording.ran(cpu(), 0, 1000 * MS, one, SliceEnd.TRACE_END);
    recording.builder.eventCount("sched:sched_switch", 400, true);
    ObserverEffect effect = effect();
    assertThat(effect.disturbance()).isEqualTo(Disturbance.SMALL);
    assertThat(effect.load().eventsPerCpuSecond()).isEqualTo(400);
    assertThat(effect.load().hits()).isZero();
    assertThat(effect.locks().locks()).isEmpty();
    assertThat(ObserverWarning.of(effect)).isEmpty();
  }

  @Test
  void whatAnInterruptDoesIsNoHitOfItsThread() {
    recording.ran(cpu(), 0, 100 * MS, one, SliceEnd.TRACE_END);
    for (String category : List.of(Span.IRQ, Span.SOFTIRQ, Span.TIMER, "transaction")) {
      recording.builder.span(MS, 2 * MS, one, category, "", "", Provenance.RECORDED);
    }
    try (Timeline timeline = recording.timeline()) {
      assertThat(ProbeHits.of(timeline, ProgressMonitor.NONE).of(one)).containsExactly(MS, 2 * MS);
    } finally {
      recording.close();
    }
  }

  @Test
  void rowsOfFilesAndRecordsOfPerfAreNoEventsOfTheMachine() {
    recording.ran(cpu(), 0, 1000 * MS, one, SliceEnd.TRACE_END);
    recording.builder.eventCount("sched:sched_switch", 400, true);
    recording.builder.eventCount("PERF_RECORD_SAMPLE", 400, true);
    recording.builder.eventCount("postgres:wait-sample", 90_000, true);
    assertThat(effect().load().eventsPerCpuSecond()).isEqualTo(400);
  }

  @Test
  void filesThatReachBeyondTheSchedulersRecordingDiluteNothing() {
    recording.ran(cpu(), 1000 * MS, 2000 * MS, one, SliceEnd.SLEEPING);
    recording.builder.eventCount("sched:sched_switch", 400, true);
    recording.builder.cover(5000 * MS);
    ObserverEffect effect = effect();
    assertThat(effect.durationNs()).isEqualTo(1000 * MS);
    assertThat(effect.load().eventsPerCpuSecond()).isEqualTo(400);
  }

  /// A mutex that is taken just before each hit is the recorder's; one that is not, is not.
  @Test
  void mutexesOfTheRecorderAreToldFromOthers() {
    recording.ran(cpu(), 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int recorders = recording.builder.lock(LockKind.KERNEL_MUTEX, "", 0x10, true);
    int other = recording.builder.lock(LockKind.KERNEL_MUTEX, "", 0x20, true);
    int lwlock = recording.builder.lock(LockKind.LWLOCK, "BufferMapping", 0x30, true);
    for (int i = 0; i < 30; i++) {
      long at = i * 20 * MS;
      recording.waited(recorders, one, at + MS, at + 3 * MS);
      recording.held(lwlock, one, at + 3 * MS + 3 * US, at + 4 * MS);
      recording.waited(other, one, at + 6 * MS, at + 7 * MS);
    }
    recording.builder.eventCount("sdt_postgresql:lwlock__acquire", 30, true);
    recording.builder.eventCount("sdt_postgresql:lwlock__release", 30, true);
    ObserverEffect effect = effect();
    assertThat(effect.locks().locks()).containsExactly(recorders);
    assertThat(effect.locks().waits()).isEqualTo(30);
    assertThat(effect.locks().waitNs()).isEqualTo(60 * MS);
    assertThat(effect.locks().holdNs()).isEqualTo(30 * (MS - 3 * US));
    assertThat(effect.locks().holdWaitNs()).isZero();
    assertThat(effect.load().hits()).isEqualTo(60);
    assertThat(effect.load().hitsWhileHolding()).isEqualTo(60);
    assertThat(effect.disturbance()).isEqualTo(Disturbance.STRONG);
    assertThat(ObserverWarning.of(effect))
        .first()
        .asString()
        .startsWith("The recording changed what it measured strongly: 60 probe hits");
    assertThat(ObserverWarning.of(effect))
        .anyMatch(s -> s.contains("1 kernel mutexes that the recorder takes"));
  }

  @Test
  void aHolderThatWaitsForTheRecorderIsCounted() {
    recording.ran(cpu(), 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int recorders = recording.builder.lock(LockKind.KERNEL_MUTEX, "", 0x10, true);
    int lwlock = recording.builder.lock(LockKind.LWLOCK, "BufferMapping", 0x30, true);
    for (int i = 0; i < 30; i++) {
      long at = i * 20 * MS;
      recording.held(lwlock, one, at, at + 4 * MS);
      recording.waited(recorders, one, at + MS, at + 4 * MS - 3 * US);
    }
    recording.builder.eventCount("sdt_postgresql:lwlock__release", 30, true);
    RecorderLocks locks = effect().locks();
    assertThat(locks.holdNs()).isEqualTo(120 * MS);
    assertThat(locks.holdWaitNs()).isEqualTo(30 * (3 * MS - 3 * US));
  }

  /// Thread one gets the spinlock and waits for the recorder's mutex at the end of `s_lock`;
  /// meanwhile thread two spins.
  @Test
  void spinningBehindTheRecorderIsCounted() {
    recording.ran(cpu(), 0, 1000 * MS, one, SliceEnd.TRACE_END);
    recording.ran(recording.builder.cpu(1), 0, 1000 * MS, two, SliceEnd.TRACE_END);
    int recorders = recording.builder.lock(LockKind.KERNEL_MUTEX, "", 0x10, true);
    int spinlock = recording.builder.lock(LockKind.PG_SPINLOCK, "buffer_strategy_lock", 0, true);
    for (int i = 0; i < 30; i++) {
      long at = i * 20 * MS;
      recording.waited(spinlock, one, at, at + 5 * MS);
      recording.waited(recorders, one, at + 2 * MS, at + 5 * MS - 4 * US);
      recording.waited(spinlock, two, at + MS, at + 6 * MS);
    }
    recording.builder.eventCount("pg:s_lock", 60, true);
    RecorderLocks locks = effect().locks();
    assertThat(locks.spinWaitNs()).isEqualTo(30 * 10 * MS);
    assertThat(locks.spinWaitBehindNs()).isEqualTo(30 * 6 * MS);
    assertThat(locks.spinWaitBehindOnlyNs())
        .as("thread one waits for the mutex and for the spinlock at once: counted once")
        .isEqualTo(30 * (3 * MS + 4 * US));
  }

  @Test
  void switchesAtHitsAreCountedBeyondChance() {
    int lwlock = recording.builder.lock(LockKind.LWLOCK, "BufferMapping", 0x30, true);
    for (int i = 0; i < 50; i++) {
      long at = i * 20 * MS;
      recording.ran(cpu(), at, at + 10 * MS, one, SliceEnd.PREEMPTED_KERNEL);
      recording.preempted(one, at + 10 * MS, two);
      recording.ran(cpu(), at + 10 * MS, at + 20 * MS, two, SliceEnd.SLEEPING);
      recording.held(lwlock, one, at + 5 * US, at + 5 * MS);
    }
    recording.builder.eventCount("sdt_postgresql:lwlock__acquire", 50, true);
    AddedPreemptions added = effect().preemptions();
    assertThat(added.kernel()).isEqualTo(49);
    assertThat(added.kernelAtHits()).isEqualTo(49);
    assertThat(added.user()).isZero();
    assertThat(added.chance()).isCloseTo(0.004, within(0.001));
    assertThat(added.kernelAdded()).isEqualTo(49);
  }

  @Test
  void aRangeCountsItsOwnWaits() {
    recording.ran(cpu(), 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int recorders = recording.builder.lock(LockKind.KERNEL_MUTEX, "", 0x10, true);
    int lwlock = recording.builder.lock(LockKind.LWLOCK, "BufferMapping", 0x30, true);
    for (int i = 0; i < 30; i++) {
      long at = i * 20 * MS;
      recording.waited(recorders, one, at + MS, at + 3 * MS);
      recording.held(lwlock, one, at + 3 * MS + 3 * US, at + 4 * MS);
    }
    recording.builder.eventCount("sdt_postgresql:lwlock__acquire", 30, true);
    try (Timeline timeline = recording.timeline()) {
      var analysis = new ObserverAnalysis();
      var left = analysis.run(timeline, new TimeRange(0, 202 * MS), ProgressMonitor.NONE).locks();
      var right =
          analysis.run(timeline, new TimeRange(202 * MS, 1000 * MS), ProgressMonitor.NONE).locks();
      assertThat(left.waitNs()).isEqualTo(10 * 2 * MS + MS);
      assertThat(left.waits()).isEqualTo(11);
      assertThat(left.waitNs() + right.waitNs()).isEqualTo(60 * MS);
      assertThat(left.waits() + right.waits()).isEqualTo(30);
    } finally {
      recording.close();
    }
  }

  /// The measured cases themselves: the table says that more hits cost more.
  @Test
  void theCalibrationIsInOrder() {
    assertThat(Calibration.all()).allSatisfy(p -> assertThat(p.loss()).isBetween(0.0, 1.0));
    var withoutMutex =
        Calibration.all().stream().filter(p -> !p.mutexWaits() && p.name().startsWith("spin"));
    assertThat(withoutMutex.map(CalibrationPoint::loss)).isSorted();
    var load = new ProbeLoad(15_000, 90_000, 6_000, 0, 7_000);
    assertThat(Calibration.near(load, true))
        .extracting(CalibrationPoint::name)
        .contains("spinlock, 7.2 lazy, full")
        .doesNotContain("spinlock, 6.12 none, full");
    assertThat(Calibration.near(new ProbeLoad(4_000, 0, 0, 0, 0), false))
        .extracting(CalibrationPoint::hitsPerBusySecond)
        .containsOnly(0.0);
    assertThat(Calibration.near(new ProbeLoad(400, 0, 0, 0, 0), false)).isEmpty();
  }
}
