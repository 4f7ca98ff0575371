package dev.corelane.render.paint;

import dev.corelane.render.digest.TaskClass;
import dev.corelane.render.surface.Argb;
import dev.corelane.render.surface.Hatch;
import dev.corelane.render.surface.Marker;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.text.TextStyle;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Link;
import dev.corelane.render.view.MarkStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Paints the explanation of what a picture shows, and of nothing else: first the tasks with their
/// share of the visible time, then marks, strips and hatching.
public final class LegendPainter {
  /// Height of a row of the legend in logical pixels.
  public static final double ROW = 20;

  static final double SWATCH = 12;
  private static final double SWATCH_GAP = 6;
  private static final double ENTRY_GAP = 20;
  private static final int MOST_CLASSES = 10;
  private static final double LEAST_SHARE = 0.0005;
  private static final TextStyle STYLE = Type.SMALL;

  interface Swatch {
    void paint(Surface surface, double x, double y);
  }

  private record Entry(Swatch swatch, String text, boolean newRow) {}

  /// The height that the legend of a picture takes.
  ///
  /// @param frame what is shown
  /// @param shown what the picture contains
  /// @param width logical pixels
  /// @return logical pixels
  public double height(Frame frame, Shown shown, double width) {
    return flow(frame, shown, 0, 0, width, false);
  }

  /// Paints the legend.
  ///
  /// @param frame what is shown
  /// @param shown what the picture contains
  /// @param x left
  /// @param y top
  /// @param width logical pixels
  public void paint(Frame frame, Shown shown, double x, double y, double width) {
    flow(frame, shown, x, y, width, true);
  }

  private static double flow(
      Frame frame, Shown shown, double x, double y, double width, boolean draw) {
    Surface surface = frame.surface();
    double left = x;
    double top = y;
    for (Entry entry : entries(frame, shown)) {
      double entryWidth = SWATCH + SWATCH_GAP + surface.measureText(entry.text(), STYLE);
      if (left > x && (entry.newRow() || left + entryWidth > x + width)) {
        left = x;
        top += ROW;
      }
      if (draw) {
        entry.swatch().paint(surface, left, top + (ROW - SWATCH) / 2);
        surface.text(
            entry.text(),
            left + SWATCH + SWATCH_GAP,
            STYLE.baselineIn(top, ROW),
            STYLE,
            frame.theme().text());
      }
      left += entryWidth + ENTRY_GAP;
    }
    return top + ROW - y;
  }

  private static List<Entry> entries(Frame frame, Shown shown) {
    List<Entry> entries = new ArrayList<>();
    addClasses(frame, shown, entries);
    int marksFrom = entries.size();
    addMarks(frame, shown, entries);
    addHatches(frame.theme(), shown, entries);
    addOverlays(frame.theme(), shown, entries);
    LaneLegend.add(
        frame, shown, (swatch, text, first) -> entries.add(new Entry(swatch, text, first)));
    if (marksFrom < entries.size()) {
      Entry first = entries.get(marksFrom);
      entries.set(marksFrom, new Entry(first.swatch(), first.text(), true));
    }
    return entries;
  }

  private static void addClasses(Frame frame, Shown shown, List<Entry> entries) {
    Theme theme = frame.theme();
    List<TaskClass> visible =
        frame.digest().classes().classes().stream()
            .filter(c -> shown.share(c.index()) > LEAST_SHARE)
            .sorted(Comparator.comparingDouble(c -> -shown.share(c.index())))
            .toList();
    for (TaskClass c : visible.subList(0, Math.min(MOST_CLASSES, visible.size()))) {
      entries.add(
          entry(
              (s, x, y) -> s.fillRect(x, y, SWATCH, SWATCH, c.color()),
              c.name() + "\u00A0" + TimeText.percent(shown.share(c.index()))));
    }
    if (visible.size() > MOST_CLASSES) {
      entries.add(entry((s, x, y) -> {}, TimeText.count(visible.size() - MOST_CLASSES) + " more"));
    }
    double idle = 1 - shown.busy();
    if (shown.cores() && idle > LEAST_SHARE && !shown.unknown()) {
      entries.add(
          entry(
              (s, x, y) -> {
                s.fillRect(x, y, SWATCH, SWATCH, theme.lane());
                s.frameRect(x, y, SWATCH, SWATCH, s.pixel(), theme.border());
              },
              "idle\u00A0" + TimeText.percent(idle)));
    }
  }

