package dev.corelane.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineComparisonTest {
  private static final long MS = 1_000_000;
  private static final long US = 1_000;

  /// A second on one CPU: two backends take turns, each slice ends with a transaction.
  private static final class Workload {
    final Recording recording = new Recording();
    final int cpu = recording.builder.cpu(0);
    final int[] backends = {
      recording.builder.task(101, 101, "postgres", 0, false),
      recording.builder.task(102, 102, "postgres", 0, false)
    };

    Workload(long sliceNs, SliceEnd end) {
      long length = 1000 * MS / sliceNs * sliceNs;
      for (long at = 0; at < length; at += sliceNs) {
        int turn = (int) (at / sliceNs % 2);
        recording.ran(cpu, at, at + sliceNs, backends[turn], end);
        if (at + sliceNs < length) {
          recording.preempted(backends[turn], at + sliceNs, backends[1 - turn]);
        }
        recording.builder.span(
            at, at + sliceNs, backends[turn], "transaction", "t", "commit", Provenance.RECORDED);
      }
    }

    Workload kernel(String release) {
      recording.builder.property(Properties.KERNEL_RELEASE, release);
      recording.builder.property(Properties.HOST_ARCH, "x86_64");
      return this;
    }

    void wait(int lock, int task, long startNs, long endNs) {
      recording.builder.lockWait(
          startNs,
          endNs,
          lock,
          task,
          LockMode.EXCLUSIVE,
          Task.UNKNOWN,
          -1,
          -1,
          true,
          Provenance.RECORDED);
    }
  }

  private static Comparison compare(Workload a, Workload b) {
    try (Timeline first = a.recording.timeline();
        Timeline second = b.recording.timeline()) {
      return TimelineComparison.compare(first, second, ProgressMonitor.NONE);
    } finally {
      a.recording.close();
      b.recording.close();
    }
  }

  private static List<String> ids(Comparison comparison) {
    return comparison.findings().stream().map(Finding::id).toList();
  }

  @Test
  void aRecordingDoesNotDifferFromItself() {
    Comparison c =
        compare(
            new Workload(5 * MS, SliceEnd.PREEMPTED_USER),
            new Workload(5 * MS, SliceEnd.PREEMPTED_USER));
    assertThat(c.differences()).isNotEmpty().noneMatch(MetricDifference::certain);
    assertThat(c.differences())
        .allSatisfy(d -> assertThat(d.difference()).isCloseTo(0, within(1e-9)));
    assertThat(c.unmatched()).isEmpty();
    assertThat(c.findings().getFirst().text())
        .startsWith("Throughput differs by no more than chance");
  }

  /// One half of the second is like the first, the other is not.
  @Test
  void partsOfOneRecordingAreComparedWithEachOther() {
    var halves = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    int lock = halves.recording.builder.lock(LockKind.LWLOCK, "WAL", 7, true);
    for (int i = 0; i < 100; i++) {
      halves.wait(lock, halves.backends[1], 500 * MS + i * 5 * MS, 501 * MS + i * 5 * MS);
    }
    try (Timeline timeline = halves.recording.timeline()) {
      var early = new TimeRange(0, 500 * MS);
      var late = new TimeRange(500 * MS, 1000 * MS);
      Comparison c =
          TimelineComparison.compare(timeline, early, timeline, late, ProgressMonitor.NONE);
      assertThat(c.a().durationNs()).isEqualTo(500 * MS);
      assertThat(c.b().durationNs()).isEqualTo(500 * MS);
      MetricDifference waits = c.of(SubjectKind.LOCK, "LWLock WAL", Quantity.WAITS).orElseThrow();
      assertThat(waits.countA()).isZero();
      assertThat(waits.countB()).isEqualTo(100);
      assertThat(waits.b()).isCloseTo(200, within(1e-6));
      assertThat(waits.certain()).isTrue();
      MetricDifference rate = c.of(SubjectKind.WHOLE, "", Quantity.THROUGHPUT).orElseThrow();
      assertThat(rate.ratio()).isCloseTo(1, within(0.03));
    } finally {
      halves.recording.close();
    }
  }

  @Test
  void whatIsNextToNothingStandsBehindTheRestHoweverManyTimesMoreItIs() {
    var halves = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    int tiny = halves.recording.builder.lock(LockKind.LWLOCK, "Tiny", 7, true);
    int heavy = halves.recording.builder.lock(LockKind.LWLOCK, "Heavy", 8, true);
    for (int i = 0; i < 100; i++) {
      long early = i * 5 * MS;
      long late = 500 * MS + early;
      halves.wait(heavy, halves.backends[0], early, early + MS / 2);
      halves.wait(heavy, halves.backends[0], late, late + 2 * MS);
      halves.wait(tiny, halves.backends[1], late, late + 10 * US);
    }
    try (Timeline timeline = halves.recording.timeline()) {
      List<MetricDifference> ranked =
          TimelineComparison.compare(
                  timeline,
                  new TimeRange(0, 500 * MS),
                  timeline,
                  new TimeRange(500 * MS, 1000 * MS),
                  ProgressMonitor.NONE)
              .differences();
      List<MetricId> certain =
          ranked.stream().filter(MetricDifference::certain).map(MetricDifference::id).toList();
      var ofTiny = new MetricId(SubjectKind.LOCK, "LWLock Tiny", Quantity.WAITERS);
      var countOfTiny = new MetricId(SubjectKind.LOCK, "LWLock Tiny", Quantity.WAITS);
      var ofHeavy = new MetricId(SubjectKind.LOCK, "LWLock Heavy", Quantity.WAITERS);
      assertThat(certain).contains(ofTiny, countOfTiny, ofHeavy);
      assertThat(certain.indexOf(ofHeavy))
          .isLessThan(certain.indexOf(ofTiny))
          .isLessThan(certain.indexOf(countOfTiny));
    } finally {
      halves.recording.close();
    }
  }

  @Test
  void shorterSlicesAreFoundAndExplainedByTheVersion() {
    Comparison c =
        compare(
            new Workload(8 * MS, SliceEnd.PREEMPTED_USER).kernel("6.12.1"),
            new Workload(4 * MS, SliceEnd.PREEMPTED_USER).kernel("7.2.3"));
    MetricDifference slice = c.of(SubjectKind.WHOLE, "", Quantity.PREEMPTED_SLICE).orElseThrow();
    assertThat(slice.a()).isEqualTo(8 * MS);
    assertThat(slice.b()).isEqualTo(4 * MS);
    assertThat(slice.certain()).isTrue();
    MetricDifference user = c.of(SubjectKind.WHOLE, "", Quantity.USER_PREEMPTIONS).orElseThrow();
    assertThat(user.ratio()).isCloseTo(2, within(0.05));
    assertThat(ids(c)).contains("slices-hrtick", "recorder-small", "kernel-advice");
    assertThat(ids(c)).doesNotContain("recorder-explains-most", "locks");
  }

  @Test
  void shorterSlicesOfOneVersionAreNotExplainedByIt() {
    Comparison c =
        compare(
            new Workload(8 * MS, SliceEnd.PREEMPTED_USER).kernel("6.12.1"),
            new Workload(4 * MS, SliceEnd.PREEMPTED_USER).kernel("6.12.9"));
    assertThat(ids(c)).contains("slices").doesNotContain("slices-hrtick", "kernel-advice");
  }

  @Test
  void whatOneDidNotRecordIsNotZeroThere() {
    var a = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    var b = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    int lock = b.recording.builder.lock(LockKind.LWLOCK, "WALInsert", 0x1, true);
    for (int i = 0; i < 40; i++) {
      b.wait(lock, b.backends[0], i * 20 * MS, i * 20 * MS + 5 * MS);
    }
    Comparison c = compare(a, b);
    assertThat(c.of(SubjectKind.LOCK, "LWLock WALInsert", Quantity.WAITS)).isEmpty();
    assertThat(c.notRecorded())
        .anyMatch(
            s -> s.equals("waits for PostgreSQL LWLocks: only the second recording has them"));
    assertThat(ids(c)).contains("locks-not-told");
  }

  @Test
  void whatOneRecordedAndDidNotSeeIsZero() {
    var a = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    a.recording.builder.eventCount("sdt_postgresql:lwlock__wait__start", 0, false);
    var b = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    int lock = b.recording.builder.lock(LockKind.LWLOCK, "WALInsert", 0x1, true);
    for (int i = 0; i < 40; i++) {
      b.wait(lock, b.backends[0], i * 20 * MS, i * 20 * MS + 5 * MS);
    }
    Comparison c = compare(a, b);
    MetricDifference waiters =
        c.of(SubjectKind.LOCK, "LWLock WALInsert", Quantity.WAITERS).orElseThrow();
    assertThat(waiters.a()).isZero();
    assertThat(waiters.b()).isCloseTo(0.2, within(0.001));
    assertThat(waiters.certain()).isTrue();
    MetricDifference perTransaction =
        c.of(SubjectKind.LOCK, "LWLock WALInsert", Quantity.WAIT_PER_TRANSACTION).orElseThrow();
    assertThat(perTransaction.b()).isCloseTo(1.0 * MS, within(0.001 * MS));
    assertThat(c.unmatched()).contains(new Unmatched(SubjectKind.LOCK, "LWLock WALInsert", false));
  }

  @Test
  void tooFewObservationsAreNotGiven() {
    var a = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    var b = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    for (Workload w : List.of(a, b)) {
      int lock = w.recording.builder.lock(LockKind.LWLOCK, "WALInsert", 0x1, true);
      for (int i = 0; i < 19; i++) {
        w.wait(lock, w.backends[0], i * 20 * MS, i * 20 * MS + 5 * MS);
      }
    }
    Comparison c = compare(a, b);
    assertThat(c.of(SubjectKind.LOCK, "LWLock WALInsert", Quantity.WAITS)).isEmpty();
    assertThat(c.tooFew()).isPositive();
  }

  /// The recorder's own mutex makes every transaction of the second recording longer. The verdict
  /// must name it, though the spinlock is what the program waits for.
  @Test
  void theRecorderIsBlamedForWhatItDid() {
    var a = new Workload(5 * MS, SliceEnd.PREEMPTED_USER);
    var b = new Workload(10 * MS, SliceEnd.PREEMPTED_KERNEL);
    for (Workload w : List.of(a, b)) {
      w.recording.builder.eventCount("lock:contention_begin", 0, false);
      w.recording.builder.eventCount("sdt_postgresql:lwlock__acquire", 1000, true);
    }
    int mutex = b.recording.builder.lock(LockKind.KERNEL_MUTEX, "", 0x10, true);
    int lwlock = b.recording.builder.lock(LockKind.LWLOCK, "BufferMapping", 0x20, true);
    for (int i = 0; i < 90; i++) {
      long at = i * 10 * MS + MS;
      b.wait(mutex, b.backends[i % 2], at, at + 5 * MS);
      b.recording.builder.hold(
          at + 5 * MS + 3 * US,
          at + 6 * MS,
          lwlock,
          b.backends[i % 2],
          LockMode.EXCLUSIVE,
          true,
          Provenance.RECORDED);
    }
    Comparison c = compare(a, b);
    assertThat(ids(c)).containsSubsequence("throughput", "recorder-explains-most");
    Finding verdict =
        c.findings().stream()
            .filter(f -> f.id().equals("recorder-explains-most"))
            .findFirst()
            .orElseThrow();
    assertThat(verdict.text())
        .contains("takes 5.0 ms longer in B", "do not add up")
        .contains("recorder's own doing");
    assertThat(
            c.of(SubjectKind.LOCK_KIND, "the recorder's own mutexes", Quantity.WAITS)
                .orElseThrow()
                .countB())
        .isEqualTo(90);
  }
}
