package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.NumberStyle;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceModelTest {
  private static final WaitEventLibrary KNOWLEDGE = WaitEventLibrary.load();

  private static final long START = 100 * MS;

  private Timeline timeline;
  private TraceModel trace;

  @BeforeEach
  void open() {
    timeline = TestTimelines.small();
    trace = new TraceModel(shared(timeline), () -> 0, KNOWLEDGE);
    trace.view().resize(1132, 500);
  }

  private static SharedTrace shared(Timeline timeline) {
    return new SharedTrace("perf.data", TraceDigest.of(timeline));
  }

  @AfterEach
  void close() {
    trace.close();
  }

  @Test
  void whatIsCopiedAsDataDoesNotFollowTheLanguage() {
    try (var timeline = TestTimelines.small()) {
      TraceModel trace =
          new TraceModel(
              new SharedTrace("small", TraceDigest.of(timeline)), () -> 0, WaitEventLibrary.load());
      trace.view().resize(800, 400);
      trace.view().select(new SliceRef(0, 1));
      String plain = InspectionText.json(trace.inspection().get());
      try {
        TimeText.use(NumberStyle.of(Locale.GERMANY));
        trace.view().clearSelection();
        trace.view().select(new SliceRef(0, 1));
        assertThat(InspectionText.json(trace.inspection().get())).isNotEqualTo(plain);
        assertThat(InspectionText.json(trace.plainInspection())).isEqualTo(plain);
      } finally {
        TimeText.use(NumberStyle.PLAIN);
      }
    }
  }

  @Test
  void inspectsAPreemptedSlice() {
    trace.view().select(new SliceRef(0, 0));
    Inspection inspection = trace.inspection().get();
    assertThat(inspection.title()).isEqualTo("alice 11");
    assertThat(inspection.subtitle()).isEqualTo("CPU 0 for 1.00\u00a0ms");
    assertThat(value(inspection, "Start")).isEqualTo("0\u00a0ns");
    assertThat(value(inspection, "Length")).isEqualTo("1\u00a0ms");
    assertThat(value(inspection, "Ended")).isEqualTo("Preempted on return to user mode (R)");
    assertThat(value(inspection, "Priority")).isEqualTo("120 (nice 0)");
    assertThat(inspection.row("Preempted by"))
        .isEqualTo(new Inspection.Row("Preempted by", "bob 12", new SliceRef(0, 1)));
    assertThat(inspection.row("Back on a CPU").link()).isEqualTo(new SliceRef(0, 3));
    assertThat(value(inspection, "Back on a CPU")).isEqualTo("after 2.00\u00a0ms, on CPU 0");
    assertThat(value(inspection, "Process id")).isEqualTo("10");
    assertThat(inspection.previousOfTask()).isNull();
    assertThat(inspection.nextOfTask()).isEqualTo(new SliceRef(0, 3));
  }

  @Test
  void tellsAPreemptionInTheKernelAndTheRunDelayBefore() {
    trace.view().select(new SliceRef(0, 3));
    Inspection inspection = trace.inspection().get();
    assertThat(value(inspection, "Ended")).isEqualTo("Preempted inside the kernel (R+)");
    assertThat(value(inspection, "Run delay")).isEqualTo("2\u00a0ms");
    assertThat(inspection.row("Lost the CPU to"))
        .isEqualTo(new Inspection.Row("Lost the CPU to", "bob 12", new SliceRef(0, 1)));
  }

  @Test
  void tellsWhoWokeTheThreadAndHowLongItTook() {
    trace.view().select(new SliceRef(0, 4));
    Inspection inspection = trace.inspection().get();
    assertThat(inspection.row("Woken by"))
        .as("the link leads to what ran on the waker's CPU")
        .isEqualTo(new Inspection.Row("Woken by", "carol 13", new SliceRef(1, 1)));
    assertThat(value(inspection, "Wake-up latency")).isEqualTo("999.999\u00a0\u00b5s");
    assertThat(value(inspection, "Before that")).startsWith("Asleep for 1.50");
    assertThat(value(inspection, "Not whole")).contains("still running");
    assertThat(inspection.row("Preempted by")).isNull();
  }

  @Test
  void saysLittleAboutIdleTime() {
    trace.view().select(new SliceRef(1, 0));
    Inspection inspection = trace.inspection().get();
    assertThat(inspection.title()).isEqualTo("Idle");
    assertThat(value(inspection, "Ended")).isEqualTo("Until work arrived");
    assertThat(inspection.row("Next on CPU 3").link()).isEqualTo(new SliceRef(1, 1));
    assertThat(inspection.row("Thread id")).isNull();
    assertThat(inspection.nextOfTask()).isNull();
  }

  @Test
  void followsTheLinks() {
    trace.view().select(new SliceRef(0, 0));
    trace.nextOfTask();
    assertThat(trace.view().selection().get()).contains(new SliceRef(0, 3));
    trace.nextOfTask();
    assertThat(trace.view().selection().get()).contains(new SliceRef(0, 3));
    trace.previousOfTask();
    assertThat(trace.view().selection().get()).contains(new SliceRef(0, 0));
    trace.stepOnCpu(1);
    assertThat(trace.view().selection().get()).contains(new SliceRef(0, 1));
    trace.stepOnCpu(-1);
    trace.stepOnCpu(-1);
    assertThat(trace.view().selection().get()).contains(new SliceRef(0, 0));
    trace.view().clearSelection();
    assertThat(trace.inspection().get()).isNull();
  }

  @Test
  void hasOneLineForThePointer() {
    assertThat(trace.hoverLine().get()).isEmpty();
    Area lanes = trace.view().geometry().get().lanes();
    double x = lanes.x() + trace.view().scale().toPx(START + 4 * MS + 50_000);
    trace.view().pointAt(x, lanes.y() + 60);
    assertThat(trace.hoverLine().get())
        .isEqualTo(
            "4.05\u00a0ms  \u00b7  CPU 0  \u00b7  alice 11  \u00b7  2.00\u00a0ms,"
                + " preempted inside the kernel");
    trace.view().pointAt(x, trace.view().geometry().get().ruler().y() + 5);
    assertThat(trace.hoverLine().get()).startsWith("4.0").doesNotContain("CPU");
    trace.view().pointNowhere();
    assertThat(trace.hoverLine().get()).isEmpty();
  }

  @Test
  void theLineSumsUpWhereAPixelHoldsManySlices() {
    try (Timeline many = TestTimelines.random(4, 1, 100_000, 0.3)) {
      TraceModel wide = new TraceModel(shared(many), () -> 0, KNOWLEDGE);
      wide.view().resize(700, 300);
      Area lanes = wide.view().geometry().get().lanes();
      wide.view().pointAt(lanes.x() + 100, lanes.y() + 60);
      assertThat(wide.hoverLine().get())
          .contains("within ")
          .contains("% busy, mostly worker")
          .contains(" preemptions");
    }
  }

  @Test
  void saysWhatIsVisibleAndWhatIsSelected() {
    assertThat(trace.viewLine().get()).isEqualTo("All of 10.0\u00a0ms");
    trace.view().show(new TimeRange(START, START + 2 * MS));
    assertThat(trace.viewLine().get()).isEqualTo("2.00\u00a0ms of 10.0\u00a0ms");
    trace.view().selectRange(Optional.of(new TimeRange(START, START + MS / 2)));
    assertThat(trace.viewLine().get()).isEqualTo("Selected 500\u00a0\u00b5s");
  }

  @Test
  void countsAndPlacesItsProblems() {
    assertThat(trace.problems()).hasSize(1);
    assertThat(trace.placeOf(trace.problems().getFirst())).contains(START + 2 * MS);
  }

  @Test
  void sumsItselfUp() {
    assertThat(trace.summary()).startsWith("2 CPUs, 4 threads, ").endsWith(" in 10.0\u00a0ms");
    List<Inspection.Section> overview = trace.overview();
    assertThat(overview).extracting(Inspection.Section::title).contains("Longest run delays");
    assertThat(overview.get(1).rows())
        .anySatisfy(
            row -> {
              assertThat(row.label()).isEqualTo("Involuntary");
              assertThat(row.value()).startsWith("3 (");
            });
  }

  private static String value(Inspection inspection, String label) {
    Inspection.Row row = inspection.row(label);
    assertThat(row).as(label).isNotNull();
    return row.value();
  }
}