  private static void addMarks(Frame frame, Shown shown, List<Entry> entries) {
    Theme theme = frame.theme();
    MarkStyle style = frame.marks();
    if (shown.bars()) {
      int ink = CoreMarksPainter.barColor(theme);
      entries.add(
          entry(
              (s, x, y) -> {
                s.fillRect(x, y + 7, 4, 5, ink);
                s.fillRect(x + 4, y + 1, 4, 11, ink);
                s.fillRect(x + 8, y + 5, 4, 7, ink);
              },
              "involuntary switches, full height "
                  + TimeText.count(style.fullCount())
                  + " per "
                  + TimeText.duration(style.cellNs())));
    }
    if (shown.holderBars()) {
      entries.add(
          entry(
              (s, x, y) -> s.fillRect(x + 4, y + 2, 4, 10, theme.alarm()),
              "of these the victim held a lock"));
    }
    for (Marker marker : shown.markers()) {
      String text =
          switch (marker) {
            case TRIANGLE_DOWN -> "preempted on return to user mode";
            case DIAMOND -> "preempted in the kernel";
            default -> "preempted";
          };
      entries.add(
          entry(
              (s, x, y) ->
                  s.marker(marker, x + SWATCH / 2, y + SWATCH - 1, MarkStyle.MARK, theme.mark()),
              text));
    }
    if (shown.strips()) {
      addStrips(frame, shown, entries);
    }
  }

  private static void addStrips(Frame frame, Shown shown, List<Entry> entries) {
    Theme theme = frame.theme();
    String most = TimeText.count((long) CoreStripsPainter.pressureScale(frame.digest()));
    entries.add(
        entry(
            (s, x, y) -> steps(s, x, y, theme.pressure()),
            "tasks waiting for the CPU (mean), full height " + most));
    long worst = frame.digest().worstDelayNs();
    if (shown.bucketDelays() && worst > 0) {
      entries.add(
          entry(
              (s, x, y) -> steps(s, x, y, theme.delay()),
              "longest run delay, full height "
                  + TimeText.duration(worst)
                  + " (square-root scale)"));
    }
    if (shown.exactDelays() && worst > 0) {
      entries.add(
          entry(
              (s, x, y) -> steps(s, x, y, theme.delay()),
              "run delay before the slice, "
                  + TimeText.exact((long) CoreStripsPainter.LOG_FLOOR_NS)
                  + " to "
                  + TimeText.duration(worst)
                  + " (log scale)"));
    }
  }

  private static void steps(Surface s, double x, double y, int color) {
    s.fillRect(x, y + 8, 4, 4, color);
    s.fillRect(x + 4, y + 4, 4, 8, color);
    s.fillRect(x + 8, y + 6, 4, 6, color);
  }

  private static void addHatches(Theme theme, Shown shown, List<Entry> entries) {
    if (shown.holes()) {
      entries.add(entry(hatch(theme, Hatch.HOLE, theme.alarm()), "data lost"));
    }
    if (shown.unknown()) {
      entries.add(entry(hatch(theme, Hatch.UNKNOWN, theme.border()), "nothing known"));
    }
    if (shown.notWhole()) {
      int color = Argb.mix(theme.pressure(), theme.lane(), 0.5);
      entries.add(
          entry(
              (s, x, y) -> s.fillRect(x, y, SWATCH, SWATCH, color),
              "lighter: only one end recorded"));
    }
  }

  private static void addOverlays(Theme theme, Shown shown, List<Entry> entries) {
    for (Link.Kind kind : shown.links()) {
      String text =
          switch (kind) {
            case WAKEUP -> "wake-up, to where it ran";
            case BLOCKED_BY -> "from waiter to holder";
            case PREEMPTED_BY -> "from the victim to what took its CPU";
          };
      entries.add(
          entry(
              (s, x, y) ->
                  LinkPainter.arrow(s, theme, kind, x, y + SWATCH / 2, x + SWATCH, y + SWATCH / 2),
              text));
    }
    if (shown.bookmarks()) {
      entries.add(
          entry((s, x, y) -> BookmarkPainter.flag(s, theme, x + 2, y, SWATCH), "your bookmark"));
    }
    if (shown.clockNs() > 0) {
      entries.add(
          entry(
              (s, x, y) ->
                  s.fillRect(
                      x, y, SWATCH, SWATCH, Argb.mix(theme.hover(), theme.background(), 0.8)),
              "clock, up to \u00B1\u00A0" + TimeText.duration(shown.clockNs())));
    }
    if (shown.path()) {
      entries.add(
          entry(
              (s, x, y) -> {
                LinkPainter.piece(s, theme, x, y + 4, SWATCH / 2, true);
                LinkPainter.piece(s, theme, x + SWATCH / 2, y + 4, SWATCH / 2, false);
              },
              "critical path: running, waiting"));
    }
    if (shown.tails()) {
      entries.add(
          entry(
              (s, x, y) -> TailPainter.tail(s, theme, x, x + SWATCH, y + SWATCH / 2),
              "run delay, up to the slice"));
    }
  }

  private static Swatch hatch(Theme theme, Hatch hatch, int frame) {
    return (s, x, y) -> {
      s.hatchRect(x, y, SWATCH, SWATCH, hatch, theme.hole());
      s.frameRect(x, y, SWATCH, SWATCH, s.pixel(), frame);
    };
  }

  private static Entry entry(Swatch swatch, String text) {
    return new Entry(swatch, text, false);
  }
}
