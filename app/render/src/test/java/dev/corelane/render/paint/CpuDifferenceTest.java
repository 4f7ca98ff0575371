package dev.corelane.render.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.render.digest.CpuDifference;
import dev.corelane.render.digest.CpuDifference.Kind;
import dev.corelane.render.digest.DifferenceLevels;
import dev.corelane.render.digest.SideBySide;
import dev.corelane.render.digest.SideBySide.Side;
import dev.corelane.render.digest.TaskClasses;
import dev.corelane.render.layout.DifferenceBands;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.testing.Golden;
import dev.corelane.render.testing.RectSurface;
import dev.corelane.render.testing.SyntheticTimeline;
import dev.corelane.render.text.BlockGlyphs;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.DifferenceColumns;
import dev.corelane.render.view.DifferenceHit;
import dev.corelane.render.view.Grid;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What ran on a CPU in one timeline and not in the other: counted, drawn and hit.
class CpuDifferenceTest {
  private static final long START = SyntheticTimeline.START_NS;
  private static final Timeline ONE = SyntheticTimeline.withLosses();
  private static final Timeline OTHER = SyntheticTimeline.of(4, 50_000_000, 700_000);
  private static final double WIDTH = 700;

  @AfterAll
  static void close() {
    ONE.close();
    OTHER.close();
  }

  /// The other's times pass faster, and begin later.
  private static SideBySide stretched(Timeline one, Timeline other, double factor, long laterNs) {
    LongUnaryOperator toFirst = t -> START + laterNs + Math.round((t - START) / factor);
    LongUnaryOperator toOwn = t -> START + Math.round((t - START - laterNs) * factor);
    return new SideBySide(
        new Side(
            one,
            one.range(),
            TaskClasses.of(one),
            LongUnaryOperator.identity(),
            LongUnaryOperator.identity()),
        new Side(other, other.range(), TaskClasses.of(other), toFirst, toOwn));
  }

  private static TimeScale scale(SideBySide sides, long fromNs, long toNs) {
    return TimeScale.fit(sides.range(), WIDTH).showing(new TimeRange(fromNs, toNs));
  }

  @Test
  void everyMomentIsWhatTheSlicesAtItSay() {
    SideBySide sides = stretched(ONE, OTHER, 1.3, 2_000_000);
    for (int cpu = 0; cpu < 4; cpu++) {
      var difference = new CpuDifference(sides, cpu, cpu);
      CpuSlices a = difference.first();
      CpuSlices b = difference.second();
      long[] next = {sides.range().startNs()};
      difference.walk(
          sides.range().startNs(),
          sides.range().endNs(),
          (from, to, first, second, kind) -> {
            assertThat(from).as("no gap").isEqualTo(next[0]).isLessThan(to);
            next[0] = to;
            long middle = from + (to - from) / 2;
            boolean inFirst = ONE.range().startNs() <= middle && middle < ONE.range().endNs();
            assertThat(first).isEqualTo(inFirst ? a.at(middle) : CpuDifference.NO_SLICE);
            if (to - from > 4 && second != CpuDifference.NO_SLICE) {
              assertThat(second).isEqualTo(b.at(sides.second().toOwn().applyAsLong(middle)));
            }
            assertThat(kind).isEqualTo(expected(a, first, b, second));
          });
      assertThat(next[0]).isEqualTo(sides.range().endNs());
    }
  }

  private static Kind expected(CpuSlices a, long first, CpuSlices b, long second) {
    if (first < 0
        || second < 0
        || a.task(first) == Task.UNKNOWN
        || b.task(second) == Task.UNKNOWN) {
      return Kind.UNKNOWN;
    }
    String one = name(ONE, a.task(first));
    String other = name(OTHER, b.task(second));
    if (one.equals(other)) {
      return Kind.SAME;
    }
    return other.equals("idle") ? Kind.FIRST : one.equals("idle") ? Kind.SECOND : Kind.BOTH;
  }

  private static String name(Timeline timeline, int task) {
    return task == Task.IDLE ? "idle" : timeline.task(task).name();
  }

