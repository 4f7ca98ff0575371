package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lanes of sessions, spans of all threads, counters and marks: what a click selects and what is
/// said about it.
class ActivityLanesTest {
  private Timeline timeline;
  private TraceModel trace;
  private TimelineModel model;

  @BeforeEach
  void open() {
    timeline = TestTimelines.activity();
    trace =
        new TraceModel(
            new SharedTrace("incident", TraceDigest.of(timeline)),
            System::nanoTime,
            WaitEventLibrary.load());
    model = trace.view();
    model.resize(1100, 900);
    model.choose(
        model
            .choice()
            .opening(LaneChoice.ACTIVITY)
            .opening(LaneChoice.MARKS)
            .opening(LaneChoice.COUNTERS));
  }

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void groupsAreCollapsedAtFirst() {
    model.choose(LaneChoice.FIRST);
    assertThat(ids()).containsExactly("cpu/0", "activity", "marks", "threads", "counters");
    model.selectAt(20, yOf("activity", 0.5));
    assertThat(ids()).contains("sessions", "spans/transaction");
  }

  @Test
  void sessionsTellClassEventAndNumber() {
    double x = px(41 * MS);
    model.pointAt(x, yOf("sessions", 0.25));
    assertThat(trace.hoverLine().get())
        .contains("2 sessions active", "1 session in IO", "DataFileRead 1");
    model.selectAt(x, yOf("sessions", 0.25));
    Inspection io = inspection();
    assertThat(io.title()).isEqualTo("IO");
    assertThat(io.row("DataFileRead")).isNotNull();
    assertThat(io.row("postgres 12").link()).isInstanceOf(Target.SampleRef.class);
    model.goTo(io.row("LWLock").link());
    assertThat(inspection().title()).isEqualTo("LWLock");
    model.pointAt(px(15 * MS), yOf("sessions", 0.75));
    assertThat(trace.hoverLine().get()).contains("1 session not waiting");
  }

  @Test
  void spansCountersAndMarks() {
    model.selectAt(px(10 * MS), yOf("spans/transaction", 0.1));
    assertThat(model.target().get()).contains(new Target.SpanRef(0));
    model.pointAt(px(50 * MS), yOf("counter/0", 0.5));
    assertThat(trace.hoverLine().get()).contains("cpu_frequency, CPU 0", "3.40\u00A0GHz");
    model.selectAt(px(50 * MS), yOf("counter/0", 0.5));
    assertThat(inspection().row("Before").value()).isEqualTo("1.20\u00A0GHz");
    model.goTo(inspection().row("Before").link());
    assertThat(model.target().get()).contains(new Target.CounterRef(0));
    model.selectAt(px(50 * MS) + 3, yOf("marks/print", 0.5));
    assertThat(inspection().subtitle()).isEqualTo("mark at 50\u00A0ms");
    assertThat(inspection().row("Text").value()).isEqualTo("middle");
    assertThat(inspection().row("Thread").link()).isEqualTo(new Target.StateRef(2, 0));
  }

  @Test
  void goingToAMarkKeepsTheZoom() {
    model.zoomAt(px(90 * MS), 20);
    double zoom = model.scale().nsPerPx();
    model.goTo(new Target.MarkRef(0));
    assertThat(model.scale().nsPerPx()).isEqualTo(zoom);
    assertThat(model.scale().toPx(5 * MS)).isBetween(0.0, model.scale().width());
  }

  @Test
  void factsOfInexactClocksSaySo() {
    model.pointAt(px(41 * MS), yOf("sessions", 0.25));
    assertThat(trace.hoverLine().get()).endsWith("clock up to \u00B1\u00A02.00\u00A0ms");
    model.selectAt(px(41 * MS), yOf("sessions", 0.25));
    assertThat(inspection().row("Clock").value()).contains("2.00\u00A0ms");
    model.pointAt(px(41 * MS), yOf("cpu/0", 0.5));
    assertThat(trace.hoverLine().get()).as("the kernel's clock is exact").doesNotContain("clock");
    model.selectAt(px(41 * MS), yOf("cpu/0", 0.5));
    assertThat(inspection().row("Clock")).isNull();
  }

  private Inspection inspection() {
    Inspection now = trace.inspection().get();
    assertThat(now).isNotNull();
    return now;
  }

  private List<String> ids() {
    return model.state().get().layout().rows().stream().map(r -> r.lane().id()).toList();
  }

  private double px(long timeNs) {
    return model.geometry().get().lanes().x() + model.scale().toPx(timeNs);
  }

  private double yOf(String lane, double share) {
    Area lanes = model.geometry().get().lanes();
    LaneRow row = model.state().get().layout().find(lane).orElseThrow();
    return lanes.y()
        + model.state().get().layout().topOf(row, model.state().get().scroll())
        + share * row.height();
  }
}
