package dev.corelane.render.paint;

import dev.corelane.render.digest.Curve;
import dev.corelane.render.digest.SessionFacts;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.WaitColors;
import dev.corelane.render.view.FactColumns;
import java.util.Arrays;
import java.util.List;

/// Paints average active sessions as an area, stacked by type of wait event.
final class SessionsPainter {
  /// Bands lower than this have no line between them and the one below.
  private static final double LEAST_LINED = 4;

  /// Neither have narrow ones: there they would be noise.
  private static final double LEAST_WIDE = 8;

  private double[] levels = new double[0];
  private double[] before = new double[0];

  /// Paints the area; its upper left corner is the origin.
  void paint(Frame frame, FactColumns columns, SessionFacts facts, double height, Shown shown) {
    List<SessionFacts.WaitClass> classes = facts.classes();
    Curve.Reader[] readers = new Curve.Reader[classes.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = classes.get(i).sessions().reader();
    }
    levels = new double[readers.length];
    before = new double[readers.length];
    double perSession = height / facts.full();
    double pixel = frame.surface().pixel();
    int count = columns.grid().count();
    int from = 0;
    for (int c = 0; c <= count; c++) {
      double level = 0;
      for (int i = 0; i < readers.length && c < count; i++) {
        level += readers[i].mean(columns.edgesNs()[c], columns.edgesNs()[c + 1]) * perSession;
        levels[i] = Math.rint(level / pixel) * pixel;
      }
      if (c == count || c > 0 && !Arrays.equals(levels, before)) {
        double x = columns.grid().x(from);
        paintStack(frame, classes, x, columns.grid().x(c) - x, height, shown);
        from = c;
      }
      System.arraycopy(levels, 0, before, 0, levels.length);
    }
  }

  private void paintStack(
      Frame frame,
      List<SessionFacts.WaitClass> classes,
      double x,
      double width,
      double height,
      Shown shown) {
    Surface surface = frame.surface();
    double below = 0;
    for (int i = 0; i < before.length; i++) {
      double tall = before[i] - below;
      if (tall > 0) {
        surface.fillRect(x, height - before[i], width, tall, WaitColors.of(classes.get(i).type()));
        if (below > 0 && tall >= LEAST_LINED && width >= LEAST_WIDE) {
          double pixel = surface.pixel();
          surface.fillRect(x, height - below - pixel, width, pixel, frame.theme().lane());
        }
        shown.addWait(classes.get(i).type());
        shown.add(LaneLook.SESSIONS);
      }
      below = Math.max(below, before[i]);
    }
  }
}