  @Test
  void aRecordingDoesNotDifferFromItself() {
    SideBySide sides = stretched(ONE, ONE, 1, 0);
    for (int cpu = 0; cpu < 4; cpu++) {
      new CpuDifference(sides, cpu, cpu)
          .walk(
              START,
              ONE.range().endNs(),
              (from, to, a, b, kind) -> assertThat(kind).isIn(Kind.SAME, Kind.UNKNOWN));
    }
  }

  @Test
  void levelsAndSlicesTellTheSameShares() {
    SideBySide sides = stretched(ONE, OTHER, 1, 3_000_000);
    var difference = new CpuDifference(sides, 0, 0);
    DifferenceLevels levels = DifferenceLevels.of(difference, 1 << 16, ProgressMonitor.NONE);
    long from = sides.range().startNs();
    double[] exact = new double[3];
    difference.walk(
        from,
        sides.range().endNs(),
        (begin, end, a, b, kind) -> {
          exact[0] += kind.inFirst() ? end - begin : 0;
          exact[1] += kind.inSecond() ? end - begin : 0;
          exact[2] += kind == Kind.UNKNOWN ? end - begin : 0;
        });
    for (int level = 0; levels.widthNs(level) < sides.range().durationNs(); level++) {
      double[] told = new double[3];
      int last = levels.bucketAt(level, sides.range().endNs());
      for (int b = 0; b <= last; b++) {
        told[0] += levels.inFirst(level, b) * levels.widthNs(level);
        told[1] += levels.inSecond(level, b) * levels.widthNs(level);
        told[2] += levels.unknown(level, b) * levels.widthNs(level);
      }
      assertThat(told).as("level " + level).containsExactly(exact, within(1_000.0));
    }
  }

  @Test
  void whatIsDrawnAtAPixelIsWhatIsHitThere() {
    var random = new SplittableRandom(11);
    int named = 0;
    for (int round = 0; round < 40; round++) {
      Timeline other = round % 2 == 0 ? OTHER : ONE;
      SideBySide sides =
          stretched(ONE, other, 0.6 + random.nextDouble(), random.nextLong(-5_000_000, 5_000_000));
      var difference = new CpuDifference(sides, random.nextInt(4), random.nextInt(4));
      DifferenceLevels levels =
          DifferenceLevels.of(difference, 1 << random.nextInt(7, 16), ProgressMonitor.NONE);
      long length = (long) Math.pow(10, 5 + 2.8 * random.nextDouble());
      long from = sides.range().startNs() + random.nextLong(sides.range().durationNs());
      TimeScale scale = scale(sides, from, from + length);
      DifferenceColumns columns =
          DifferenceColumns.of(difference, Optional.of(levels), scale, Grid.of(scale, 1));
      var bands = new DifferenceBands(20 + random.nextInt(30));
      var surface = new RectSurface(WIDTH, bands.height());
      new CpuDifferencePainter(surface, Theme.LIGHT)
          .paint(difference, columns, new Area(0, 0, WIDTH, bands.height()));
      for (int i = 0; i < 300; i++) {
        int x = random.nextInt((int) WIDTH);
        int y = random.nextInt((int) bands.height());
        if (Math.abs(y + 0.5 - bands.middle()) > 1.5 && !onEdge(columns, x)) {
          DifferenceHit hit = DifferenceHit.at(columns, bands, x + 0.5, y + 0.5);
          assertThat(shown(difference, surface.at(x, y)))
              .as("%d %d of round %d: %s", x, y, round, hit)
              .isEqualTo(told(difference, hit));
          named += hit instanceof DifferenceHit.Same ? 0 : 1;
        }
      }
    }
    assertThat(named).isGreaterThan(2_000);
  }

  /// Columns need not stand on whole pixels; a pixel on the edge of two shows either.
  private static boolean onEdge(DifferenceColumns columns, int x) {
    double column = columns.grid().column(x + 0.5);
    boolean near = Math.abs(column - Math.rint(column)) < 0.01;
    int at = (int) column;
    return near || starts(columns.first(), at) || starts(columns.second(), at);
  }

  private static boolean starts(DifferenceColumns.Half half, int column) {
    int wide = half.wideAt(column);
    return wide >= 0 && half.from(wide) == column;
  }

