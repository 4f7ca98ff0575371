package dev.corelane.render.paint;

import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeScale;

/// Paints a core lane: who ran on a CPU. Time is coloured by task; where slices are too short to be
/// told apart, each column is a stack of the shares of its classes of tasks, so the lane reads as
/// an area chart of occupancy that turns into slices while zooming in.
final class CoreLanePainter {
  /// Lets the lines of the ruler shine through.
  private static final double IDLE_ALPHA = 0.7;

  private final CoreColumns columns = new CoreColumns();
  private final CoreSampler sampler = new CoreSampler(columns);
  private final CoreBodyPainter body = new CoreBodyPainter(columns);
  private final CoreMarksPainter marks = new CoreMarksPainter(columns);
  private final CoreStripsPainter strips = new CoreStripsPainter(columns);

  /// Paints a lane; the left edge of the lane is the origin.
  ///
  /// @param frame what is shown
  /// @param core the lane
  /// @param top top of the lane
  /// @param height its height
  /// @param shown is told what the lane contains
  /// @return share of what is known of the visible time in which a task ran, 0 to 1
  double paint(Frame frame, Lane.Core core, double top, double height, Shown shown) {
    sampler.sample(
        frame.digest(), frame.state().scale(), frame.marks(), core.cpu(), frame.columns());
    CoreBands bands = CoreBands.of(height);
    Surface surface = frame.surface();
    surface.pushTranslate(0, top);
    paintGround(frame, bands);
    body.paint(frame, core, bands, shown);
    marks.paint(frame, core, bands, shown);
    strips.paint(frame, bands, shown);
    surface.pop();
    TimeScale scale = frame.state().scale();
    shown.addLane(
        columns,
        c -> {
          long timeNs = scale.floorNs(columns.grid.x(c) + columns.grid.width() / 2);
          return frame.digest().holes().at(core.cpu(), timeNs, 0).isPresent();
        });
    return columns.busyOfKnown();
  }

  private static void paintGround(Frame frame, CoreBands bands) {
    double width = frame.state().scale().width();
    Surface surface = frame.surface();
    surface.fillRect(0, bands.bodyTop(), width, bands.body(), ground(frame.theme()));
  }

  /// The ground of lanes.
  static int ground(Theme theme) {
    return Argb.withAlpha(theme.lane(), IDLE_ALPHA);
  }
}
