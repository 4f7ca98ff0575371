package dev.corelane.render.paint;

import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;

/// Paints the titles of lanes, with the share of the visible time in which a core was busy.
final class HeaderPainter {
  private static final double PADDING = 12;
  private static final double LINE = 18;
  private static final double STRIP_LABEL = 10;
  private static final double LEAST_HEIGHT = 11;
  private static final double SPARSE_DISTANCE = 16;

  void paint(Frame frame, LaneRow row, Area headers, double top, double busy) {
    switch (row.lane()) {
      case Lane.GroupHeading heading -> paintHeading(frame, heading, headers, top, row.height());
      case Lane.Core core -> paintCore(frame, core, headers, top, row.height(), busy);
    }
  }

  private static void paintHeading(
      Frame frame, Lane.GroupHeading heading, Area headers, double top, double height) {
    String title = (heading.collapsed() ? "\u25B8 " : "\u25BE ") + heading.title();
    TextFit.draw(
        frame.surface(),
        title,
        headers.x() + PADDING,
        Type.BODY_BOLD.baselineIn(top, height),
        headers.width() - 2 * PADDING,
        Type.BODY_BOLD,
        frame.theme().text());
  }

  private static void paintCore(
      Frame frame, Lane.Core core, Area headers, double top, double height, double busy) {
    Surface surface = frame.surface();
    Theme theme = frame.theme();
    double left = headers.x() + PADDING;
    double room = headers.width() - 2 * PADDING;
    String share = TimeText.percent(busy) + "\u00A0busy";
    CoreBands bands = CoreBands.of(height);
    if (height < LEAST_HEIGHT) {
      paintSparse(frame, core, left, top, height);
      return;
    }
    if (bands.body() < 2 * LINE) {
      double used =
          TextFit.draw(
              surface,
              core.title(),
              left,
              Type.SMALL_BOLD.baselineIn(top + bands.bodyTop(), bands.body()),
              room,
              Type.SMALL_BOLD,
              theme.text());
      double wide = surface.measureText(share, Type.SMALL);
      if (used + wide + PADDING / 2 <= room) {
        TextFit.drawRight(
            surface,
            share,
            left + room,
            Type.SMALL.baselineIn(top + bands.bodyTop(), bands.body()),
            Type.SMALL,
            theme.textSoft());
      }
      return;
    }
    double middle = top + bands.bodyTop() + bands.body() / 2;
    TextFit.draw(
        surface,
        core.title(),
        left,
        Type.BODY_BOLD.baselineIn(middle - LINE, LINE),
        room,
        Type.BODY_BOLD,
        theme.text());
    TextFit.draw(
        surface,
        share,
        left,
        Type.SMALL.baselineIn(middle, LINE),
        room,
        Type.SMALL,
        theme.textSoft());
    if (bands.strip() >= STRIP_LABEL) {
      double right = left + room;
      bandLabel(frame, "preempted", right, top, bands.marks());
      bandLabel(frame, "waiting", right, top + bands.pressureTop(), bands.strip());
      bandLabel(frame, "run delay", right, top + bands.delayTop(), bands.strip());
    }
  }

  /// Says what a band above or below the slices shows.
  private static void bandLabel(Frame frame, String text, double right, double top, double height) {
    TextFit.drawRight(
        frame.surface(),
        text,
        right,
        Type.SMALL.baselineIn(top, height),
        Type.SMALL,
        frame.theme().textSoft());
  }

  /// Titles only some of lanes that are lower than a line of text.
  private static void paintSparse(
      Frame frame, Lane.Core core, double left, double top, double height) {
    double pitch = height + frame.state().layout().metrics().gap();
    int step = Integer.highestOneBit((int) Math.ceil(SPARSE_DISTANCE / pitch) * 2 - 1);
    if (core.number() % step == 0) {
      frame
          .surface()
          .text(
              core.title(),
              left,
              Type.SMALL.baselineIn(top, height),
              Type.SMALL,
              frame.theme().textSoft());
    }
  }
}
