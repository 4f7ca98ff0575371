package dev.corelane.desktop.session.compare;

import static dev.corelane.desktop.session.compare.CompareTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.paint.SignedLanePainter;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkedLanesTest {
  private final ManualThreads threads = new ManualThreads();
  private CompareModel compare;
  private TimelineModel a;
  private TimelineModel b;

  /// The same workload; ids of locks and threads differ by three.
  @BeforeEach
  void open() {
    compare =
        CompareTimelines.model(
            threads,
            CompareTimelines.part("fast", CompareTimelines.worker(100 * MS, 5 * MS, 30, 0)),
            CompareTimelines.part("slow", CompareTimelines.worker(900 * MS, 10 * MS, 30, 3)));
    a = compare.sides().get(0).view();
    b = compare.sides().get(1).view();
  }

  @AfterEach
  void close() {
    compare.dispose();
    compare.release();
  }

  @Test
  void aPinnedLockIsPinnedUnderItsOwnIdInTheOther() {
    int here = a.digest().facts().contended().getFirst();
    int there = compare.lanes().lock(0, here, 1).orElseThrow();
    assertThat(there).isNotEqualTo(here);
    a.choose(a.choice().pinning("lock/" + here));
    assertThat(b.choice().pinned()).containsExactly("lock/" + there);
    b.choose(b.choice().pinning("lock/" + there));
    assertThat(a.choice().pinned()).isEmpty();
  }

  @Test
  void groupsAndFilterFollow() {
    a.choose(a.choice().opening("threads"));
    assertThat(b.choice().expanded()).contains("threads");
    b.filterLanes("WAL");
    assertThat(a.choice().filter().text()).isEqualTo("WAL");
    compare.lanes().matched().set(false);
    b.filterLanes("");
    assertThat(a.choice().filter().text()).isEqualTo("WAL");
  }

  @Test
  void theWorstCommonLocksArePinnedInBoth() {
    compare.lanes().pinCommonLocks();
    assertThat(a.choice().pinned()).hasSize(1);
    assertThat(b.choice().pinned()).hasSize(1).isNotEqualTo(a.choice().pinned());
    compare.lanes().unpinAll();
    assertThat(a.choice().pinned()).isEmpty();
    assertThat(b.choice().pinned()).isEmpty();
  }

  @Test
  void whatIsSelectedOnACpuHasItsCounterpartAtTheSameTime() {
    // The second transaction of the first begins 5 ms after the start, when the other has its
    // first.
    a.select(new SliceRef(0, 1));
    assertThat(b.target().get()).contains(new SliceRef(0, 0));
    a.clearSelection();
    assertThat(b.target().get()).isEmpty();
  }

  @Test
  void whatIsSelectedOnAThreadOrLockHasItsCounterpartOnTheSameLane() {
    a.select(new Target.WaitRef(4));
    // 20 ms after the start the other's worker is in its third transaction.
    Target.StateRef state = (Target.StateRef) b.target().get().orElseThrow();
    var timeline = compare.sides().get(1).timeline();
    assertThat(timeline.task(state.task()).label()).isEqualTo("client backend");
    assertThat(timeline.states(state.task()).startNs(state.index())).isEqualTo(920 * MS);
    int lock = b.digest().facts().contended().getFirst();
    b.select(new Target.LockRef(lock));
    assertThat(a.target().get())
        .contains(new Target.LockRef(compare.lanes().lock(1, lock, 0).orElseThrow()));
  }

  @Test
  void withoutCounterpartNothingIsSelected() {
    close();
    compare =
        CompareTimelines.model(
            threads,
            CompareTimelines.part("one", CompareTimelines.worker(100 * MS, 5 * MS, 30, 0)),
            CompareTimelines.part("other", TestTimelines.small()));
    compare.sides().get(0).view().select(new SliceRef(0, 1));
    assertThat(compare.sides().get(1).view().target().get()).isEmpty();
    assertThat(compare.lanes().commonLocks(0, 1)).isEmpty();
  }

  @Test
  void lanesOfDifferencesCountFirstLessSecond() {
    List<SignedLanePainter.Lane> lanes = compare.differenceLanes().lanes();
    assertThat(lanes)
        .extracting(SignedLanePainter.Lane::title)
        .containsExactly("Running threads", "Waiting: WAL");
    // The first 10 ms: the first waits 1 ms in each 5 ms, the other 2 ms in 10 ms.
    a.show(new TimeRange(100 * MS, 110 * MS));
    SignedLanePainter.Lane waiting = lanes.get(1);
    Offset<Double> near = Offset.offset(1e-3);
    // 0 to 1 ms: both wait; 1 to 2 ms: only the second; 5 to 6 ms: only the first.
    assertThat(waiting.difference().applyAsDouble(0, 0.1)).isCloseTo(0, near);
    assertThat(waiting.difference().applyAsDouble(0.1, 0.2)).isCloseTo(-1, near);
    assertThat(waiting.difference().applyAsDouble(0.5, 0.6)).isCloseTo(1, near);
    assertThat(waiting.difference().applyAsDouble(0, 1)).isCloseTo(0, near);
    // Both have one CPU, which is never idle.
    assertThat(lanes.get(0).difference().applyAsDouble(0.2, 0.9)).isCloseTo(0, near);
    // The first ends after 150 ms.
    compare.views().fit();
    assertThat(waiting.difference().applyAsDouble(0.8, 0.9)).isNaN();
  }
}
