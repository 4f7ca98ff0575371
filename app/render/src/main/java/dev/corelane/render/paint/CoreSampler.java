package dev.corelane.render.paint;

import dev.corelane.render.digest.RunDelay;
import dev.corelane.render.digest.TaskClasses;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Grid;
import dev.corelane.render.view.MarkStyle;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;

/// Fills [CoreColumns] from the slices themselves when there are few per column, else from the
/// levels of detail. Either way the cost is bounded by the columns.
final class CoreSampler {
  /// A slice at least this many columns wide is drawn as itself.
  static final double WIDE = 3;

  /// Up to so many slices per column, reading them all is cheap and exact.
  private static final long CHEAP = 4;

  /// More slices per column than this are never read while there is any level of detail.
  private static final long DEAR = 16;

  /// Up to so many visible slices, the run delay before each is looked up.
  private static final long EXACT_DELAYS = 400;

  private final CoreColumns out;
  private Grid cells = new Grid(0, MarkStyle.CELL, 1);

  /// The timeline, beyond which the view may reach.
  private TimeRange bounds = new TimeRange(0, 0);

  CoreSampler(CoreColumns out) {
    this.out = out;
  }

  /// Samples one CPU.
  ///
  /// @param digest the timeline
  /// @param scale the view
  /// @param marks how marks are shown
  /// @param cpu CPU index
  /// @param grid the columns
  void sample(TraceDigest digest, TimeScale scale, MarkStyle marks, int cpu, Grid grid) {
    bounds = digest.timeline().range();
    cells = Grid.of(scale, MarkStyle.CELL);
    out.reset(grid, digest.classes().classes().size(), cells.count());
    TimeRange covered = covered(scale, grid);
    if (covered.durationNs() == 0) {
      return;
    }
    out.recorded = recorded(scale, grid);
    CpuSlices slices = digest.timeline().slices(cpu);
    CpuLevels levels = digest.timeline().levels(cpu);
    double columnNs = scale.nsPerPx() * grid.width();
    long first = slices.at(covered.startNs());
    long last = slices.at(covered.endNs() - 1);
    long count = first < 0 ? 0 : last - first + 1;
    int level = levels.levelFor(columnNs / 2);
    if (count > DEAR * out.columns && level < 0 && levels.count() > 0) {
      level = 0;
    }
    if (level >= 0 && count > CHEAP * out.columns) {
      sampleLevel(digest.classes(), scale, levels, level, covered);
    } else if (count > 0) {
      sampleSlices(digest.classes(), scale, slices, first, last, marks.single());
    }
    double end = grid.column(scale.toPx(bounds.endNs()));
    if (end < out.columns && end > out.columns - 1) {
      out.stretch(out.columns - 1, end - (out.columns - 1));
    }
    if (levels.count() > 0) {
      sampleStrips(scale, levels, Math.max(0, levels.levelFor(columnNs)));
    }
    if (levels.levelFor(columnNs) < 0 && count <= EXACT_DELAYS) {
      sampleDelays(digest.timeline(), scale, slices, first, last);
    }
  }

  /// The time of all columns, also of the parts that stick out of the view.
  private TimeRange covered(TimeScale scale, Grid grid) {
    long from = Math.max(bounds.startNs(), scale.floorNs(grid.left()));
    long to = Math.min(bounds.endNs(), scale.floorNs(grid.x(grid.count())) + 1);
    return new TimeRange(from, Math.max(from, to));
  }

  private int recorded(TimeScale scale, Grid grid) {
    double from = Math.floor(Math.max(0, grid.column(scale.toPx(bounds.startNs()))));
    double to = Math.ceil(Math.min(grid.count(), grid.column(scale.toPx(bounds.endNs()))));
    return (int) Math.max(0, to - from);
  }

  private void sampleSlices(
      TaskClasses classes,
      TimeScale scale,
      CpuSlices slices,
      long first,
      long last,
      boolean single) {
    Grid grid = out.grid;
    double from = Math.max(0, grid.column(scale.toPx(slices.startNs(first))));
    for (long i = first; i <= last; i++) {
      double end = scale.toPx(slices.endNs(i));
      double to = Math.min(out.columns, grid.column(end));
      int task = slices.task(i);
      if (task != Task.IDLE && to > from) {
        addSlice(i, task, classes.classOf(task), from, to);
        int cell = (int) Math.floor(cells.column(end));
        if (cell >= 0 && cell < out.cells && slices.end(i).involuntary()) {
          out.involuntary[cell]++;
          if (single) {
            out.addMarked(i);
          }
        }
      }
      from = Math.max(0, to);
    }
  }

