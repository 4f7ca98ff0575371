package dev.corelane.render.paint;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.digest.Curve;
import dev.corelane.render.digest.LockFacts;
import dev.corelane.render.digest.Pieces;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LockBands;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.view.FactColumns;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.LockHold;

/// Paints a lock lane: who held the lock, hatched while the holder was off the CPU, and below it
/// how many waited.
final class LockLanePainter {
  /// Parts of the mean number of waiters that are still drawn.
  private static final double LEAST_WAITERS = 0.01;

  private static final double FADED = 0.72;
  private static final double OFF_CPU = 0.45;
  private static final double PADDING = 4;
  private static final int LEAST_NAME = 4;
  private static final double LEAST_TEXT = 12;

  private float[] share = new float[0];

  /// Height of a number of waiters as a share of the band.
  static double waitersShare(double waiters, int full) {
    return Math.min(1, Math.sqrt(waiters / full));
  }

  /// Paints a lane; its left edge is the origin.
  void paint(
      Frame frame,
      FactColumns columns,
      Lane.LockLane lane,
      double top,
      double height,
      Shown shown) {
    LockFacts facts = frame.digest().facts().lock(lane.lock());
    LockBands bands = LockBands.of(lane, height);
    Surface surface = frame.surface();
    double width = frame.state().scale().width();
    int ground = CoreLanePainter.ground(frame.theme());
    surface.pushTranslate(0, top);
    if (bands.holders() > 0) {
      surface.fillRect(0, 0, width, bands.holders(), ground);
      paintHolders(frame, columns, facts.holders(), bands, shown);
    }
    surface.fillRect(0, bands.waitersTop(), width, bands.waiters(), ground);
    paintWaiters(frame, columns, facts.waiters(), bands, shown);
    surface.pop();
  }

  private void paintHolders(
      Frame frame, FactColumns columns, Pieces holders, LockBands bands, Shown shown) {
    int kinds = Activity.values().length;
    if (share.length < columns.grid().count() * kinds) {
      share = new float[columns.grid().count() * kinds];
    }
    holders.shares(columns.edgesNs(), share);
    StripRuns.walk(
        columns,
        holders,
        (index, x, w) -> paintHold(frame, holders, index, x, w, bands.holders(), shown),
        c -> paintShares(frame, columns, c, bands.holders(), shown));
  }

  private static void paintHold(
      Frame frame, Pieces holders, long index, double x, double w, double height, Shown shown) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    LockHold hold = frame.digest().timeline().holds().get(holders.row(index));
    Activity activity = holders.activity(index);
    int color = holderColor(frame, hold.task());
    if (activity.offCpu()) {
      color = Argb.mix(color, theme.lane(), OFF_CPU);
    }
    surface.fillRect(x, 0, w, height, color);
    if (activity.offCpu()) {
      surface.hatchRect(x, 0, w, height, Hatch.OFF_CPU, Argb.withAlpha(theme.mark(), 0.55));
      shown.add(LaneLook.HOLD_OFF_CPU);
    } else {
      shown.add(LaneLook.HOLD);
    }
    boolean next = index > 0 && holders.endNs(index - 1) == holders.startNs(index);
    if (next && holders.row(index - 1) != holders.row(index)) {
      surface.fillRect(x, 0, surface.pixel(), height, theme.lane());
    }
    String name = frame.digest().timeline().taskName(hold.task(), hold.startNs());
    int tid = frame.digest().timeline().task(hold.task()).tid();
    String text =
        (tid < 0 ? name : name + " " + tid)
            + switch (activity) {
              case READY -> ", no CPU";
              case BLOCKED -> ", asleep";
              case ON_CPU, UNKNOWN -> "";
            };
    String label = TextFit.fit(surface, text, w - 3 * PADDING, Type.SMALL, LEAST_NAME);
    if (label.isEmpty() || height < LEAST_TEXT) {
      return;
    }
    if (activity.offCpu()) {
      double backing = surface.measureText(label, Type.SMALL) + 2 * PADDING;
      surface.fillRect(x + PADDING / 2, 3, backing, height - 6, color);
    }
    surface.text(
        label,
        x + 1.5 * PADDING,
        Type.SMALL.baselineIn(0, height),
        Type.SMALL,
        theme.textOn(color));
  }

  private static int holderColor(Frame frame, int task) {
    int color = frame.digest().classes().colorOf(task);
    int focus = frame.state().focusTask();
    return focus == ViewState.NO_TASK || focus == task
        ? color
        : Argb.mix(color, frame.theme().lane(), FADED);
  }

  private void paintShares(
      Frame frame, FactColumns columns, int column, double height, Shown shown) {
    int kinds = Activity.values().length;
    double on =
        share[column * kinds + Activity.ON_CPU.ordinal()]
            + share[column * kinds + Activity.UNKNOWN.ordinal()];
    double off =
        share[column * kinds + Activity.READY.ordinal()]
            + share[column * kinds + Activity.BLOCKED.ordinal()];
    if (on + off <= 0) {
      return;
    }
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    double x = columns.grid().x(column);
    double w = columns.grid().width();
    double onHeight = on * height;
    double offHeight = Math.min(height - onHeight, off * height);
    surface.fillRect(x, height - onHeight, w, onHeight, theme.busy());
    if (offHeight > 0) {
      double y = height - onHeight - offHeight;
      surface.fillRect(x, y, w, offHeight, Argb.mix(theme.busy(), theme.lane(), OFF_CPU));
      surface.hatchRect(x, y, w, offHeight, Hatch.OFF_CPU, Argb.withAlpha(theme.mark(), 0.55));
      shown.add(LaneLook.HELD_OFF_SHARE);
    }
    shown.add(LaneLook.HELD_SHARE);
  }

  private static void paintWaiters(
      Frame frame, FactColumns columns, Curve waiters, LockBands bands, Shown shown) {
    int full = frame.digest().facts().mostWaiters();
    if (waiters.most() == 0) {
      return;
    }
    Surface surface = frame.surface();
    double bottom = bands.waitersTop() + bands.waiters();
    Curve.Reader reader = waiters.reader();
    int count = columns.grid().count();
    double runHeight = 0;
    int from = 0;
    for (int c = 0; c <= count; c++) {
      double height = 0;
      if (c < count) {
        double mean = reader.mean(columns.edgesNs()[c], columns.edgesNs()[c + 1]);
        height = mean < LEAST_WAITERS ? 0 : Math.max(1, waitersShare(mean, full) * bands.waiters());
      }
      if (height != runHeight) {
        if (runHeight > 0) {
          double x = columns.grid().x(from);
          double w = columns.grid().x(c) - x;
          surface.fillRect(x, bottom - runHeight, w, runHeight, frame.theme().pressure());
          shown.add(LaneLook.WAITERS);
        }
        runHeight = height;
        from = c;
      }
    }
  }
}
