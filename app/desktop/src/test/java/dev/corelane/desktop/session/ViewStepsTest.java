package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.ThreadSort;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Back undoes every change of the view, and steps go to the next thing of a kind.
class ViewStepsTest {
  private static final long START = TestTimelines.LOCKS_START;

  private Timeline timeline;
  private TimelineModel model;
  private long nowNs;

  @BeforeEach
  void open() {
    timeline = TestTimelines.locks();
    model = new TimelineModel(TraceDigest.of(timeline), () -> nowNs);
    model.resize(1100, 900);
  }

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void backUndoesChangesOfLanesFilterAndRange() {
    LaneChoice first = model.choice();
    model.lanes().sortThreads(ThreadSort.Key.NAME);
    LaneChoice sorted = model.choice();
    model.filterLanes("p");
    model.filterLanes("po");
    nowNs += 5_000 * MS;
    TimeRange range = new TimeRange(START + MS, START + 2 * MS);
    model.selectRange(Optional.of(range));
    model.clearSelection();
    assertThat(model.state().get().selection()).isEmpty();
    model.back();
    assertThat(model.state().get().selection()).contains(range);
    model.back();
    assertThat(model.state().get().selection()).isEmpty();
    assertThat(model.filter().get()).isEqualTo("po");
    model.back();
    assertThat(model.choice()).as("what is typed is one change").isEqualTo(sorted);
    assertThat(model.filter().get()).isEmpty();
    model.back();
    assertThat(model.choice()).isEqualTo(first);
    assertThat(model.canGoBack().get()).isFalse();
    for (int i = 0; i < 4; i++) {
      model.forward();
    }
    assertThat(model.filter().get()).isEqualTo("po");
    assertThat(model.canGoForward().get()).isFalse();
  }

  @Test
  void aLinkIsOneChangeAndADragIsOneChange() {
    TimeScale whole = model.scale();
    LaneChoice lanes = model.choice();
    model.zoomAt(500, 3);
    nowNs += 5_000 * MS;
    TimeScale zoomed = model.scale();
    model.goTo(new Target.WaitRef(0));
    assertThat(model.choice()).as("its lane was opened").isNotEqualTo(lanes);
    for (int i = 1; i < 5; i++) {
      nowNs += 2_000 * MS;
      model.dragRange(Optional.of(new TimeRange(START, START + i * MS)), Set.of("cpu/0"));
    }
    model.endGesture();
    model.back();
    assertThat(model.state().get().selection()).isEmpty();
    model.back();
    assertThat(model.choice()).isEqualTo(lanes);
    assertThat(model.scale()).isEqualTo(zoomed);
    model.back();
    assertThat(model.scale()).isEqualTo(whole);
    model.forward();
    model.forward();
    model.forward();
    assertThat(model.state().get().selectedLanes()).containsExactly("cpu/0");
  }

  @Test
  void stepsToTheNextOfTheSameKindOnTheLane() {
    assertThat(model.walks().nextLikeThis()).as("nothing is selected").isFalse();
    model.select(new SliceRef(0, 0));
    assertThat(model.walks().nextLikeThis()).isTrue();
    assertThat(model.target().get()).contains(new SliceRef(0, 1));
    assertThat(model.walks().previousLikeThis()).isTrue();
    assertThat(model.walks().previousLikeThis()).isFalse();
    var states = timeline.states(2);
    model.select(new Target.StateRef(2, states.at(START + MS)));
    assertThat(model.walks().nextLikeThis()).isTrue();
    Target.StateRef running = (Target.StateRef) model.target().get().orElseThrow();
    assertThat(states.kind(running.index())).isEqualTo(StateKind.RUNNING);
    assertThat(states.startNs(running.index())).isGreaterThan(START + MS);
    model.select(new Target.WaitRef(0));
    assertThat(model.walks().nextLikeThis()).as("its thread waited once").isFalse();
    model.select(new Target.HoldRef(0));
    assertThat(model.walks().nextLikeThis()).isFalse();
  }

  @Test
  void stepsThroughSamplesSpansMarksCountersAndSessions() {
    try (Timeline activity = TestTimelines.activity()) {
      TimelineModel other = new TimelineModel(TraceDigest.of(activity), () -> nowNs);
      other.select(new Target.SampleRef(0));
      other.walks().nextLikeThis();
      Target.SampleRef sample = (Target.SampleRef) other.target().get().orElseThrow();
      assertThat(activity.waitSamples().get(sample.row()).timeNs()).isEqualTo(10 * MS);
      other.select(new Target.SpanRef(0));
      other.walks().nextLikeThis();
      assertThat(other.target().get()).contains(new Target.SpanRef(1));
      other.select(new Target.MarkRef(0));
      other.walks().nextLikeThis();
      assertThat(other.target().get()).as("the next print").contains(new Target.MarkRef(2));
      other.walks().previousLikeThis();
      assertThat(other.target().get()).contains(new Target.MarkRef(0));
      other.select(new Target.CounterRef(0));
      other.walks().nextLikeThis();
      assertThat(other.target().get()).contains(new Target.CounterRef(1));
      assertThat(other.walks().nextLikeThis()).isFalse();
      other.select(new Target.SessionsRef(2, 0, MS));
      other.walks().nextLikeThis();
      assertThat(other.target().get())
          .as("the first sample of IO")
          .contains(new Target.SessionsRef(2, 30 * MS, 31 * MS));
    }
  }

  @Test
  void goesFromProblemToProblem() {
    try (Timeline small = TestTimelines.small()) {
      TimelineModel other = new TimelineModel(TraceDigest.of(small), () -> nowNs);
      other.zoomAt(300, 50);
      long first = small.problems().getFirst().firstTimeNs();
      other.toEnd();
      assertThat(other.walks().previousProblem()).isTrue();
      assertThat(other.scale().visible().contains(first)).isTrue();
      assertThat(other.walks().previousProblem()).isFalse();
    }
  }
}
