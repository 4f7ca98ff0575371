package dev.corelane.desktop.timeline;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.paint.Frame;
import dev.corelane.render.paint.LegendPainter;
import dev.corelane.render.paint.MinimapModel;
import dev.corelane.render.paint.Shown;
import dev.corelane.render.paint.TimelinePainter;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.HitTest;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LanePlan;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.function.BooleanSupplier;

/// Paints pictures that nobody sees, so that the painters are compiled and the letters are ready
/// when the first recording is opened: without it the first second of zooming stutters. Meant for a
/// background thread while the user chooses a file or an import runs.
public final class PaintWarmUp {
  private static final int FRAMES = 240;
  private static final int COLUMNS = 960;
  private static final int ROWS = 640;
  private static final int CPUS = 2;
  private static final int TASKS = 6;
  private static final int SLICES = 3000;
  private static final long SLICE_NS = 40_000;

  private PaintWarmUp() {}

  /// Paints.
  ///
  /// @param glyphs gives the text; shared with the windows, so that it has the letters at hand
  /// @param stop asked before each frame
  /// @return the number of frames painted
  public static int run(GlyphSource glyphs, BooleanSupplier stop) {
    try (Timeline timeline = timeline()) {
      TraceDigest digest = TraceDigest.of(timeline);
      digest.facts().prepare();
      LaneChoice all = LaneChoice.FIRST.opening(LaneChoice.THREADS).opening("process/name/task");
      LaneLayout layout =
          LaneLayout.rows(new LanePlan(digest).lanes(all), LaneMetrics.WIDE).freezing(CPUS);
      var geometry =
          TimelineGeometry.of(
              new Area(0, 0, COLUMNS, ROWS),
              LaneMetrics.WIDE.headerWidth(),
              TimelineGeometry.MINIMAP_HEIGHT);
      var surface = new PixelSurface(new int[COLUMNS * ROWS], COLUMNS, ROWS, 1, glyphs);
      var minimap = MinimapModel.of(digest, geometry.minimap().width());
      var painter = new TimelinePainter();
      TimeScale fit = TimeScale.fit(timeline.range(), geometry.ruler().width());
      int painted = 0;
      while (painted < FRAMES && !stop.getAsBoolean()) {
        double zoom = Math.pow(1.05, painted % 160);
        ViewState view = ViewState.of(fit.zoomedAt(COLUMNS * 0.4, zoom), layout);
        double x = geometry.lanes().x() + painted % 400;
        double y = geometry.lanes().y() + painted % 500;
        view = view.withHover(new HitTest(digest, geometry, view).at(x, y));
        Theme theme = painted % 2 == 0 ? Theme.LIGHT : Theme.DARK;
        Frame frame = new Frame(surface, digest, theme, view);
        Shown shown = painter.paint(frame, geometry, minimap);
        new LegendPainter().paint(frame, shown, 0, 0, COLUMNS);
        painted++;
      }
      return painted;
    }
  }

  /// A timeline with something of each kind that painters meet.
  private static Timeline timeline() {
    try (var b = new TimelineBuilder()) {
      int[] tasks = new int[TASKS];
      for (int i = 0; i < TASKS; i++) {
        tasks[i] = b.task(100 + i, 100 + i, "task", 0, false);
      }
      int lock = b.lock(LockKind.LWLOCK, "lock", 1, true);
      for (int c = 0; c < CPUS; c++) {
        int cpu = b.cpu(c);
        for (int i = 0; i < SLICES; i++) {
          slice(b, cpu, i * SLICE_NS, tasks[CPUS * (i % (TASKS / CPUS)) + c], i);
        }
      }
      for (int i = 0; i + 8 < SLICES; i += 6) {
        long at = i * SLICE_NS;
        int holder = tasks[CPUS * (i % (TASKS / CPUS))];
        int waiter = tasks[CPUS * (i % (TASKS / CPUS)) + 1];
        b.hold(at, at + 3 * SLICE_NS, lock, holder, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
        b.lockWait(
            at + SLICE_NS,
            at + 4 * SLICE_NS,
            lock,
            waiter,
            LockMode.EXCLUSIVE,
            holder,
            -1,
            -1,
            true,
            Provenance.RECORDED);
      }
      return b.build(ProgressMonitor.NONE);
    }
  }

  private static void slice(TimelineBuilder b, int cpu, long startNs, int task, int turn) {
    boolean idle = turn % 7 == 3;
    boolean preempted = !idle && turn % 3 == 0;
    SliceEnd end =
        idle ? SliceEnd.IDLE_END : preempted ? SliceEnd.PREEMPTED_USER : SliceEnd.SLEEPING;
    int who = idle ? Task.IDLE : task;
    int priority = idle ? Task.PRIORITY_UNKNOWN : 120;
    long endNs = startNs + SLICE_NS;
    b.slice(cpu, startNs, endNs, who, end, 'S', Provenance.RECORDED, false, false, priority, 0);
    if (!idle) {
      StateKind after = preempted ? StateKind.RUNNABLE_PREEMPTED : StateKind.SLEEPING;
      b.state(who, endNs, after, preempted ? 'R' : 'S', cpu, -1, Provenance.RECORDED);
    }
  }
}
