package dev.corelane.analysis.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PostgresAnalysesTest {
  private static final long MS = 1_000_000;

  private final Recording recording = new Recording();
  private final int cpu = recording.builder.cpu(0);
  private final int one = recording.builder.task(101, 101, "postgres", 0, false);
  private final int two = recording.builder.task(102, 102, "postgres", 0, false);

  private <R> R on(Function<Timeline, R> analysis) {
    try (Timeline timeline = recording.timeline()) {
      return analysis.apply(timeline);
    } finally {
      recording.close();
    }
  }

  private List<IncidentPattern> patterns() {
    return on(t -> new IncidentPatternsAnalysis().run(t, ProgressMonitor.NONE));
  }

  private void query(int task, long startNs, long endNs, String text) {
    recording.builder.span(startNs, endNs, task, "query", text, "", Provenance.RECORDED);
  }

  /// One runs 0-10 ms, is preempted 10-20, sleeps from 20 on; samples in the middle of each.
  private void oneBackend() {
    recording.ran(cpu, 0, 10 * MS, one, SliceEnd.PREEMPTED_USER);
    recording.preempted(one, 10 * MS, two);
    recording.ran(cpu, 10 * MS, 20 * MS, two, SliceEnd.SLEEPING);
    recording.slept(one, 20 * MS);
    recording.builder.cover(100 * MS);
  }

  @Test
  void samplesAreSplitByWhatTheKernelDid() {
    oneBackend();
    recording.builder.taskLabel(one, "client backend: bank");
    int event = recording.builder.waitEvent("LWLock", "WALInsert", "wal_insert");
    query(one, 0, 30 * MS, "COMMIT");
    recording.builder.waitSample(5 * MS, one, -1, 0, 10 * MS);
    recording.builder.waitSample(15 * MS, one, -1, 0, 10 * MS);
    recording.builder.waitSample(25 * MS, one, event, 0, 10 * MS);
    recording.builder.waitSample(35 * MS, one, event, 77, 10 * MS);
    WaitProfile profile = on(t -> new WaitProfileAnalysis().run(t, ProgressMonitor.NONE));
    assertThat(profile.byEvent())
        .containsExactlyInAnyOrder(
            new WaitProfileRow("", "", "", "", 2, 20 * MS, 1, 1, 0, 0),
            new WaitProfileRow("LWLock", "WALInsert", "", "", 2, 20 * MS, 0, 0, 2, 0));
    assertThat(profile.byApplication())
        .containsExactly(
            new WaitProfileRow("", "", "client backend: bank", "", 4, 40 * MS, 1, 1, 2, 0));
    assertThat(profile.byQuery())
        .extracting(WaitProfileRow::query, WaitProfileRow::samples)
        .containsExactly(tuple("COMMIT", 3L), tuple("query 77", 1L));
    assertThat(profile.byType()).hasSize(2);
  }

  @Test
  void activeSessionsLeaveOutTheIdle() {
    oneBackend();
    int client = recording.builder.waitEvent("Client", "ClientRead", "ClientRead");
    int lock = recording.builder.waitEvent("Lock", "tuple", "tuple");
    for (int i = 0; i < 100; i++) {
      recording.builder.waitSample(i * MS, one, lock, 0, MS);
      recording.builder.waitSample(i * MS, two, i < 50 ? lock : client, 0, MS);
    }
    ActiveSessions sessions =
        on(t -> new WaitProfileAnalysis().run(t, ProgressMonitor.NONE)).sessions();
    assertThat(sessions.byType()).containsOnlyKeys("Lock");
    List<Double> values = sessions.byType().get("Lock");
    assertThat(values.get(10)).isCloseTo(2, within(0.01));
    assertThat(values.get(80)).isCloseTo(1, within(0.01));
  }

  @Test
  void rangesOfAProfileAddUp() {
    oneBackend();
    for (int i = 0; i < 100; i++) {
      recording.builder.waitSample(i * MS, one, -1, 0, MS);
    }
    on(
        t -> {
          var analysis = new WaitProfileAnalysis();
          long left =
              analysis
                  .run(t, new TimeRange(0, 30 * MS), ProgressMonitor.NONE)
                  .byEvent()
                  .getFirst()
                  .samples();
          long right =
              analysis
                  .run(t, new TimeRange(30 * MS, 100 * MS), ProgressMonitor.NONE)
                  .byEvent()
                  .getFirst()
                  .samples();
          assertThat(left).isEqualTo(30);
          assertThat(left + right).isEqualTo(100);
          return left;
        });
  }

  @Test
  void aMultiXactStormIsFoundUnderNewAndOldNames() {
    for (String name : List.of("MultiXactOffsetSLRU", "MultiXactMemberControlLock")) {
      int lock = recording.builder.lock(LockKind.LWLOCK, name, 0, false);
      for (int i = 0; i < 15; i++) {
        recording.waited(lock, one, i * 10 * MS, i * 10 * MS + MS);
      }
    }
    query(one, 0, MS, "SELECT * FROM account WHERE id = ? FOR UPDATE");
    query(one, 2 * MS, 3 * MS, "SAVEPOINT s1");
    recording.builder.property("postgres.heap.after", "199 tuples, 192 with a MultiXact");
    List<IncidentPattern> patterns = patterns();
    assertThat(patterns).extracting(IncidentPattern::id).containsExactly("multixact-storm");
    IncidentPattern storm = patterns.getFirst();
    assertThat(storm.waitNs()).isEqualTo(30 * MS);
    assertThat(storm.evidence())
        .extracting(Sign::text)
        .contains("MultiXactMemberControlLock: 15 waits, 0.02 s in all")
        .anyMatch(e -> e.startsWith("queries seen: SAVEPOINT together with"))
        .anyMatch(e -> e.startsWith("after: 199 tuples"))
        .noneMatch(e -> e.contains("FOR SHARE; several"));
    assertThat(storm.doubts()).isEmpty();
    assertThat(storm.events()).contains("LWLock:MultiXactOffsetSLRU");
  }

  @Test
  void aFewMultiXactWaitsAreNoStorm() {
    int lock = recording.builder.lock(LockKind.LWLOCK, "MultiXactOffsetSLRU", 0, false);
    for (int i = 0; i < 19; i++) {
      recording.waited(lock, one, i * 10 * MS, i * 10 * MS + MS);
    }
    int other = recording.builder.lock(LockKind.LWLOCK, "WALInsert", 0, false);
    for (int i = 0; i < 100; i++) {
      recording.waited(other, one, i * 10 * MS, i * 10 * MS + MS);
    }
    assertThat(patterns()).isEmpty();
  }

  @Test
  void subtransactionsAreFoundFromSamplesAlone() {
    recording.ran(cpu, 0, 100 * MS, one, SliceEnd.TRACE_END);
    int event = recording.builder.waitEvent("LWLock", "SubtransSLRU", "SubtransControlLock");
    for (int i = 0; i < 20; i++) {
      recording.builder.waitSample(i * MS, one, event, 0, MS);
    }
    List<IncidentPattern> patterns = patterns();
    assertThat(patterns).extracting(IncidentPattern::id).containsExactly("subtransaction-overflow");
    assertThat(patterns.getFirst().samples()).isEqualTo(20);
    assertThat(patterns.getFirst().doubts()).anyMatch(d -> d.startsWith("no SAVEPOINT"));
  }

  @Test
  void longSpinlockWaitsMeanThatTheHolderDidNotRun() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int lock = recording.builder.lock(LockKind.PG_SPINLOCK, "buffer_strategy_lock", 0, true);
    for (int i = 0; i < 25; i++) {
      recording.waited(lock, one, i * 10 * MS, i * 10 * MS + 5 * MS);
    }
    List<IncidentPattern> patterns = patterns();
    assertThat(patterns).extracting(IncidentPattern::id).containsExactly("spinlock-holder-off-cpu");
    assertThat(patterns.getFirst().meanWaiting()).isCloseTo(0.125, within(0.001));
    assertThat(patterns.getFirst().provenance()).isEqualTo(Provenance.INFERRED);
    assertThat(patterns.getFirst().confidence()).isEqualTo(Confidence.COMPLETE);
    assertThat(patterns.getFirst().evidence())
        .extracting(Sign::text)
        .anyMatch(e -> e.startsWith("25 of 25 waits"));
    assertThat(patterns.getFirst().doubts())
        .anyMatch(d -> d.contains("page faults were not recorded"))
        .noneMatch(d -> d.contains("recorder"));
  }

  @Test
  void someLongSpinlockWaitsAreNoIncident() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int lock = recording.builder.lock(LockKind.PG_SPINLOCK, "buffer_strategy_lock", 0, true);
    for (int i = 0; i < 45; i++) {
      recording.waited(lock, one, i * 10 * MS, i * 10 * MS + 2 * MS);
    }
    assertThat(patterns()).isEmpty();
  }

  @Test
  void signsSayWhetherTheyWereRecorded() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int lock = recording.builder.lock(LockKind.PG_SPINLOCK, "buffer_strategy_lock", 1, true);
    for (int i = 0; i < 25; i++) {
      recording.waited(lock, one, i * 10 * MS, i * 10 * MS + 5 * MS);
      recording.waited(lock, two, i * 10 * MS, i * 10 * MS + 7 * MS);
    }
    IncidentPattern found = patterns().getFirst();
    assertThat(found.evidence())
        .extracting(Sign::provenance)
        .containsExactly(Provenance.RECORDED, Provenance.INFERRED);
    assertThat(found.doubts())
        .anyMatch(d -> d.startsWith("none of 25 threads that got the lock while others waited"));
  }

  /// Two gets the lock and is preempted 5 us later, or blocked, or faults and runs on; one waits
  /// on.
  @Test
  void whatBecameOfWhoGotTheSpinlockIsTold() {
    int lock = recording.builder.lock(LockKind.PG_SPINLOCK, "buffer_strategy_lock", 0, true);
    for (int i = 0; i < 30; i++) {
      long at = i * 10 * MS;
      recording.waited(lock, two, at, at + MS).waited(lock, one, at, at + 4 * MS);
      long left = at + MS + (i < 20 ? 5_000 : 2 * MS);
      recording.ran(cpu, at, left, two, i < 10 ? SliceEnd.PREEMPTED_USER : SliceEnd.SLEEPING);
      if (i < 10) {
        recording.preempted(two, left, one);
      } else {
        recording.slept(two, left);
      }
      recording.ran(cpu, left, at + 10 * MS, one, SliceEnd.SLEEPING).slept(one, at + 10 * MS);
      if (i >= 20) {
        recording.builder.mark(at + MS + 2_000, cpu, two, "page fault", "user write");
      }
    }
    recording.builder.mark(5 * MS, cpu, one, "page fault", "user write");
    recording.builder.eventCount("exceptions:page_fault_user", 11, true);
    IncidentPattern found = patterns().getFirst();
    assertThat(found.id()).isEqualTo("spinlock-holder-off-cpu");
    assertThat(found.evidence())
        .extracting(Sign::text)
        .anyMatch(
            e -> e.startsWith("10 of 30 threads that got the lock") && e.contains("preempted"))
        .anyMatch(e -> e.startsWith("10 of 30 threads that got the lock") && e.contains("blocked"))
        .anyMatch(e -> e.startsWith("10 of 30 threads that got the lock") && e.contains("fault"));
    assertThat(found.doubts()).noneMatch(d -> d.contains("page fault"));
  }

  @Test
  void faultsElsewhereAreNotBlamed() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int lock = recording.builder.lock(LockKind.PG_SPINLOCK, "buffer_strategy_lock", 0, true);
    for (int i = 0; i < 25; i++) {
      recording.waited(lock, one, i * 10 * MS, i * 10 * MS + 2 * MS);
      recording.waited(lock, two, i * 10 * MS, i * 10 * MS + 3 * MS);
      recording.builder.mark(i * 10 * MS + 5 * MS, cpu, one, "page fault", "user write");
    }
    recording.builder.eventCount("exceptions:page_fault_user", 25, true);
    IncidentPattern found = patterns().getFirst();
    assertThat(found.evidence()).extracting(Sign::text).noneMatch(e -> e.contains("fault"));
    assertThat(found.doubts()).anyMatch(d -> d.startsWith("25 page faults were recorded, none"));
  }

  @Test
  void shortSpinlockWaitsAreNormal() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int lock = recording.builder.lock(LockKind.PG_SPINLOCK, "buffer_strategy_lock", 0, true);
    for (int i = 0; i < 90; i++) {
      recording.waited(lock, one, i * 10 * MS, i * 10 * MS + MS / 10);
    }
    assertThat(patterns()).isEmpty();
  }

  @Test
  void cliffsComeInOrderOfTime() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int lock = recording.builder.lock(LockKind.LWLOCK, "WALInsert", 0, false);
    for (int i = 0; i < 1000; i++) {
      long at = i * MS;
      if (i < 600 || i % 5 == 0) {
        recording.builder.span(at, at, one, "transaction", "t", "commit", Provenance.RECORDED);
      }
      if (i > 400 || i % 10 == 0) {
        recording.waited(lock, two, at, at + MS / 2);
      }
    }
    List<Cliff> cliffs = on(t -> new CliffAnalysis().run(t, ProgressMonitor.NONE));
    assertThat(cliffs)
        .extracting(Cliff::metric)
        .containsExactly("waits for LWLock WALInsert", "transactions (recorded)");
    assertThat(cliffs)
        .allSatisfy(
            cliff -> {
              assertThat(cliff.provenance()).isEqualTo(Provenance.RECORDED);
              assertThat(cliff.confidence()).isEqualTo(Confidence.COMPLETE);
              assertThat(cliff.setsIn() || cliff.stops()).isFalse();
            });
    assertThat(cliffs.get(0).timeNs()).isCloseTo(400 * MS, within(10 * MS));
    assertThat(cliffs.get(1).timeNs()).isCloseTo(600 * MS, within(10 * MS));
    assertThat(cliffs.get(1).before()).isCloseTo(1000, within(10.0));
    assertThat(cliffs.get(1).after()).isCloseTo(200, within(10.0));
  }

  @Test
  void whatBeginsBeforeOrEndsAfterTheSchedulersRecordingIsNoCliff() {
    recording.ran(cpu, 500 * MS, 1000 * MS, one, SliceEnd.TRACE_END);
    int event = recording.builder.waitEvent("IO", "DataFileRead", "DataFileRead");
    for (int i = 0; i < 1500; i++) {
      long at = i * MS;
      if (i >= 400) {
        recording.builder.waitSample(at, two, event, 0, MS);
      }
      if (i < 1100) {
        recording.builder.span(at, at, one, "transaction", "t", "commit", Provenance.INFERRED);
      }
    }
    recording.builder.cover(1500 * MS);
    List<Cliff> cliffs = on(t -> new CliffAnalysis().run(t, ProgressMonitor.NONE));
    assertThat(cliffs).isEmpty();
  }

  @Test
  void whatSetsInIsToldFromWhatGrows() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    int lock = recording.builder.lock(LockKind.LWLOCK, "WALInsert", 0, false);
    for (int i = 500; i < 1000; i++) {
      recording.waited(lock, two, i * MS, i * MS + MS / 2);
    }
    List<Cliff> cliffs = on(t -> new CliffAnalysis().run(t, ProgressMonitor.NONE));
    assertThat(cliffs).hasSize(1);
    assertThat(cliffs.getFirst().setsIn()).isTrue();
    assertThat(cliffs.getFirst().stops()).isFalse();
  }

  @Test
  void aSteadyRecordingHasNoCliff() {
    recording.ran(cpu, 0, 1000 * MS, one, SliceEnd.TRACE_END);
    var random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      long at = random.nextLong(1000 * MS);
      recording.builder.span(at, at, one, "transaction", "t", "commit", Provenance.RECORDED);
    }
    List<Cliff> cliffs = on(t -> new CliffAnalysis().run(t, ProgressMonitor.NONE));
    assertThat(cliffs).isEmpty();
  }
}
