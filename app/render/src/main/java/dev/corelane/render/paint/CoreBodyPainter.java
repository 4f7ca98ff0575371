package dev.corelane.render.paint;

import dev.corelane.render.digest.TaskClasses;
import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;

/// Paints the body of a core lane: stacks of class shares per column, and slices wide enough to be
/// seen one by one, with their labels.
final class CoreBodyPainter {
  /// A column filled at least so far is drawn full, so that rounding leaves no specks.
  private static final double FULL = 0.995;

  private static final double LABEL_MIN_WIDTH = 26;
  private static final double LINE_MIN_WIDTH = 7;
  private static final double LABEL_PADDING = 5;
  private static final double TWO_LINES = 34;
  private static final double LABEL_MIN_HEIGHT = 13;
  private static final double FADED = 0.72;
  private static final double NOT_WHOLE = 0.5;
  private static final double LINE = 14;
  private static final double NAME_GAP = 5;
  private static final int LEAST_NAME = 4;

  private final CoreColumns columns;

  CoreBodyPainter(CoreColumns columns) {
    this.columns = columns;
  }

  void paint(Frame frame, Lane.Core core, CoreBands bands, Shown shown) {
    paintStacks(frame, bands);
    paintSlices(frame, core, bands, shown);
  }

  private void paintStacks(Frame frame, CoreBands bands) {
    int runStart = -1;
    int runColor = 0;
    for (int c = 0; c < columns.columns; c++) {
      int only = onlyClass(c);
      int color = only < 0 ? 0 : classColor(frame, c, only);
      if (runStart >= 0 && (only < 0 || color != runColor)) {
        fill(frame.surface(), runStart, c, bands.bodyTop(), bands.body(), runColor);
        runStart = -1;
      }
      if (only >= 0) {
        if (runStart < 0) {
          runStart = c;
          runColor = color;
        }
      } else {
        paintStack(frame, c, bands);
      }
    }
    if (runStart >= 0) {
      fill(frame.surface(), runStart, columns.columns, bands.bodyTop(), bands.body(), runColor);
    }
  }

  /// The class that fills a column alone, or -1.
  private int onlyClass(int column) {
    for (int k = 0; k < columns.classes; k++) {
      if (columns.share[column * columns.classes + k] >= FULL) {
        return k;
      }
    }
    return -1;
  }

  private void paintStack(Frame frame, int column, CoreBands bands) {
    if (columns.edgeOnly(column)) {
      // The end of one slice: half a column more or less, not a slice of half the height.
      if (columns.edgeShare[column] >= 0.5f) {
        int color = sliceColor(frame, columns.edgeTask[column]);
        fill(frame.surface(), column, column + 1, bands.bodyTop(), bands.body(), color);
      }
      return;
    }
    Surface surface = frame.surface();
    double bottom = bands.bodyTop() + bands.body();
    double level = 0;
    for (int k = 0; k < columns.classes; k++) {
      double share = columns.share[column * columns.classes + k];
      if (share > 0) {
        double next = Math.min(1, level + share);
        next = next >= FULL ? 1 : next;
        double top = bottom - next * bands.body();
        fill(
            surface,
            column,
            column + 1,
            top,
            (next - level) * bands.body(),
            classColor(frame, column, k));
        level = next;
      }
    }
    double unknown = Math.min(columns.unknown[column], 1 - level);
    if (unknown > 0) {
      double height = unknown * bands.body();
      surface.hatchRect(
          columns.grid.x(column),
          bottom - level * bands.body() - height,
          columns.grid.width(),
          height,
          Hatch.UNKNOWN,
          frame.theme().hole());
    }
  }

  private int classColor(Frame frame, int column, int taskClass) {
    TaskClasses classes = frame.digest().classes();
    int edge = columns.edgeTask[column];
    if (edge >= 0 && classes.classOf(edge) == taskClass) {
      return sliceColor(frame, edge);
    }
    int color = classes.classColor(taskClass);
    return frame.state().focusTask() == ViewState.NO_TASK ? color : faded(frame.theme(), color);
  }

  private static int sliceColor(Frame frame, int task) {
    int color = frame.digest().classes().colorOf(task);
    int focus = frame.state().focusTask();
    return focus == ViewState.NO_TASK || focus == task ? color : faded(frame.theme(), color);
  }

  private static int faded(Theme theme, int color) {
    return Argb.mix(color, theme.lane(), FADED);
  }

  private void fill(
      Surface surface, int fromColumn, int toColumn, double top, double height, int color) {
    double x = columns.grid.x(fromColumn);
    surface.fillRect(x, top, columns.grid.x(toColumn) - x, height, color);
  }

