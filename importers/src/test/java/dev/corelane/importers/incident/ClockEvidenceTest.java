package dev.corelane.importers.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clocks of real recordings found again from what another source would tell of them.
class ClockEvidenceTest {
  private static final long WALL_CLOCK = 1_795_254_429_000_000_000L;

  @TempDir static Path folder;
  private static Timeline recording;

  @BeforeAll
  static void open() throws IOException {
    Path file = SampleTraces.of("multixact-6.12-none-wait").orElseThrow().copyTo(folder);
    recording = Importers.open(List.of(file), ProgressMonitor.NONE);
  }

  @AfterAll
  static void close() {
    recording.close();
  }

  /// A sample of every backend each 10 ms, as pg_wait_sampling takes them: some of them do not
  /// agree with the recording.
  private static Timeline samples(double wrong) {
    var random = new Random(11);
    try (var builder = new TimelineBuilder()) {
      int event = builder.waitEvent("LWLock", "BufferContent", "BufferContent");
      for (long row = 0; row < recording.waits().size(); row++) {
        LockWait wait = recording.waits().get(row);
        String lock = recording.locks().get(wait.lock()).name();
        if (!lock.contains("BufferContent")) {
          continue;
        }
        int tid = recording.task(wait.task()).tid();
        long time = wait.startNs() + (long) (random.nextDouble() * (wait.endNs() - wait.startNs()));
        if (random.nextDouble() < wrong) {
          time = random.nextLong(recording.range().startNs(), recording.range().endNs());
        }
        int task = builder.taskAt(tid, 0);
        if (task < 0) {
          task = builder.task(tid, tid, "postgres", 0, false);
        }
        builder.waitSample(time + WALL_CLOCK, task, event, 0, 0);
      }
      return builder.build(ProgressMonitor.NONE);
    }
  }

  @Test
  void samplesFindTheWallClock() {
    try (Timeline files = samples(0.3)) {
      Placement found = new WallClockEvidence(recording, files).find().orElseThrow();
      assertThat(found.shiftNs())
          .isBetween(-WALL_CLOCK - found.uncertaintyNs(), -WALL_CLOCK + found.uncertaintyNs());
      assertThat(found.uncertaintyNs()).isLessThan(3_000_000);
      assertThat(found.why()).contains("LWLock");
    }
  }

  @Test
  void samplesOfAnotherRunFindNothing() {
    try (Timeline files = samples(1)) {
      assertThat(new WallClockEvidence(recording, files).find()).isEmpty();
    }
  }

  /// pgbench may have been delayed between its looks at two clocks.
  @ParameterizedTest
  @ValueSource(longs = {0, 1_700_000})
  void transactionsFindTheWallClock(long delayed) {
    var random = new Random(5);
    try (var builder = new TimelineBuilder()) {
      int client = builder.task(-1, -1, "client", 0, false);
      for (long row = 0; row < recording.spans().size(); row++) {
        Span span = recording.spans().get(row);
        if (span.category().equals("transaction")) {
          long network = random.nextInt(800_000);
          builder.span(
              span.startNs() - network / 4 + WALL_CLOCK - delayed,
              span.endNs() + network / 2 + WALL_CLOCK - delayed,
              client,
              "transaction",
              "script",
              "",
              Provenance.DERIVED);
        }
      }
      try (Timeline files = builder.build(ProgressMonitor.NONE)) {
        Placement found = new WallClockEvidence(recording, files).find().orElseThrow();
        assertThat(found.shiftNs())
            .isBetween(-WALL_CLOCK - found.uncertaintyNs(), -WALL_CLOCK + found.uncertaintyNs());
        assertThat(found.why()).contains("pgbench");
      }
    }
  }

  /// What the server logs of the recorded waits: it looks at the clock some time after the first
  /// probe and some time before the second, and cuts what it writes.
  private static Timeline log(Random random, long latestNs) {
    try (var builder = new TimelineBuilder()) {
      int lock = builder.lock(LockKind.HEAVYWEIGHT, "transaction 1", 0, true);
      for (long row = 0; row < recording.waits().size(); row++) {
        LockWait wait = recording.waits().get(row);
        if (wait.lock() < 0
            || recording.locks().get(wait.lock()).kind() != LockKind.HEAVYWEIGHT
            || random.nextInt(3) > 0) {
          continue;
        }
        int tid = recording.task(wait.task()).tid();
        int task = builder.taskAt(tid, 0);
        if (task < 0) {
          task = builder.task(tid, tid, "postgres", 0, false);
        }
        long late = random.nextLong(latestNs);
        long length = Math.max(0, wait.endNs() - wait.startNs() - 100_000 - late);
        long written = (wait.endNs() - late + WALL_CLOCK) / 1_000_000 * 1_000_000;
        builder.lockWait(
            written - length,
            written,
            lock,
            task,
            wait.mode(),
            Task.UNKNOWN,
            -1,
            -1,
            true,
            Provenance.DERIVED);
      }
      return builder.build(ProgressMonitor.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {200_000, 1_000_000, 4_000_000})
  void logLockWaitsFindTheWallClockAndKnowHowWell(long latestNs) {
    for (int seed = 0; seed < 10; seed++) {
      try (Timeline files = log(new Random(seed), latestNs)) {
        Placement found = new WallClockEvidence(recording, files).find().orElseThrow();
        assertThat(found.shiftNs())
            .isBetween(-WALL_CLOCK - found.uncertaintyNs(), -WALL_CLOCK + found.uncertaintyNs());
        assertThat(found.uncertaintyNs()).isLessThan(300_000 + latestNs / 8);
        assertThat(found.why()).contains("server's log");
      }
    }
  }

  @Test
  void switchesPlaceASecondRecording() {
    try (var builder = new TimelineBuilder()) {
      new TimelineCopy(
              recording,
              new CopyTarget(builder),
              CopyRule.ALL.shifted(7_000_000_000L),
              ProgressMonitor.NONE)
          .run("", 0);
      try (Timeline other = builder.build(ProgressMonitor.NONE)) {
        Placement found = SwitchEvidence.find(recording, other).orElseThrow();
        assertThat(found.shiftNs()).isEqualTo(-7_000_000_000L);
        assertThat(found.uncertaintyNs()).isLessThan(200_000);
      }
    }
  }

  @Test
  void locksOfACopyAreThoseOfTheTarget() {
    try (var builder = new TimelineBuilder()) {
      var target = new CopyTarget(builder);
      for (int i = 0; i < 2; i++) {
        CopyRule locks = CopyRule.ALL.of(kind -> kind.equals(FactKinds.of(LockKind.LWLOCK)));
        new TimelineCopy(recording, target, locks, ProgressMonitor.NONE).run("", 0);
      }
      try (Timeline twice = builder.build(ProgressMonitor.NONE)) {
        long lwlocks =
            recording.locks().stream().filter(lock -> lock.kind() == LockKind.LWLOCK).count();
        assertThat(twice.locks()).hasSize((int) lwlocks);
        assertThat(twice.waits().size()).isPositive();
      }
    }
  }
}
