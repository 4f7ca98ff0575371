package dev.corelane.render.view;

import dev.corelane.render.digest.CpuDifference;
import dev.corelane.render.digest.CpuDifference.Kind;
import dev.corelane.render.digest.DifferenceLevels;
import dev.corelane.render.digest.SideBySide;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.TimeRange;
import java.util.Arrays;
import java.util.Optional;

/// What a lane of [CpuDifference] shows, column by column: the painter draws it and the hit test
/// reads it. Taken from the slices where there are few per column, else from the levels of detail;
/// either way the cost is bounded by the columns.
public final class DifferenceColumns {
  /// A slice at least this many columns wide is drawn as itself.
  static final int WIDE = 3;

  /// Up to so many slices per column, reading them all is cheap and exact.
  private static final long CHEAP = 4;

  /// More slices per column than this are never read while there is any level of detail.
  private static final long DEAR = 16;

  private final TimeScale scale;
  private final Grid grid;
  private final Half first;
  private final Half second;
  private final float[] unknown;
  private final boolean pending;

  /// What ran in one timeline and not in the other.
  public static final class Half {
    private final int classes;
    private final float[] share;
    private final int[] wideAt;
    private long[] slice = new long[16];
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int count;

    Half(int columns, int classes) {
      this.classes = classes;
      share = new float[columns * classes];
      wideAt = new int[columns];
      Arrays.fill(wideAt, -1);
    }

    /// @return number of slices that are drawn as themselves
    public int wide() {
      return count;
    }

    /// @param index one of them
    /// @return its row within the CPU
    public long slice(int index) {
      return slice[index];
    }

    /// @param index one of them
    /// @return its first column
    public int from(int index) {
      return from[index];
    }

    /// @param index one of them
    /// @return the column behind its last
    public int to(int index) {
      return to[index];
    }

    /// @param column a column
    /// @return the slice that fills it, an index of [#wide()], -1 if none does
    public int wideAt(int column) {
      return wideAt[column];
    }

    /// @return number of classes of threads
    public int classes() {
      return classes;
    }

    /// @param column a column that no wide slice fills
    /// @param taskClass a class
    /// @return share of the column's time in which threads of it ran in this timeline only
    public double share(int column, int taskClass) {
      return share[column * classes + taskClass];
    }

    /// @param column a column
    /// @return share of its time in which something ran in this timeline only
    public double share(int column) {
      if (wideAt[column] >= 0) {
        return 1;
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += share(column, k);
      }
      return Math.min(1, sum);
    }

    private void addWide(long row, int begin, int end) {
      if (count == slice.length) {
        slice = Arrays.copyOf(slice, 2 * count);
        from = Arrays.copyOf(from, 2 * count);
        to = Arrays.copyOf(to, 2 * count);
      }
      slice[count] = row;
      from[count] = begin;
      to[count] = end;
      Arrays.fill(wideAt, begin, end, count);
      count++;
    }
  }

  private DifferenceColumns(TimeScale scale, Grid grid, SideBySide sides, boolean pending) {
    this.scale = scale;
    this.grid = grid;
    this.pending = pending;
    first = new Half(grid.count(), sides.first().classes().classes().size());
    second = new Half(grid.count(), sides.second().classes().classes().size());
    unknown = new float[grid.count()];
  }

  /// Samples a lane.
  ///
  /// @param difference what is shown
  /// @param levels its levels of detail; empty while they are not known
  /// @param scale the view, on the clock of the first timeline
  /// @param grid where the columns stand
  /// @return the columns
  public static DifferenceColumns of(
      CpuDifference difference, Optional<DifferenceLevels> levels, TimeScale scale, Grid grid) {
    TimeRange all = difference.sides().range();
    long from = Math.max(all.startNs(), scale.floorNs(grid.left()));
    long to = Math.min(all.endNs(), scale.floorNs(grid.x(grid.count())) + 1);
    if (from >= to) {
      return new DifferenceColumns(scale, grid, difference.sides(), false);
    }
    long slices = difference.slices(from, to);
    double columnNs = scale.nsPerPx() * grid.width();
    boolean cheap = slices <= CHEAP * grid.count();
    if (levels.isEmpty()) {
      var columns =
          new DifferenceColumns(scale, grid, difference.sides(), slices > DEAR * grid.count());
      if (!columns.pending) {
        columns.new Reading(difference).read(from, to);
      }
      return columns;
    }
    var columns = new DifferenceColumns(scale, grid, difference.sides(), false);
    int level = levels.get().levelFor(columnNs / 2);
    if (level < 0 && slices > DEAR * grid.count()) {
      level = 0;
    }
    if (level >= 0 && !cheap) {
      columns.readLevel(levels.get(), level, from, to);
    } else {
      columns.new Reading(difference).read(from, to);
    }
    return columns;
  }

