package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.testing.SyntheticTimeline;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Grid;
import dev.corelane.render.view.MarkStyle;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CoreSamplerTest {
  private static final long START = SyntheticTimeline.START_NS;
  private static final Timeline TIMELINE = SyntheticTimeline.of(4, 400_000_000, 20_000);
  private static final TraceDigest DIGEST = TraceDigest.of(TIMELINE);
  private final CoreColumns columns = new CoreColumns();
  private final CoreSampler sampler = new CoreSampler(columns);

  @AfterAll
  static void close() {
    TIMELINE.close();
  }

  @Test
  void slicesAreAddedUpExactly() {
    TimeScale scale = view(START + 100_000_000, START + 104_000_000, 1000);
    sample(scale, 0, 1);
    assertThat(columns.wideCount).isPositive();
    for (int c = 0; c < columns.columns; c++) {
      assertThat(share(c)).as("column %d", c).isCloseTo(exactBusy(0, scale, c), within(2e-3));
    }
  }

  @Test
  void narrowColumnsOfHighResolutionScreensAreExactToo() {
    TimeScale scale = view(START + 3_000_017, START + 5_000_000, 777);
    sample(scale, 3, 0.5);
    assertThat(columns.columns).isBetween(1554, 1555);
    for (int c = 0; c < columns.columns; c++) {
      assertThat(share(c)).isCloseTo(exactBusy(3, scale, c), within(2e-3));
    }
  }

  @Test
  void levelsOfDetailAgreeWithSlices() {
    TimeScale scale = view(START, START + 400_000_000, 600);
    sample(scale, 3, 1);
    assertThat(columns.wideCount).as("from buckets").isZero();
    double[] busy = new double[columns.columns];
    for (int c = 0; c < busy.length; c++) {
      busy[c] = share(c);
    }
    double exact = 0;
    for (int c = 0; c < busy.length; c++) {
      exact += exactBusy(3, scale, c);
    }
    assertThat(Arrays.stream(busy).sum()).isCloseTo(exact, within(exact * 0.01));
    assertThat(Arrays.stream(columns.involuntary, 0, columns.cells).sum())
        .isEqualTo(involuntary(3));
    assertThat(columns.busyOfKnown()).isCloseTo(exact / busy.length, within(0.01));
  }

  @Test
  void timeBeyondTheTimelineDoesNotCountAsIdle() {
    var wider = new TimeRange(START - 200_000_000, START + 700_000_000);
    TimeScale whole = view(START, START + 400_000_000, 600);
    sample(whole, 0, 1);
    double busy = columns.busyOfKnown();
    sample(TimeScale.fit(wider, 600), 0, 1);
    assertThat(columns.busyOfKnown()).isCloseTo(busy, within(0.02));
    assertThat(busy).isGreaterThan(0.8);
    sample(TimeScale.fit(wider, 600).showing(new TimeRange(START - 200_000_000, START)), 0, 1);
    assertThat(columns.busyOfKnown()).as("nothing is known").isNaN();
  }

  @Test
  void bucketsBeyondTheEndOfTheTimelineDoNotDiluteTheLastColumn() {
    TimeScale scale = view(START, START + 400_000_000, 600);
    sample(scale, 0, 1);
    assertThat(share(columns.columns - 1)).isGreaterThan(0.8);
  }

  @Test
  void columnsShowTheSameWhilePanning() {
    TimeScale scale = view(START + 50_000_000, START + 90_000_000, 900);
    Grid before = Grid.of(scale, 3);
    sampler.sample(DIGEST, scale, MarkStyle.of(DIGEST, scale), 3, before);
    double[] shares = new double[columns.columns];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = share(c);
    }
    TimeScale panned = scale.panned(100.4);
    Grid after = Grid.of(panned, 3);
    sampler.sample(DIGEST, panned, MarkStyle.of(DIGEST, panned), 3, after);
    int moved = (int) Math.rint((100.4 + after.left() - before.left()) / 3);
    assertThat(after.x(0) + 100.4).isCloseTo(before.x(moved), within(1e-6));
    for (int c = 0; c + moved < shares.length; c++) {
      assertThat(share(c)).isCloseTo(shares[c + moved], within(2e-3));
    }
  }

  @Test
  void marksAreKeptOneByOneOnlyWhenThereIsRoom() {
    sample(view(START, START + 400_000_000, 600), 0, 1);
    assertThat(columns.markedCount).isZero();
    TimeScale scale = view(START + 10_000_000, START + 10_400_000, 600);
    sample(scale, 0, 1);
    assertThat(columns.markedCount).isPositive();
    for (int m = 0; m < columns.markedCount; m++) {
      CpuSlices slices = TIMELINE.slices(0);
      assertThat(slices.end(columns.marked[m]).involuntary()).isTrue();
      assertThat(scale.toPx(slices.endNs(columns.marked[m]))).isBetween(0.0, 600.0);
    }
  }

  @Test
  void delayStripTellsTheWaitBeforeEachSliceWhenZoomedIn() {
    TimeScale scale = view(START + 10_000_000, START + 10_400_000, 600);
    sample(scale, 0, 1);
    assertThat(columns.exactDelay).isTrue();
    sample(view(START, START + 400_000_000, 600), 0, 1);
    assertThat(columns.exactDelay).isFalse();
    assertThat(Arrays.stream(columns.delay, 0, columns.columns).max().orElse(0))
        .isEqualTo(TIMELINE.levels(0).worstDelayNs(TIMELINE.levels(0).count() - 1, 0));
  }

  private void sample(TimeScale scale, int cpu, double columnWidth) {
    sampler.sample(DIGEST, scale, MarkStyle.of(DIGEST, scale), cpu, Grid.of(scale, columnWidth));
  }

  private static TimeScale view(long fromNs, long toNs, double width) {
    return TimeScale.fit(TIMELINE.range(), width).showing(new TimeRange(fromNs, toNs));
  }

  private double share(int column) {
    double sum = 0;
    for (int k = 0; k < columns.classes; k++) {
      sum += columns.share[column * columns.classes + k];
    }
    for (int w = 0; w < columns.wideCount; w++) {
      sum += column >= columns.wideFrom[w] && column < columns.wideTo[w] ? 1 : 0;
    }
    return sum;
  }

  private double exactBusy(int cpu, TimeScale scale, int column) {
    double from = columns.grid.x(column);
    double to = columns.grid.x(column + 1);
    CpuSlices slices = TIMELINE.slices(cpu);
    double sum = 0;
    for (long i = slices.at(scale.floorNs(from)); i < slices.count(); i++) {
      double start = Math.max(from, scale.toPx(slices.startNs(i)));
      double end = Math.min(to, scale.toPx(slices.endNs(i)));
      if (start >= to) {
        break;
      }
      if (slices.task(i) != Task.IDLE && end > start) {
        sum += (end - start) / columns.grid.width();
      }
    }
    return sum;
  }

  private static int involuntary(int cpu) {
    CpuSlices slices = TIMELINE.slices(cpu);
    int count = 0;
    for (long i = 0; i < slices.count(); i++) {
      count += slices.end(i).involuntary() ? 1 : 0;
    }
    return count;
  }
}
