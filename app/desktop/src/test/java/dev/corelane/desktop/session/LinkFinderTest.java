package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.view.Link;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Arrows of what is selected.
class LinkFinderTest {
  private static final long START = TestTimelines.LOCKS_START;
  private static final int WAITER = 4;

  private Timeline timeline;
  private TimelineModel model;

  @BeforeEach
  void open() {
    timeline = TestTimelines.locks();
    model = new TimelineModel(TraceDigest.of(timeline), System::nanoTime);
  }

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void aSliceTellsWhoWokeItAndWhomItWoke() {
    Link link = new Link(Link.Kind.WAKEUP, "cpu/0", START + 7 * MS, "cpu/1", START + MS * 15 / 2);
    model.select(new SliceRef(1, 2));
    assertThat(model.state().get().overlay().links()).containsExactly(link);
    model.select(new SliceRef(0, 2));
    assertThat(model.state().get().overlay().links()).containsExactly(link);
    model.clearSelection();
    assertThat(model.state().get().overlay().links()).isEmpty();
  }

  @Test
  void aWaitLeadsToTheHolder() {
    model.select(new Target.WaitRef(0));
    long at = START + MS * 5 / 2;
    assertThat(model.state().get().overlay().links())
        .as("the holder is off the CPU, so there is no arrow to a core")
        .containsExactly(
            new Link(Link.Kind.BLOCKED_BY, "thread/" + WAITER, at, "lock/0", at),
            new Link(Link.Kind.BLOCKED_BY, "thread/" + WAITER, at, "thread/2", at));
  }

  @Test
  void aHoldLeadsToWhatTookTheCpuAndIsReachedByItsWaiters() {
    model.select(new Target.HoldRef(0));
    assertThat(model.state().get().overlay().links())
        .containsExactly(
            new Link(Link.Kind.PREEMPTED_BY, "lock/0", START + 2 * MS, "cpu/0", START + 2 * MS),
            new Link(
                Link.Kind.BLOCKED_BY,
                "thread/" + WAITER,
                START + MS * 5 / 2,
                "lock/0",
                START + MS * 5 / 2),
            new Link(Link.Kind.BLOCKED_BY, "thread/5", START + 4 * MS, "lock/0", START + 4 * MS));
  }

  @Test
  void tailsStayWhenTheSelectionChanges() {
    model.toggleTails();
    model.select(new SliceRef(0, 0));
    model.clearSelection();
    assertThat(model.state().get().overlay().tails()).isTrue();
  }
}