  private static String shown(CpuDifference difference, List<RectSurface.Rect> rects) {
    RectSurface.Rect top = rects.getFirst();
    if (top.hatch().equals(Optional.of(Hatch.UNKNOWN))) {
      return "unknown";
    }
    if (top.hatch().equals(Optional.of(Hatch.SECOND_ONLY))) {
      return "second " + top.argb();
    }
    if (top.argb() == Theme.LIGHT.lane()) {
      return "same";
    }
    // A name on hatching has a plain ground.
    return rects.size() > 1 && rects.get(1).hatch().equals(Optional.of(Hatch.SECOND_ONLY))
        ? "second " + rects.get(1).argb()
        : "first " + top.argb();
  }

  private static String told(CpuDifference difference, DifferenceHit hit) {
    Side first = difference.sides().first();
    Side second = difference.sides().second();
    return switch (hit) {
      case DifferenceHit.Same same -> "same";
      case DifferenceHit.Unknown unknown -> "unknown";
      case DifferenceHit.Share(boolean inFirst, int taskClass, double share) ->
          inFirst
              ? "first " + first.classes().classColor(taskClass)
              : "second " + second.classes().classColor(taskClass);
      case DifferenceHit.OneSlice(boolean inFirst, long slice) ->
          inFirst
              ? "first " + first.classes().colorOf(difference.first().task(slice))
              : "second " + second.classes().colorOf(difference.second().task(slice));
    };
  }

  @Test
  void manySlicesWithoutLevelsAreNotRead() {
    try (Timeline dense = SyntheticTimeline.of(1, 50_000_000, 1_000)) {
      SideBySide sides = stretched(dense, dense, 1, 10_000);
      var difference = new CpuDifference(sides, 0, 0);
      TimeScale all = TimeScale.fit(sides.range(), WIDTH);
      assertThat(DifferenceColumns.of(difference, Optional.empty(), all, Grid.of(all, 1)).pending())
          .isTrue();
      DifferenceLevels levels = DifferenceLevels.of(difference, 1 << 16, ProgressMonitor.NONE);
      DifferenceColumns known =
          DifferenceColumns.of(difference, Optional.of(levels), all, Grid.of(all, 1));
      assertThat(known.pending()).isFalse();
      assertThat(known.first().share(350)).isBetween(0.05, 1.0);
      TimeScale near = scale(sides, START + 100_000, START + 200_000);
      assertThat(
              DifferenceColumns.of(difference, Optional.empty(), near, Grid.of(near, 1)).pending())
          .isFalse();
    }
  }

  @Test
  void lanesAndTheirLegend() throws IOException {
    var surface = new PixelSurface(720, 190, 1, new BlockGlyphs());
    SideBySide sides = stretched(ONE, OTHER, 1, 3_000_000);
    try (Timeline dense = SyntheticTimeline.of(1, 40_000_000, 20_000)) {
      for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
        lanes(surface, theme, sides, dense);
        Golden.check("cpu-difference-" + (theme.dark() ? "dark" : "light"), surface);
      }
    }
  }

  private static void lanes(PixelSurface surface, Theme theme, SideBySide sides, Timeline dense) {

    surface.fillRect(0, 0, 720, 190, theme.background());
    var painter = new CpuDifferencePainter(surface, theme);
    TimeScale near = scale(sides, START + 2_000_000, START + 9_000_000);
    paint(painter, new CpuDifference(sides, 0, 0), near, 4);
    paint(painter, new CpuDifference(sides, 1, 1), TimeScale.fit(sides.range(), WIDTH), 46);
    paint(painter, new CpuDifference(sides, 3, 3), TimeScale.fit(sides.range(), WIDTH), 88);
    SideBySide often = stretched(ONE, dense, 1, 1_000_000);
    paint(painter, new CpuDifference(often, 3, 0), TimeScale.fit(often.range(), WIDTH), 130);
    painter.legend("A", "B", new Area(10, 170, 700, 20));
  }

  private static void paint(
      CpuDifferencePainter painter, CpuDifference difference, TimeScale scale, double top) {
    Optional<DifferenceLevels> levels =
        Optional.of(DifferenceLevels.of(difference, 1 << 12, ProgressMonitor.NONE));
    painter.paint(
        difference,
        DifferenceColumns.of(difference, levels, scale, Grid.of(scale, 1)),
        new Area(10, top, WIDTH, 38));
  }
}