  private void paintSlices(Frame frame, Lane.Core core, CoreBands bands, Shown shown) {
    CpuSlices slices = frame.digest().timeline().slices(core.cpu());
    Surface surface = frame.surface();
    int lastColor = 0;
    for (int w = 0; w < columns.wideCount; w++) {
      long slice = columns.wideSlice[w];
      int task = slices.task(slice);
      double x = columns.grid.x(columns.wideFrom[w]);
      double width = columns.grid.x(columns.wideTo[w]) - x;
      if (task == Task.UNKNOWN) {
        long middle = slices.startNs(slice) + (slices.endNs(slice) - slices.startNs(slice)) / 2;
        if (frame.digest().holes().at(core.cpu(), middle, 0).isEmpty()) {
          shown.addUnknown();
        }
        surface.hatchRect(
            x, bands.bodyTop(), width, bands.body(), Hatch.UNKNOWN, frame.theme().hole());
        continue;
      }
      shown.addTime(
          frame.digest().classes().classOf(task), columns.wideTo[w] - columns.wideFrom[w]);
      int color = sliceColor(frame, task);
      if (!slices.whole(slice) || slices.provenance(slice) == Provenance.INFERRED) {
        color = Argb.mix(color, frame.theme().lane(), NOT_WHOLE);
        shown.addNotWhole();
      }
      surface.fillRect(x, bands.bodyTop(), width, bands.body(), color);
      if (separable(w) && (color == lastColor || roomy(w))) {
        separate(frame, columns.wideFrom[w], bands);
      }
      lastColor = color;
      paintLabel(frame, slices, slice, x, width, bands, color);
    }
  }

  /// Whether a wide slice follows another one at once.
  private boolean separable(int w) {
    return w > 0 && columns.wideSlice[w - 1] == columns.wideSlice[w] - 1;
  }

  /// Whether a wide slice and the one before are wide enough for a line between different colours.
  private boolean roomy(int w) {
    int least =
        Math.min(
            columns.wideTo[w] - columns.wideFrom[w],
            columns.wideTo[w - 1] - columns.wideFrom[w - 1]);
    return least * columns.grid.width() >= LINE_MIN_WIDTH;
  }

  /// Draws the edge between two wide slices that follow each other.
  private void separate(Frame frame, int column, CoreBands bands) {
    double pixel = frame.surface().pixel();
    frame
        .surface()
        .fillRect(
            columns.grid.x(column) - pixel,
            bands.bodyTop(),
            pixel,
            bands.body(),
            frame.theme().lane());
  }

  private void paintLabel(
      Frame frame,
      CpuSlices slices,
      long slice,
      double x,
      double width,
      CoreBands bands,
      int color) {
    double room = width - 2 * LABEL_PADDING;
    if (width < LABEL_MIN_WIDTH || bands.body() < LABEL_MIN_HEIGHT) {
      return;
    }
    Surface surface = frame.surface();
    int task = slices.task(slice);
    int ink = frame.theme().textOn(color);
    String name = frame.digest().timeline().taskName(task, slices.startNs(slice));
    int tid = frame.digest().timeline().task(task).tid();
    // The tails run where the second line would stand.
    boolean twoLines = bands.body() >= TWO_LINES && !frame.state().overlay().tails();
    double middle = bands.bodyTop() + bands.body() / 2;
    double top = bands.body() >= TWO_LINES ? middle - LINE : middle - LINE / 2;
    double left = x + LABEL_PADDING;
    String shownName = TextFit.fit(surface, name, room, Type.SMALL_BOLD, LEAST_NAME);
    if (shownName.isEmpty()) {
      return;
    }
    surface.text(shownName, left, Type.SMALL_BOLD.baselineIn(top, LINE), Type.SMALL_BOLD, ink);
    if (tid > 0 && shownName.equals(name)) {
      String number = Integer.toString(tid);
      double used = surface.measureText(name, Type.SMALL_BOLD) + NAME_GAP;
      if (used + surface.measureText(number, Type.SMALL) <= room) {
        surface.text(number, left + used, Type.SMALL.baselineIn(top, LINE), Type.SMALL, ink);
      }
    }
    if (twoLines) {
      String length = TimeText.duration(slices.endNs(slice) - slices.startNs(slice));
      if (surface.measureText(length, Type.SMALL) <= room) {
        surface.text(length, left, Type.SMALL.baselineIn(top + LINE, LINE), Type.SMALL, ink);
      }
    }
  }
}
