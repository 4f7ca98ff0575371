package dev.corelane.render.paint;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.SessionFacts;
import dev.corelane.render.digest.StateLevels;
import dev.corelane.render.digest.ThreadFacts;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.ThreadBands;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.text.TextStyle;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.theme.WaitColors;
import dev.corelane.render.view.FactColumns;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.timeline.TaskStates;

/// Paints a thread lane: spans, states, lock waits, wait samples.
final class ThreadLanePainter {
  private static final double SLEEP_LINE = 2;
  private static final double BLOCKED_SHARE = 0.36;
  private static final double WOKEN_SHARE = 0.6;
  private static final double PADDING = 4;
  private static final int LEAST_NAME = 4;
  private static final double LEAST_TEXT = 11;
  private static final double SPAN_TINT = 0.72;

  private float[] states = new float[0];
  private float[] share = new float[0];

  /// Paints a lane; its left edge is the origin.
  ///
  /// @return share of the visible time in which the thread ran, 0 to 1
  double paint(
      Frame frame,
      FactColumns columns,
      Lane.ThreadLane lane,
      double top,
      double height,
      Shown shown) {
    ThreadFacts facts = frame.digest().facts().thread(lane.task());
    ThreadBands bands = ThreadBands.of(lane, height);
    Surface surface = frame.surface();
    double width = frame.state().scale().width();
    int ground = CoreLanePainter.ground(frame.theme());
    surface.pushTranslate(0, top);
    surface.fillRect(0, bands.statesTop(), width, bands.states(), ground);
    double running = paintStates(frame, columns, facts, bands, shown);
    if (bands.spans() > 0) {
      paintSpans(frame, columns, facts.spans(), bands, shown);
    }
    if (bands.waits() > 0) {
      surface.fillRect(0, bands.waitsTop(), width, bands.waits(), ground);
      paintWaits(frame, columns, facts.waits(), bands, shown);
    }
    if (bands.samples() > 0) {
      surface.fillRect(0, bands.samplesTop(), width, bands.samples(), ground);
      paintSamples(frame, columns, facts.samples(), bands, shown);
    }
    surface.pop();
    return running;
  }

  private double paintStates(
      Frame frame, FactColumns columns, ThreadFacts facts, ThreadBands bands, Shown shown) {
    int count = columns.grid().count();
    if (states.length < count * StateLevels.KINDS) {
      states = new float[count * StateLevels.KINDS];
    }
    facts.levels().shares(columns.edgesNs(), states);
    double running = 0;
    for (int c = 0; c < count; c++) {
      running += states[c * StateLevels.KINDS + StateKind.RUNNING.ordinal()];
    }
    Surface surface = frame.surface();
    TaskStates all = facts.levels().states();
    int color = frame.digest().classes().colorOf(facts.task());
    surface.pushTranslate(0, bands.statesTop());
    StripRuns.walk(
        columns,
        facts.levels().strip(),
        (i, x, w) -> paintState(frame, all.kind(i), x, w, bands.states(), color, shown),
        c -> paintStateShares(frame, columns, c, bands.states(), color, shown));
    surface.pop();
    return running / Math.max(1, count);
  }

