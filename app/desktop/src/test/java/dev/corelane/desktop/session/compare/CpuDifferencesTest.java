package dev.corelane.desktop.session.compare;

import static dev.corelane.desktop.session.compare.CompareTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.ColorChoice;
import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.layout.DifferenceBands;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.DifferenceColumns;
import dev.corelane.render.view.Grid;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CpuDifferencesTest {
  private static final DifferenceBands BANDS = new DifferenceBands(40);
  private static final double ABOVE = 10;
  private static final double BELOW = 30;

  private final ManualThreads threads = new ManualThreads();

  // The rival takes the last fifth of each third transaction: 14 to 15 ms in the first, 28 to 30 ms
  // in the other.
  private final CompareModel compare =
      CompareTimelines.model(
          threads,
          CompareTimelines.part("one", CompareTimelines.worker(100 * MS, 5 * MS, 30, 0)),
          CompareTimelines.part("other", CompareTimelines.worker(900 * MS, 10 * MS, 30, 3)));

  private final TimelineModel a = compare.sides().get(0).view();
  private final TimelineModel b = compare.sides().get(1).view();

  @AfterEach
  void close() {
    compare.dispose();
    compare.release();
  }

  private CpuDifferences.Lane lane() {
    List<CpuDifferences.Lane> lanes = compare.cpuDifferences().lanes(ColorChoice.CLASS);
    assertThat(lanes).hasSize(1);
    return lanes.getFirst();
  }

  private DifferenceColumns columns() {
    TimeScale scale = a.scale();
    assertThat(scale.width()).isEqualTo(a.geometry().get().lanes().width());
    return lane().columns(scale, Grid.of(scale, 1));
  }

  private double x(long sinceStartMs) {
    return a.scale().toPx(100 * MS + sinceStartMs * MS + MS / 2);
  }

  private String text(long sinceStartMs, double y) {
    return compare.cpuDifferences().text(lane(), columns(), BANDS, x(sinceStartMs), y);
  }

  @Test
  void tellsWhoRanInOneAndNotInTheOther() {
    a.show(new TimeRange(100 * MS, 140 * MS));
    DifferenceColumns columns = columns();
    assertThat(columns.first().share(columns.columnAt(x(14)))).isEqualTo(1);
    assertThat(columns.second().share(columns.columnAt(x(14)))).isEqualTo(1);
    assertThat(columns.first().share(columns.columnAt(x(12)))).isZero();
    assertThat(text(14, ABOVE))
        .startsWith("CPU 2 at 14")
        .contains("in A kworker/0:1 7, in B postgres 103; a slice of 1.00");
    assertThat(text(14, BELOW)).contains("a slice of 10.0");
    assertThat(text(12, ABOVE)).endsWith("in A postgres 100, in B postgres 103");
  }

  @Test
  void whatIsNotRecordedInOneIsTold() {
    a.show(new TimeRange(100 * MS, 400 * MS));
    assertThat(lane().levels()).isEmpty();
    threads.runAll();
    assertThat(lane().levels()).isPresent();
    // The first ends after 150 ms.
    assertThat(text(200, ABOVE)).contains("in A not recorded, in B postgres 103");
    DifferenceColumns columns = columns();
    assertThat(columns.unknown(columns.columnAt(x(200)))).isEqualTo(1);
  }

  @Test
  void aClickSelectsWhatRanAndItsCounterpart() {
    a.show(new TimeRange(100 * MS, 140 * MS));
    compare.cpuDifferences().select(lane(), columns(), BANDS, x(14), ABOVE);
    assertThat(a.target().get()).contains(new SliceRef(0, 3));
    assertThat(b.target().get()).contains(new SliceRef(0, 1));
    compare.cpuDifferences().select(lane(), columns(), BANDS, x(28), BELOW);
    assertThat(b.target().get()).contains(new SliceRef(0, 3));
  }

  @Test
  void anotherAlignmentIsCountedAnew() {
    CpuDifferences.Lane before = lane();
    threads.runAll();
    long changes = compare.cpuDifferences().changes().get();
    assertThat(lane().levels()).isPresent();
    compare.alignment().align(new AlignmentModel.Choice(AlignmentKind.WORK, 1, ""));
    assertThat(lane()).isNotEqualTo(before);
    assertThat(lane().levels()).isEmpty();
    threads.runAll();
    assertThat(lane().levels()).isPresent();
    assertThat(compare.cpuDifferences().changes().get()).isEqualTo(changes + 1);
    // By work done, the two do the same thing at the same place.
    a.show(new TimeRange(110 * MS, 140 * MS));
    DifferenceColumns columns = columns();
    assertThat(columns.first().share(columns.columnAt(x(24)))).isZero();
    assertThat(columns.first().share(columns.columnAt(x(29)))).isZero();
  }
}
