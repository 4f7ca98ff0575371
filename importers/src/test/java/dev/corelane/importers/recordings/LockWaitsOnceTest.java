package dev.corelane.importers.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.Traces;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real run of which probes, the server's log and samples of `pg_locks` tell the same waits, the
/// samples with the table's name where the others have its number.
class LockWaitsOnceTest {
  private static final String RUN = "multixact-6.12-none-wait";

  @TempDir Path folder;

  @Test
  void aBackendWaitsForOneLockAtATime() throws IOException {
    Path run = Files.createDirectory(folder.resolve(RUN));
    for (String file :
        List.of(
            "perf.data.zst", "pg.csvlog.csv.zst", "pg_locks.csv.zst", "pg_stat_activity.csv.zst")) {
      SampleTraces.copy(RUN, file, run);
    }
    try (Timeline timeline = Traces.open(run)) {
      List<LockWait> waits = heavyweight(timeline);
      assertThat(waits).filteredOn(w -> w.provenance() == Provenance.RECORDED).hasSize(795);
      Map<Integer, List<LockWait>> byTask =
          waits.stream().collect(Collectors.groupingBy(LockWait::task));
      byTask.forEach((task, own) -> assertThat(doubled(own)).as("waits of %s", task).isEmpty());
      assertThat(waits)
          .filteredOn(w -> w.provenance() == Provenance.RECORDED && w.holder() != Task.UNKNOWN)
          .hasSizeGreaterThan(650);
      assertThat(timeline.locks())
          .filteredOn(lock -> lock.kind() == LockKind.HEAVYWEIGHT)
          .extracting(Lock::name)
          .doesNotHaveDuplicates();
      assertThat(timeline.properties())
          .containsEntry("postgres.relation 16493 of database 16384", "hot");
      assertThat(doubledTransactions(timeline)).isZero();
      assertThat(timeline.problems())
          .filteredOn(p -> p.id().equals("postgres.told-twice"))
          .extracting(ImportProblem::message)
          .allMatch(m -> m.startsWith("told by another source: "))
          .hasSize(3);
    }
  }

  private static List<LockWait> heavyweight(Timeline timeline) {
    var waits = new ArrayList<LockWait>();
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (timeline.locks().get(wait.lock()).kind() == LockKind.HEAVYWEIGHT) {
        waits.add(wait);
      }
    }
    return waits;
  }

  /// Waits that begin while the same backend waits already, by more than the log's millisecond.
  private static List<String> doubled(List<LockWait> own) {
    var doubled = new ArrayList<String>();
    List<LockWait> inOrder =
        own.stream().sorted(Comparator.comparingLong(LockWait::startNs)).toList();
    for (int i = 1; i < inOrder.size(); i++) {
      LockWait before = inOrder.get(i - 1);
      LockWait after = inOrder.get(i);
      if (before.endNs() - after.startNs() > 1_500_000) {
        doubled.add(before + " and " + after);
      }
    }
    return doubled;
  }

  /// Transactions of samples in the middle of a recorded one of the same backend.
  private static long doubledTransactions(Timeline timeline) {
    var recorded = new ArrayList<Span>();
    var inferred = new ArrayList<Span>();
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.category().equals("transaction")) {
        (span.provenance() == Provenance.RECORDED ? recorded : inferred).add(span);
      }
    }
    assertThat(recorded).isNotEmpty();
    return inferred.stream()
        .filter(
            i ->
                recorded.stream()
                    .anyMatch(
                        r ->
                            r.task() == i.task()
                                && r.startNs() < (i.startNs() + i.endNs()) / 2
                                && r.endNs() > (i.startNs() + i.endNs()) / 2))
        .count();
  }
}