  /// @return where the columns stand
  public Grid grid() {
    return grid;
  }

  /// @param x logical pixels from the left edge of the lane
  /// @return the column that holds it, clamped to those there are
  public int columnAt(double x) {
    return Math.clamp((long) Math.floor(grid.column(x)), 0, grid.count() - 1);
  }

  /// @param x logical pixels from the left edge of the lane
  /// @return the time there, on the clock of the first timeline
  public long timeAt(double x) {
    return scale.floorNs(x);
  }

  /// @return length of time of a column, ns
  public double columnNs() {
    return scale.nsPerPx() * grid.width();
  }

  /// @return what ran in the first timeline only
  public Half first() {
    return first;
  }

  /// @return what ran in the second only
  public Half second() {
    return second;
  }

  /// @param column a column
  /// @return share of its time in which it is not known of one of them what ran
  public double unknown(int column) {
    return Math.min(1, unknown[column]);
  }

  /// @return whether there is too much to read and levels of detail are not there yet
  public boolean pending() {
    return pending;
  }

  private void readLevel(DifferenceLevels levels, int level, long fromNs, long toNs) {
    int last = levels.bucketAt(level, toNs - 1);
    for (int b = levels.bucketAt(level, fromNs); b <= last; b++) {
      double left = grid.column(scale.toPx(levels.startNs(level, b)));
      double right = left + grid.column(scale.lengthPx(levels.widthNs(level)) + grid.left());
      double from = Math.max(0, left);
      double to = Math.min(grid.count(), right);
      for (int c = (int) from; c < to; c++) {
        float part = (float) (Math.min(to, c + 1) - Math.max(from, c));
        add(first, c, levels.firstClass(level, b), (float) levels.inFirst(level, b) * part);
        add(second, c, levels.secondClass(level, b), (float) levels.inSecond(level, b) * part);
        unknown[c] += (float) levels.unknown(level, b) * part;
      }
    }
  }

  private static void add(Half half, int column, int taskClass, float part) {
    if (taskClass >= 0 && part > 0) {
      half.share[column * half.classes + taskClass] += part;
    }
  }

  /// Reads slices; what one of them fills of several stretches in a row is one piece.
  private final class Reading implements CpuDifference.Sink {
    private final CpuDifference difference;
    private final Piece inFirst;
    private final Piece inSecond;

    Reading(CpuDifference difference) {
      this.difference = difference;
      inFirst = new Piece(first);
      inSecond = new Piece(second);
    }

    void read(long fromNs, long toNs) {
      difference.walk(fromNs, toNs, this);
      inFirst.end();
      inSecond.end();
    }

    @Override
    public void take(long fromNs, long toNs, long a, long b, Kind kind) {
      double from = Math.max(0, grid.column(scale.toPx(fromNs)));
      double to = Math.min(grid.count(), grid.column(scale.toPx(toNs)));
      if (to <= from) {
        return;
      }
      if (kind == Kind.UNKNOWN) {
        for (int c = (int) from; c < to; c++) {
          unknown[c] += (float) (Math.min(to, c + 1) - Math.max(from, c));
        }
      }
      SideBySide sides = difference.sides();
      inFirst.go(kind.inFirst() ? a : CpuDifference.NO_SLICE, from, to);
      inSecond.go(kind.inSecond() ? b : CpuDifference.NO_SLICE, from, to);
      if (kind.inFirst()) {
        inFirst.taskClass = sides.first().classes().classOf(difference.first().task(a));
      }
      if (kind.inSecond()) {
        inSecond.taskClass = sides.second().classes().classOf(difference.second().task(b));
      }
    }
  }

  /// A stretch of one slice.
  private static final class Piece {
    private final Half half;
    private long slice = CpuDifference.NO_SLICE;
    private double from;
    private double to;
    int taskClass;

    Piece(Half half) {
      this.half = half;
    }

    void go(long next, double start, double stop) {
      if (next != slice) {
        end();
        slice = next;
        from = start;
      }
      to = stop;
    }

    void end() {
      if (slice == CpuDifference.NO_SLICE) {
        return;
      }
      int begin = (int) Math.rint(from);
      int behind = (int) Math.rint(to);
      if (behind - begin >= WIDE) {
        half.addWide(slice, begin, behind);
      } else {
        for (int c = (int) from; c < to; c++) {
          add(half, c, taskClass, (float) (Math.min(to, c + 1) - Math.max(from, c)));
        }
      }
    }
  }
}