  /// Paints one state. Each has a shape of its own: running fills the band, preempted fills it
  /// hatched, woken fills the lower part, blocked is a bar in the middle, sleep a line.
  static void paintState(
      Frame frame, StateKind kind, double x, double w, double height, int color, Shown shown) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    switch (kind) {
      case RUNNING -> {
        surface.fillRect(x, 0, w, height, color);
        shown.add(LaneLook.RUNNING);
      }
      case RUNNABLE_PREEMPTED -> {
        surface.fillRect(x, 0, w, height, Argb.mix(theme.delay(), theme.lane(), 0.55));
        surface.hatchRect(x, 0, w, height, Hatch.OFF_CPU, theme.delay());
        shown.add(LaneLook.PREEMPTED);
      }
      case RUNNABLE_WAKEUP -> {
        double h = height * WOKEN_SHARE;
        surface.fillRect(x, height - h, w, h, theme.pressure());
        shown.add(LaneLook.WOKEN);
      }
      case UNINTERRUPTIBLE, STOPPED -> {
        double h = height * BLOCKED_SHARE;
        surface.fillRect(x, (height - h) / 2, w, h, theme.textSoft());
        shown.add(LaneLook.BLOCKED);
      }
      case SLEEPING -> {
        surface.fillRect(x, height / 2 - SLEEP_LINE / 2, w, SLEEP_LINE, theme.hole());
        shown.add(LaneLook.SLEEPING);
      }
      case UNKNOWN, DEAD -> {
        // The ground of the picture: the thread is not known to exist.
        surface.fillRect(x, 0, w, height, theme.background());
      }
    }
  }

  private void paintStateShares(
      Frame frame, FactColumns columns, int column, double height, int color, Shown shown) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    double x = columns.grid().x(column);
    double w = columns.grid().width();
    int base = column * StateLevels.KINDS;
    double blocked =
        states[base + StateKind.UNINTERRUPTIBLE.ordinal()]
            + states[base + StateKind.STOPPED.ordinal()];
    double asleep = states[base + StateKind.SLEEPING.ordinal()];
    if (Math.max(blocked, asleep) > 0.5) {
      StateKind kind = blocked > asleep ? StateKind.UNINTERRUPTIBLE : StateKind.SLEEPING;
      paintState(frame, kind, x, w, height, color, shown);
    }
    double level = height;
    double run = states[base + StateKind.RUNNING.ordinal()] * height;
    double preempted = states[base + StateKind.RUNNABLE_PREEMPTED.ordinal()] * height;
    double woken = states[base + StateKind.RUNNABLE_WAKEUP.ordinal()] * height;
    if (run > 0) {
      surface.fillRect(x, level - run, w, run, color);
      shown.add(LaneLook.RUNNING);
      level -= run;
    }
    if (preempted > 0) {
      int fill = Argb.mix(theme.delay(), theme.lane(), 0.55);
      surface.fillRect(x, level - preempted, w, preempted, fill);
      surface.hatchRect(x, level - preempted, w, preempted, Hatch.OFF_CPU, theme.delay());
      shown.add(LaneLook.PREEMPTED);
      level -= preempted;
    }
    if (woken > 0) {
      surface.fillRect(x, level - woken, w, woken, theme.pressure());
      shown.add(LaneLook.WOKEN);
      level -= woken;
    }
  }

  private static void paintSpans(
      Frame frame, FactColumns columns, Pieces spans, ThreadBands bands, Shown shown) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    int fill = Argb.mix(theme.busy(), theme.lane(), SPAN_TINT);
    StripRuns.walk(
        columns,
        spans,
        (i, x, w) -> {
          surface.fillRect(x, 0, Math.max(surface.pixel(), w - 1), bands.spans(), fill);
          surface.fillRect(x, 0, 2, bands.spans(), theme.busy());
          Span span = frame.digest().timeline().spans().get(spans.row(i));
          String name = span.name().isEmpty() ? span.category() : span.name();
          String text = span.outcome().isEmpty() ? name : name + ", " + span.outcome();
          label(frame, text, x, w, bands.spans(), theme.text());
          shown.add(LaneLook.SPAN);
        },
        c -> {
          double busy = covered(spans, columns, c);
          if (busy > 0) {
            double h = busy * bands.spans();
            surface.fillRect(
                columns.grid().x(c), bands.spans() - h, columns.grid().width(), h, fill);
            shown.add(LaneLook.SPAN);
          }
        });
  }

  private static double covered(Pieces pieces, FactColumns columns, int column) {
    long from = columns.edgesNs()[column];
    long to = columns.edgesNs()[column + 1];
    double ns = 0;
    for (Activity activity : Activity.values()) {
      ns += pieces.timeBefore(activity, to) - pieces.timeBefore(activity, from);
    }
    return ns / Math.max(1, to - from);
  }

  private void paintWaits(
      Frame frame, FactColumns columns, Pieces waits, ThreadBands bands, Shown shown) {
    int kinds = Activity.values().length;
    if (share.length < columns.grid().count() * kinds) {
      share = new float[columns.grid().count() * kinds];
    }
    waits.shares(columns.edgesNs(), share);
    Surface surface = frame.surface();
    double height = bands.waits();
    surface.pushTranslate(0, bands.waitsTop());
    StripRuns.walk(
        columns,
        waits,
        (i, x, w) -> {
          paintWait(frame, waits.activity(i), x, 0, w, height, shown);
          boolean first = i == 0 || waits.row(i - 1) != waits.row(i);
          if (first) {
            surface.fillRect(x, 0, surface.pixel(), height, frame.theme().mark());
          }
        },
        c -> {
          double bottom = height;
          for (Activity activity : Activity.values()) {
            double h = share[c * kinds + activity.ordinal()] * height;
            if (h > 0) {
              bottom -= h;
              double x = columns.grid().x(c);
              paintWait(frame, activity, x, bottom, columns.grid().width(), h, shown);
            }
          }
        });
    surface.pop();
  }

  static void paintWait(
      Frame frame, Activity activity, double x, double y, double w, double h, Shown shown) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    switch (activity) {
      case ON_CPU -> {
        surface.fillRect(x, y, w, h, theme.alarm());
        shown.add(LaneLook.WAIT_SPIN);
      }
      case READY -> {
        surface.fillRect(x, y, w, h, Argb.mix(theme.delay(), theme.lane(), 0.55));
        surface.hatchRect(x, y, w, h, Hatch.OFF_CPU, theme.delay());
        shown.add(LaneLook.WAIT_DELAY);
      }
      case BLOCKED, UNKNOWN -> {
        surface.fillRect(x, y, w, h, Argb.mix(theme.alarm(), theme.lane(), 0.65));
        shown.add(LaneLook.WAIT_SLEEP);
      }
    }
  }

  private static void paintSamples(
      Frame frame, FactColumns columns, Pieces samples, ThreadBands bands, Shown shown) {
    Theme theme = frame.theme();
    Surface surface = frame.surface();
    surface.pushTranslate(0, bands.samplesTop());
    StripRuns.walk(
        columns,
        samples,
        (i, x, w) -> {
          int event = frame.digest().timeline().waitSamples().get(samples.row(i)).event();
          int fill = sampleColor(frame, event, shown);
          surface.fillRect(x, 0, Math.max(surface.pixel(), w - 1), bands.samples(), fill);
          if (event >= 0) {
            WaitEvent known = frame.digest().timeline().waitEvents().get(event);
            label(frame, known.name(), x, w, bands.samples(), theme.textOn(fill));
          }
        },
        c -> {
          long middle =
              columns.edgesNs()[c] + (columns.edgesNs()[c + 1] - columns.edgesNs()[c]) / 2;
          int at = samples.at(middle);
          if (at >= 0) {
            int event = frame.digest().timeline().waitSamples().get(samples.row(at)).event();
            double x = columns.grid().x(c);
            surface.fillRect(
                x, 0, columns.grid().width(), bands.samples(), sampleColor(frame, event, shown));
          }
        });
    surface.pop();
  }

  /// The colour of the type of a wait event; its name stands on it where there is room, and in the
  /// status line.
  private static int sampleColor(Frame frame, int event, Shown shown) {
    String type = SessionFacts.type(frame.digest().timeline(), event);
    shown.addWait(type);
    shown.add(LaneLook.SAMPLE);
    return WaitColors.of(type);
  }

  private static void label(Frame frame, String text, double x, double w, double height, int ink) {
    if (height < LEAST_TEXT) {
      return;
    }
    TextStyle style = Type.SMALL;
    String shown = TextFit.fit(frame.surface(), text, w - 2 * PADDING, style, LEAST_NAME);
    if (!shown.isEmpty()) {
      frame.surface().text(shown, x + PADDING, style.baselineIn(0, height), style, ink);
    }
  }
}