  private void addSlice(long slice, int task, int taskClass, double from, double to) {
    int first = (int) from;
    int last = Math.min(out.columns - 1, (int) to);
    boolean wide = to - from >= WIDE;
    if (first == last) {
      addPart(first, task, taskClass, to - from, wide);
      return;
    }
    int inner = first;
    if (from > first) {
      addPart(first, task, taskClass, first + 1 - from, wide);
      inner++;
    }
    int innerEnd = (int) to;
    if (to > innerEnd) {
      addPart(innerEnd, task, taskClass, to - innerEnd, wide);
    }
    if (wide && innerEnd > inner) {
      out.addWide(slice, inner, innerEnd);
      out.wideBusy += taskClass >= 0 ? innerEnd - inner : 0;
      out.wideUnknown += taskClass >= 0 ? 0 : innerEnd - inner;
    } else {
      for (int c = inner; c < innerEnd; c++) {
        addPart(c, task, taskClass, 1, false);
      }
    }
  }

  private void addPart(int column, int task, int taskClass, double part, boolean edge) {
    if (taskClass < 0) {
      out.unknown[column] += (float) part;
    } else {
      out.share[column * out.classes + taskClass] += (float) part;
      if (edge) {
        out.addEdge(column, task, part);
      }
    }
  }

  private void sampleLevel(
      TaskClasses classes, TimeScale scale, CpuLevels levels, int level, TimeRange visible) {
    long firstBucket = levels.bucketAt(level, visible.startNs());
    long lastBucket = levels.bucketAt(level, visible.endNs() - 1);
    double width = levels.widthNs(level);
    for (long b = firstBucket; b <= lastBucket; b++) {
      long startNs = levels.startNs(level, b);
      double start = scale.toPx(startNs);
      double end = scale.toPx(Math.min(bounds.endNs(), startNs + levels.widthNs(level)));
      double whole = scale.lengthPx(width);
      // A bucket may be wider than a column: spread it over those it touches.
      double from = Math.max(0, out.grid.column(start));
      double to = Math.min(out.columns, out.grid.column(end));
      if (to <= from) {
        continue;
      }
      double filled = whole / (end - start);
      double busy = Math.min(1, levels.busy(level, b) * filled);
      double unknown = Math.min(1, levels.unknown(level, b) * filled);
      int taskClass = classes.classOf(levels.dominantTask(level, b));
      for (int c = (int) from; c < to; c++) {
        double part = Math.min(to, c + 1) - Math.max(from, c);
        out.unknown[c] += (float) (unknown * part);
        if (taskClass >= 0) {
          out.share[c * out.classes + taskClass] += (float) (busy * part);
        }
      }
      int cell = Math.clamp((int) Math.floor(cells.column((start + end) / 2)), 0, out.cells - 1);
      out.involuntary[cell] += levels.involuntarySwitches(level, b);
      out.holders[cell] += levels.holderPreemptions(level, b);
    }
  }

  private void sampleStrips(TimeScale scale, CpuLevels levels, int level) {
    long width = levels.widthNs(level);
    for (int c = 0; c < out.columns; c++) {
      long fromNs = scale.floorNs(out.grid.x(c));
      long toNs = scale.floorNs(out.grid.x(c + 1));
      if (toNs < bounds.startNs() || fromNs >= bounds.endNs()) {
        continue;
      }
      long first = levels.bucketAt(level, Math.max(bounds.startNs(), fromNs));
      long last = levels.bucketAt(level, Math.max(fromNs, toNs - 1));
      double sum = 0;
      double weight = 0;
      long worst = 0;
      for (long b = first; b <= last; b++) {
        long start = levels.startNs(level, b);
        sum += levels.runnable(level, b);
        weight += Math.min(width, bounds.endNs() - start) / (double) width;
        worst = Math.max(worst, levels.worstDelayNs(level, b));
      }
      out.runnable[c] = (float) (weight > 0 ? sum / weight : 0);
      out.delay[c] = worst;
    }
  }

  /// Tells below every slice how long its task had waited.
  private void sampleDelays(
      Timeline timeline, TimeScale scale, CpuSlices slices, long first, long last) {
    out.exactDelay = true;
    Arrays.fill(out.delay, 0, out.columns, 0);
    for (long i = first; i <= last; i++) {
      int task = slices.task(i);
      if (task <= Task.UNKNOWN) {
        continue;
      }
      long startNs = slices.startNs(i);
      long delay = RunDelay.before(timeline, task, startNs);
      int from = (int) Math.max(0, Math.rint(out.grid.column(scale.toPx(startNs))));
      int to = (int) Math.min(out.columns, Math.rint(out.grid.column(scale.toPx(slices.endNs(i)))));
      // One column stays free, so that equal neighbours are seen as two.
      for (int c = from; c < Math.max(from + 1, to - 1) && c < out.columns; c++) {
        out.delay[c] = Math.max(out.delay[c], delay);
      }
    }
  }
}
