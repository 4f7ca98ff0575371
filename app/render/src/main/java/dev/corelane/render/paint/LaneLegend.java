package dev.corelane.render.paint;

import static dev.corelane.render.paint.LegendPainter.SWATCH;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.WaitColors;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.StateKind;

/// The legend's entries of what lanes of locks and threads show.
final class LaneLegend {
  private LaneLegend() {}

  /// Takes an entry.
  interface Sink {
    /// @param swatch draws the sample
    /// @param text explains it
    /// @param newRow whether it begins a row
    void add(LegendPainter.Swatch swatch, String text, boolean newRow);
  }

  static void add(Frame frame, Shown shown, Sink sink) {
    boolean first = true;
    boolean sessions = shown.looks().contains(LaneLook.SESSIONS);
    Theme theme = frame.theme();
    for (LaneLook look : LaneLook.values()) {
      if (shown.looks().contains(look)) {
        sink.add(swatch(frame, look), text(frame, look), first);
        first = false;
        if (look == LaneLook.SESSIONS || look == LaneLook.SAMPLE && !sessions) {
          addWaits(shown, sink);
        }
      }
    }
    for (String category : shown.spans()) {
      sink.add((s, x, y) -> bars(s, x, y, theme.busy()), "ended: " + category, first);
      sink.add((s, x, y) -> bars(s, x, y, theme.delay()), "mean length of " + category, false);
      first = false;
    }
    if (shown.marksPerCell() > 0) {
      String text =
          "marks, full height "
              + TimeText.count(shown.marksPerCell())
              + " per "
              + TimeText.duration(shown.markCellNs());
      sink.add((s, x, y) -> bars(s, x, y, theme.selection()), text, first);
    }
  }

  private static void addWaits(Shown shown, Sink sink) {
    for (String type : shown.waits()) {
      int color = WaitColors.of(type);
      sink.add((s, x, y) -> s.fillRect(x, y + 2, SWATCH, SWATCH - 4, color), type, false);
    }
  }

  private static void bars(Surface s, double x, double y, int color) {
    s.pushTranslate(x, y);
    steps(s, color);
    s.pop();
  }

  private static String text(Frame frame, LaneLook look) {
    return switch (look) {
      case HOLD -> "lock held, colour of the holder";
      case HOLD_OFF_CPU -> "holder off the CPU";
      case HELD_SHARE -> "share of time held";
      case HELD_OFF_SHARE -> "of it, holder off the CPU";
      case WAITERS ->
          "threads waiting for a lock (mean), full height "
              + TimeText.count(frame.digest().facts().mostWaiters())
              + " (square-root scale)";
      case RUNNING -> "running, colour of the thread";
      case WOKEN -> "runnable after a wake-up";
      case PREEMPTED -> "preempted";
      case SLEEPING -> "sleeping";
      case BLOCKED -> "blocked";
      case WAIT_SPIN -> "waits for a lock: on the CPU";
      case WAIT_SLEEP -> "asleep";
      case WAIT_DELAY -> "runnable without a CPU";
      case SPAN -> "span";
      case SAMPLE -> "sampled wait event, by type";
      case SESSIONS -> "active sessions (mean), by type of wait event";
      case COUNTER -> "counter, smallest to largest";
      case MARK -> "mark";
      case GROUP_RUNNING -> "threads running (mean)";
      case GROUP_RUNNABLE -> "runnable (mean)";
    };
  }

  private static LegendPainter.Swatch swatch(Frame frame, LaneLook look) {
    Theme theme = frame.theme();
    // Samples are drawn by the painters themselves; what they tell is thrown away.
    Shown aside = new Shown(0);
    int color = theme.busy();
    return (s, x, y) -> {
      s.pushTranslate(x, y);
      switch (look) {
        case HOLD, HELD_SHARE, GROUP_RUNNING -> s.fillRect(0, 2, SWATCH, SWATCH - 4, color);
        case HOLD_OFF_CPU, HELD_OFF_SHARE -> offCpu(s, theme);
        case WAITERS, GROUP_RUNNABLE -> steps(s, theme.pressure());
        case RUNNING -> state(frame, StateKind.RUNNING, color, aside);
        case WOKEN -> state(frame, StateKind.RUNNABLE_WAKEUP, color, aside);
        case PREEMPTED -> state(frame, StateKind.RUNNABLE_PREEMPTED, color, aside);
        case SLEEPING -> state(frame, StateKind.SLEEPING, color, aside);
        case BLOCKED -> state(frame, StateKind.UNINTERRUPTIBLE, color, aside);
        case WAIT_SPIN -> wait(frame, Activity.ON_CPU, aside);
        case WAIT_SLEEP -> wait(frame, Activity.BLOCKED, aside);
        case WAIT_DELAY -> wait(frame, Activity.READY, aside);
        case SPAN -> {
          s.fillRect(0, 2, SWATCH, SWATCH - 4, Argb.mix(color, theme.lane(), 0.72));
          s.fillRect(0, 2, 2, SWATCH - 4, color);
        }
        case SAMPLE -> s.frameRect(0, 2, SWATCH, SWATCH - 4, s.pixel(), theme.textSoft());
        case SESSIONS -> steps(s, theme.textSoft());
        case COUNTER -> {
          CounterPainter.step(frame, 0, SWATCH / 2, SWATCH, 3, 3);
          CounterPainter.step(frame, SWATCH / 2, SWATCH / 2, SWATCH, 7, 7);
        }
        case MARK -> FlagPainter.flag(s, theme, 2, SWATCH);
      }
      s.pop();
    };
  }

  private static void state(Frame frame, StateKind kind, int color, Shown aside) {
    ThreadLanePainter.paintState(frame, kind, 0, SWATCH, SWATCH, color, aside);
  }

  private static void wait(Frame frame, Activity activity, Shown aside) {
    ThreadLanePainter.paintWait(frame, activity, 0, 3, SWATCH, SWATCH - 6, aside);
  }

  private static void offCpu(Surface s, Theme theme) {
    s.fillRect(0, 0, SWATCH, SWATCH, Argb.mix(theme.busy(), theme.lane(), 0.45));
    s.hatchRect(0, 0, SWATCH, SWATCH, Hatch.OFF_CPU, Argb.withAlpha(theme.mark(), 0.55));
  }

  private static void steps(Surface s, int color) {
    s.fillRect(0, 8, 4, 4, color);
    s.fillRect(4, 3, 4, 9, color);
    s.fillRect(8, 6, 4, 6, color);
  }
}
