package dev.corelane.desktop.session.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RangeModelTest {
  private static final long MS = TestTimelines.MS;
  private static final long START = TestTimelines.LOCKS_START;

  private final ManualThreads threads = new ManualThreads();
  private Timeline timeline;
  private TimelineModel view;
  private RangeModel model;

  @BeforeEach
  void open() {
    timeline = TestTimelines.locks();
    view = new TimelineModel(TraceDigest.of(timeline), System::nanoTime);
    model = new RangeModel(view, threads.threads());
  }

  @AfterEach
  void close() {
    model.dispose();
    timeline.close();
  }

  @Test
  void calculatesOnlyWhileSomebodyLooks() {
    view.selectRange(Optional.of(new TimeRange(START, START + MS)));
    assertThat(threads.background).isEmpty();
    model.see(true);
    assertThat(threads.background).hasSize(1);
    threads.runAll();
    assertThat(report().range()).isEqualTo(new TimeRange(START, START + MS));
  }

  @Test
  void tellsWhatHappenedInTheWholeRecording() {
    model.see(true);
    threads.runAll();
    assertThat(value("In numbers", "CPUs busy")).isEqualTo("90\u00A0%");
    assertThat(value("In numbers", "Involuntary")).isEqualTo("2 (200 per s)");
    assertThat(value("In numbers", "Of lock holders")).isEqualTo("1 (100 per s)");
    assertThat(value("In numbers", "While others waited")).isEqualTo("1 (100 per s)");
    assertThat(value("In numbers", "Delay after wake-up")).isEqualTo("longest 500\u00A0\u00B5s");
    assertThat(value("Locks waited for", "WALInsert"))
        .isEqualTo("8.00\u00A0ms, 1 holder preempted");
    assertThat(value("Threads without a CPU", "postgres 11")).isEqualTo("4.00\u00A0ms");
    assertThat(model.words(report().range())).isEqualTo("whole recording, 10.0\u00A0ms");
    assertThat(report().delays().count()).isEqualTo(2);
  }

  @Test
  void ratesCountTheTimeInWhichTheSchedulerWasRecorded() {
    TraceDigest digest = TraceDigest.of(TestTimelines.locksAndLog());
    try (Timeline longer = digest.timeline()) {
      var report = RangeReport.of(digest, longer.range(), RangeScope.ALL, ProgressMonitor.NONE);
      assertThat(longer.range()).isEqualTo(new TimeRange(START - 90 * MS, START + 10 * MS));
      assertThat(report.sections().getFirst().rows())
          .contains(
              RangeReport.row("Scheduler recorded", "10.0\u00A0ms"),
              RangeReport.row("CPUs busy", "90\u00A0%"),
              RangeReport.row("Involuntary", "2 (200 per s)"));
    }
  }

  @Test
  void aRangeDrawnOverLanesTellsOfTheseOnly() {
    model.see(true);
    Optional<TimeRange> all = Optional.of(new TimeRange(START, START + 10 * MS));
    view.dragRange(all, Set.of("cpu/0"));
    threads.runAll();
    assertThat(model.words(report())).endsWith(", of CPU 0");
    assertThat(value("In numbers", "CPUs busy")).isEqualTo("80\u00A0%");
    assertThat(value("In numbers", "Involuntary")).isEqualTo("1 (100 per s)");
    assertThat(value("Threads on CPUs", "kworker 12")).isEqualTo("4.00\u00A0ms");
    assertThat(report().sections())
        .extracting(Inspection.Section::title)
        .doesNotContain("Locks waited for");
    assertThat(report().delays().count()).as("of 11, which came back to CPU 0").isEqualTo(1);

    view.dragRange(all, Set.of("thread/4", "cpu/1"));
    threads.runAll();
    assertThat(model.words(report())).endsWith(", of CPU 1 and postgres 13");
    assertThat(value("In numbers", "Without a CPU"))
        .isEqualTo("500\u00A0\u00B5s, longest 500\u00A0\u00B5s");

    view.dragRange(all, Set.of("lock/0"));
    threads.runAll();
    assertThat(model.words(report())).endsWith(", of WALInsert");
    assertThat(value("Locks waited for", "WALInsert"))
        .isEqualTo("8.00\u00A0ms, 1 holder preempted");
    assertThat(value("Threads without a CPU", "postgres 11")).isEqualTo("4.00\u00A0ms");
    assertThat(report().sections())
        .flatExtracting(Inspection.Section::rows)
        .extracting(Inspection.Row::label)
        .as("it did not use the lock")
        .doesNotContain("kworker 12");
  }

  @Test
  void lanesBetweenTwoHeights() {
    view.resize(1100, 900);
    double top = view.geometry().get().lanes().y();
    assertThat(view.lanes().between(top + 5, top + 8)).containsExactly("cpu/0");
    assertThat(view.lanes().between(top + 2000, top + 8))
        .containsExactlyInAnyOrder("cpu/0", "cpu/1", "lock/0");
  }

  @Test
  void twoDifferentRangesCanBeShownSideBySide() {
    model.see(true);
    threads.runAll();
    model.keep();
    assertThat(model.ranges()).isEmpty();
    TimeRange next = new TimeRange(START, START + MS);
    view.selectRange(Optional.of(next));
    threads.runAll();
    assertThat(model.ranges()).contains(List.of(timeline.range(), next));
    model.forget();
    assertThat(model.ranges()).isEmpty();
  }

  @Test
  void aPointOfTheCloudLeadsToTheWait() {
    model.see(true);
    threads.runAll();
    DelayCloud cloud = report().delays();
    DelayCloud.Point longest = null;
    for (int column = 0; column < DelayCloud.COLUMNS; column++) {
      longest = cloud.longest(column, DelayCloud.rowOf(4 * MS)).orElse(longest);
    }
    assertThat(longest).isNotNull();
    model.goTo(longest);
    assertThat(view.target().get()).contains(new Target.StateRef(2, longest.state()));
  }

  @Test
  void keepsOneRangeToHoldAnotherAgainstIt() {
    model.see(true);
    view.selectRange(Optional.of(new TimeRange(START, START + 2 * MS)));
    threads.runAll();
    model.keep();
    view.selectRange(Optional.of(new TimeRange(START + 6 * MS, START + 8 * MS)));
    threads.runAll();
    RangeReport kept = model.kept().get();
    assertThat(kept).isNotNull();
    assertThat(model.words(kept.range())).isEqualTo("2.00\u00A0ms from 0\u00A0ns");
    assertThat(model.words(report().range())).isEqualTo("2.00\u00A0ms from 6\u00A0ms");
    model.forget();
    assertThat(model.kept().get()).isNull();
  }

  private RangeReport report() {
    RangeReport report = model.report().get();
    if (report == null) {
      throw new AssertionError("nothing is known: " + model.failure().get());
    }
    return report;
  }

  private String value(String title, String label) {
    for (Inspection.Section section : report().sections()) {
      if (section.title().equals(title)) {
        for (Inspection.Row row : section.rows()) {
          if (row.label().equals(label)) {
            return row.value();
          }
        }
      }
    }
    throw new AssertionError("no " + label + " in " + report().sections());
  }
}
