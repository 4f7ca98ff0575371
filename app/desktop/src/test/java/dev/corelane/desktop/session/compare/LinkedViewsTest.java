package dev.corelane.desktop.session.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkedViewsTest {
  private static final long MS = TestTimelines.MS;
  private final List<ComparedSide> sides = new ArrayList<>();
  private final WaitEventLibrary knowledge = WaitEventLibrary.load();

  @AfterEach
  void close() {
    sides.forEach(s -> s.trace().close());
  }

  private ComparedSide side(Timeline timeline, Optional<TimeRange> part) {
    var trace =
        new TraceModel(
            new SharedTrace("trace", TraceDigest.of(timeline)), System::nanoTime, knowledge);
    trace.view().resize(1000, 500);
    var side = new ComparedSide((char) ('A' + sides.size()), trace, part);
    sides.add(side);
    return side;
  }

  /// Ten milliseconds from 100 ms on, and from 200 ms on.
  private LinkedViews ofEqualLength() {
    side(TestTimelines.small(), Optional.empty());
    side(TestTimelines.locks(), Optional.empty());
    return new LinkedViews(sides);
  }

  private TimeScale scale(int side) {
    return sides.get(side).view().scale();
  }

  private double since(int side) {
    return scale(side).startNs()
        - sides.get(side).timeline().range().startNs()
        + scale(side).startFraction();
  }

  @Test
  void movesTheOthersToTheSameTimeSinceTheStart() {
    ofEqualLength();
    sides.get(0).view().show(new TimeRange(102 * MS, 104 * MS));
    assertThat(scale(1).visible()).isEqualTo(new TimeRange(202 * MS, 204 * MS));
    sides.get(1).view().zoomAt(600, 3);
    assertThat(scale(0).visibleNs()).isCloseTo(scale(1).visibleNs(), within(1e-3));
    assertThat(since(0)).isCloseTo(since(1), within(1e-3));
    sides.get(0).view().pan(120, 0);
    assertThat(since(1)).isCloseTo(since(0), within(1e-3));
  }

  @Test
  void whatIsNotLinkedStays() {
    LinkedViews views = ofEqualLength();
    views.linked().set(false);
    TimeScale before = scale(1);
    sides.get(0).view().show(new TimeRange(102 * MS, 104 * MS));
    assertThat(scale(1)).isEqualTo(before);
    views.linked().set(true);
    assertThat(scale(1).visible()).isEqualTo(new TimeRange(202 * MS, 204 * MS));
  }

  @Test
  void touchesOnlyViewsThatChange() {
    ofEqualLength();
    var changes = new AtomicInteger();
    sides.get(1).view().state().subscribe((a, b) -> changes.incrementAndGet());
    sides.get(0).view().pointAt(500, 200);
    sides.get(0).view().scrollTo(0);
    assertThat(changes.get()).isZero();
    sides.get(0).view().zoomAt(500, 2);
    assertThat(changes.get()).isEqualTo(1);
  }

  @Test
  void aShorterSideIsShownBesideALongerOne() {
    // 4 ms and 10 ms; the whole of the longer one does not stretch the shorter.
    ComparedSide small =
        side(TestTimelines.small(), Optional.of(new TimeRange(103 * MS, 107 * MS)));
    side(TestTimelines.locks(), Optional.empty());
    var views = new LinkedViews(sides);
    assertThat(scale(0).visibleNs()).isEqualTo(10.0 * MS);
    assertThat(scale(0).startNs()).isEqualTo(103 * MS);
    assertThat(small.range()).isEqualTo(new TimeRange(103 * MS, 107 * MS));
    sides.get(0).view().zoomAt(0, 2);
    sides.get(0).view().fit();
    assertThat(scale(0).visibleNs()).isEqualTo(10.0 * MS);
    assertThat(scale(1).visibleNs()).isEqualTo(10.0 * MS);
    views.dispose();
  }

  @Test
  void alignsByAMomentOfEach() {
    LinkedViews views = ofEqualLength();
    views.align(List.of(new Alignment.Shift(4.0 * MS), new Alignment.Shift(7.0 * MS)));
    sides.get(0).view().show(new TimeRange(104 * MS, 105 * MS));
    assertThat(scale(1).visible()).isEqualTo(new TimeRange(207 * MS, 208 * MS));
    views.fit();
    // From 7 ms before to 6 ms after the moment.
    assertThat(scale(0).visibleNs()).isEqualTo(13.0 * MS);
    assertThat(scale(0).startNs()).isEqualTo(97 * MS);
    assertThat(scale(1).startNs()).isEqualTo(200 * MS);
  }

  @Test
  void viewsOfAnEarlierAlignmentAreBoundedAnew() {
    LinkedViews views = ofEqualLength();
    sides.get(0).view().show(new TimeRange(102 * MS, 104 * MS));
    views.align(List.of(new Alignment.Shift(4.0 * MS), new Alignment.Shift(7.0 * MS)));
    sides.get(0).view().back();
    sides.get(0).view().fit();
    assertThat(scale(0).visibleNs()).isEqualTo(13.0 * MS);
    assertThat(scale(1).visibleNs()).isEqualTo(13.0 * MS);
  }

  @Test
  void scalesToWorkDone() {
    LinkedViews views = ofEqualLength();
    views.align(
        List.of(
            Alignment.Work.of(new long[] {MS, 2 * MS, 3 * MS, 4 * MS}),
            Alignment.Work.of(new long[] {2 * MS, 4 * MS, 6 * MS, 8 * MS})));
    sides.get(0).view().show(new TimeRange(101 * MS, 103 * MS));
    assertThat(scale(1).visible()).isEqualTo(new TimeRange(202 * MS, 206 * MS));
    assertThat(views.counterpart(0, 102 * MS, 1)).isEqualTo(204 * MS);
  }

  @Test
  void selectsTheSameRange() {
    ofEqualLength();
    sides.get(0).view().selectRange(Optional.of(new TimeRange(102 * MS, 103 * MS)));
    assertThat(sides.get(1).view().state().get().selection())
        .contains(new TimeRange(202 * MS, 203 * MS));
    sides.get(1).view().selectRange(Optional.empty());
    assertThat(sides.get(0).view().state().get().selection()).isEmpty();
  }

  @Test
  void tellsWhereTheTimeUnderThePointerStands() {
    LinkedViews views = ofEqualLength();
    views.linked().set(false);
    assertThat(views.cursorX(1)).isEmpty();
    double width = scale(0).width();
    sides.get(1).view().show(new TimeRange(202 * MS, 207 * MS));
    views.pointAt(0, width * 0.4);
    // 4 ms after the start.
    assertThat(views.cursorX(0)).hasValue(width * 0.4);
    assertThat(views.cursorX(1).orElseThrow()).isCloseTo(width * 0.4, within(0.01));
    views.pointAt(0, width * 0.9);
    assertThat(views.cursorX(1)).isEmpty();
    views.pointNowhere();
    assertThat(views.cursorX(0)).isEmpty();
  }
}
