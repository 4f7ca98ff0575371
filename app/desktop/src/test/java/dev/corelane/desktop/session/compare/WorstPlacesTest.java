package dev.corelane.desktop.session.compare;

import static dev.corelane.desktop.session.compare.CompareTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.MetricId;
import dev.corelane.analysis.comparison.Quantity;
import dev.corelane.analysis.comparison.SubjectKind;
import dev.corelane.analysis.comparison.TimelineComparison;
import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.Located;
import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.importers.Importers;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorstPlacesTest {
  private static ComparedSide side(Timeline timeline, Optional<TimeRange> part) {
    var shared = new SharedTrace("trace", TraceDigest.of(timeline));
    return new ComparedSide(
        'A', new TraceModel(shared, System::nanoTime, WaitEventLibrary.load()), part);
  }

  private static Optional<Target> find(
      ComparedSide side, SubjectKind kind, String subject, Quantity quantity) {
    return WorstPlaces.find(
        side, new MetricId(kind, subject, quantity), Set.of(), ProgressMonitor.NONE);
  }

  @Test
  void findsTheLongestOfItsKind() {
    ComparedSide side = side(TestTimelines.locks(), Optional.empty());
    // 13 waits 5 ms, 14 waits 3 ms.
    assertThat(find(side, SubjectKind.LOCK, "LWLock WALInsert", Quantity.WAITERS))
        .contains(new Target.WaitRef(0));
    assertThat(find(side, SubjectKind.LOCK_KIND, "PostgreSQL LWLocks", Quantity.WAITS))
        .contains(new Target.WaitRef(0));
    assertThat(find(side, SubjectKind.LOCK, "LWLock other", Quantity.WAITS)).isEmpty();
    assertThat(find(side, SubjectKind.LOCK, "LWLock WALInsert", Quantity.HOLD))
        .contains(new Target.HoldRef(0));
    // postgres 11 was off its CPU for 4 ms, at the end of its first slice.
    assertThat(find(side, SubjectKind.WHOLE, "", Quantity.USER_PREEMPTIONS))
        .contains(new SliceRef(0, 0));
    assertThat(find(side, SubjectKind.WHOLE, "", Quantity.HOLDER_PREEMPTIONS))
        .contains(new Target.HoldRef(0));
    assertThat(find(side, SubjectKind.THREADS, "kworker", Quantity.CPU_RATE))
        .contains(new SliceRef(0, 1));
    assertThat(find(side, SubjectKind.WHOLE, "", Quantity.LATENCY)).isEmpty();
    side.trace().close();
  }

  @Test
  void staysInTheComparedPart() {
    long start = TestTimelines.LOCKS_START;
    var part = new TimeRange(start + 3 * MS, start + 5 * MS);
    ComparedSide side = side(TestTimelines.locks(), Optional.of(part));
    assertThat(find(side, SubjectKind.LOCK, "LWLock WALInsert", Quantity.WAITERS))
        .contains(new Target.WaitRef(1));
    assertThat(find(side, SubjectKind.WHOLE, "", Quantity.USER_PREEMPTIONS)).isEmpty();
    side.trace().close();
  }

  @Test
  void goesToTheWorstPlaceOfEachSide() {
    var threads = new ManualThreads();
    CompareModel compare =
        CompareTimelines.model(
            threads,
            CompareTimelines.part("fast", CompareTimelines.worker(100 * MS, 5 * MS, 60, 0)),
            CompareTimelines.part("slow", CompareTimelines.worker(900 * MS, 10 * MS, 60, 3)));
    compare.differences().start();
    threads.runAll();
    MetricDifference waits =
        compare.differences().rows().get().stream()
            .filter(
                d -> d.id().equals(new MetricId(SubjectKind.LOCK, "LWLock WAL", Quantity.WAITERS)))
            .findFirst()
            .orElseThrow();
    compare.differences().goTo(waits);
    threads.runAll();
    for (ComparedSide side : compare.sides()) {
      Target target = side.view().target().get().orElseThrow();
      assertThat(target).isInstanceOf(Target.WaitRef.class);
      Located place = Located.of(side.timeline(), target);
      assertThat(side.view().scale().visible().contains(place.startNs())).isTrue();
    }
    assertThat(compare.alignment().choice().get().text()).isEqualTo("longest wait: LWLock WAL");
    compare.dispose();
    compare.release();
  }

  /// Numbers of the table that were observed in a recording have a place in it: two of each sort.
  @Test
  void numbersOfRealRecordingsHaveAPlace(@TempDir Path folder) throws IOException {
    ComparedSide a = side(sample("spinlock-6.12-none-full", folder), Optional.empty());
    ComparedSide b = side(sample("spinlock-7.2-lazy-full", folder), Optional.empty());
    Comparison comparison =
        TimelineComparison.compare(a.timeline(), b.timeline(), ProgressMonitor.NONE);
    assertThat(comparison.differences()).hasSizeGreaterThan(50);
    var seen = new HashMap<String, Integer>();
    for (MetricDifference d : comparison.differences()) {
      if (seen.merge(d.id().kind() + " " + d.id().quantity(), 1, Integer::sum) > 2) {
        continue;
      }
      if (d.countA() > 0) {
        assertThat(place(a, d, comparison.a().observer().locks().locks()))
            .as("A, %s", d.id())
            .isPresent();
      }
      if (d.countB() > 0) {
        assertThat(place(b, d, comparison.b().observer().locks().locks()))
            .as("B, %s", d.id())
            .isPresent();
      }
    }
    a.trace().close();
    b.trace().close();
  }

  private static Optional<Target> place(ComparedSide side, MetricDifference d, Set<Integer> own) {
    return WorstPlaces.find(side, d.id(), own, ProgressMonitor.NONE);
  }

  private static Timeline sample(String id, Path folder) throws IOException {
    Path file = SampleTraces.of(id).orElseThrow().copyTo(folder);
    return Importers.open(List.of(file), ProgressMonitor.NONE);
  }
}
