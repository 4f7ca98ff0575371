package dev.corelane.render.paint;

import dev.corelane.render.view.Grid;
import java.util.Arrays;

/// What one core lane shows, column by column; scratch memory that is filled again for every lane.
final class CoreColumns {
  /// Less than this, in columns, is the rounding of what is not known.
  private static final double LEAST_KNOWN = 0.01;

  private static final int NO_TASK = -1;
  private static final float EDGE_NOISE = 0.02f;

  int columns;
  Grid grid = new Grid(0, 1, 1);
  int classes;

  /// Share of each column per class of tasks: `share[column * classes + class]`.
  float[] share = new float[0];

  float[] unknown = new float[0];

  /// The task of the wide slice that takes most of a column, or -1.
  int[] edgeTask = new int[0];

  float[] edgeShare = new float[0];
  float[] runnable = new float[0];
  long[] delay = new long[0];

  /// Whether `delay` holds the run delay before the slices of a column, and not the longest of a
  /// bucket of time.
  boolean exactDelay;

  int cells;
  int[] involuntary = new int[0];
  int[] holders = new int[0];

  /// Slices that fill columns of their own: row, first column, column after the last.
  long[] wideSlice = new long[64];

  int[] wideFrom = new int[64];
  int[] wideTo = new int[64];
  int wideCount;

  /// Columns that wide slices of known tasks fill.
  int wideBusy;

  /// Columns that lie within the timeline, beyond which the view may reach.
  int recorded;

  /// Columns that wide slices of unknown tasks fill.
  int wideUnknown;

  /// Rows of slices that ended involuntarily, kept when marks are drawn one by one.
  long[] marked = new long[64];

  int markedCount;

  void reset(Grid newGrid, int newClasses, int newCells) {
    grid = newGrid;
    columns = newGrid.count();
    classes = Math.max(1, newClasses);
    cells = newCells;
    if (unknown.length < columns) {
      unknown = new float[columns];
      edgeTask = new int[columns];
      edgeShare = new float[columns];
      runnable = new float[columns];
      delay = new long[columns];
    }
    if (share.length < columns * classes) {
      share = new float[columns * classes];
    }
    if (involuntary.length < cells) {
      involuntary = new int[cells];
      holders = new int[cells];
    }
    Arrays.fill(share, 0, columns * classes, 0);
    Arrays.fill(unknown, 0, columns, 0);
    Arrays.fill(edgeTask, 0, columns, NO_TASK);
    Arrays.fill(edgeShare, 0, columns, 0);
    Arrays.fill(runnable, 0, columns, 0);
    Arrays.fill(delay, 0, columns, 0);
    Arrays.fill(involuntary, 0, cells, 0);
    Arrays.fill(holders, 0, cells, 0);
    wideCount = 0;
    wideBusy = 0;
    recorded = 0;
    wideUnknown = 0;
    exactDelay = false;
    markedCount = 0;
  }

  void addWide(long slice, int from, int to) {
    if (wideCount == wideSlice.length) {
      wideSlice = Arrays.copyOf(wideSlice, 2 * wideCount);
      wideFrom = Arrays.copyOf(wideFrom, 2 * wideCount);
      wideTo = Arrays.copyOf(wideTo, 2 * wideCount);
    }
    wideSlice[wideCount] = slice;
    wideFrom[wideCount] = from;
    wideTo[wideCount++] = to;
  }

  void addMarked(long slice) {
    if (markedCount == marked.length) {
      marked = Arrays.copyOf(marked, 2 * markedCount);
    }
    marked[markedCount++] = slice;
  }

  /// Takes what is in a column for a part of it only.
  void stretch(int column, double part) {
    float factor = (float) (1 / part);
    for (int k = 0; k < classes; k++) {
      share[column * classes + k] *= factor;
    }
    unknown[column] *= factor;
    edgeShare[column] *= factor;
  }

  void addEdge(int column, int task, double part) {
    if (part > edgeShare[column]) {
      edgeShare[column] = (float) part;
      edgeTask[column] = task;
    }
  }

  /// Whether nothing but a part of one wide slice is in a column.
  boolean edgeOnly(int column) {
    if (edgeTask[column] == NO_TASK || unknown[column] > EDGE_NOISE) {
      return false;
    }
    float sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += share[column * classes + k];
    }
    return sum - edgeShare[column] <= EDGE_NOISE;
  }

  /// How many columns of those that the recording reaches into something is known of, parts of
  /// columns included.
  double known() {
    double known = recorded - wideUnknown;
    for (int c = 0; c < columns; c++) {
      known -= unknown[c];
    }
    return Math.max(0, known);
  }

  /// Share in which a task ran of what is known of the columns that the recording reaches into; NaN
  /// if nothing is known of them.
  double busyOfKnown() {
    double known = known();
    double ran = wideBusy;
    for (int i = 0; i < columns * classes; i++) {
      ran += share[i];
    }
    return known < LEAST_KNOWN ? Double.NaN : Math.min(1, ran / known);
  }
}
