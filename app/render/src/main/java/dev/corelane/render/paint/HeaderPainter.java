package dev.corelane.render.paint;

import dev.corelane.render.digest.SessionFacts;
import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.layout.ThreadBands;
import dev.corelane.render.surface.Marker;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.text.TextStyle;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.NumberText;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;

/// Paints the titles of lanes, with the share of the visible time in which a core was busy.
final class HeaderPainter {
  private static final double PADDING = 12;
  private static final double LINE = 18;
  private static final double SMALL_LINE = 13;
  private static final double INDENT = 10;
  private static final double ARROW = 13;
  private static final double STRIP_LABEL = 10;
  private static final double LEAST_HEIGHT = 11;
  private static final double SPARSE_DISTANCE = 16;

  void paint(Frame frame, LaneRow row, Area headers, double top, double busy) {
    switch (row.lane()) {
      case Lane.GroupHeading heading -> paintHeading(frame, heading, headers, top, row.height());
      case Lane.More more -> paintMore(frame, more, headers, top, row.height());
      case Lane.LockLane lock -> paintLock(frame, lock, headers, top, row.height());
      case Lane.ThreadLane thread -> paintThread(frame, thread, headers, top, row.height(), busy);
      case Lane.SessionsLane sessions -> {
        int full = frame.digest().facts().activity().sessions().map(SessionFacts::full).orElse(0);
        paintTwoLines(frame, sessions, "up to " + TimeText.count(full), headers, top, row.height());
      }
      case Lane.SpansLane spans ->
          paintTwoLines(frame, spans, spansText(frame, spans), headers, top, row.height());
      case Lane.CounterLane counter ->
          paintTwoLines(frame, counter, counterText(frame, counter), headers, top, row.height());
      case Lane.MarksLane marks ->
          title(frame, marks.title(), false, headers, top, row.height(), 0);
      case Lane.Core core -> paintCore(frame, core, headers, top, row.height(), busy);
    }
  }

  private static void paintHeading(
      Frame frame, Lane.GroupHeading heading, Area headers, double top, double height) {
    Surface surface = frame.surface();
    Theme theme = frame.theme();
    surface.fillRect(headers.x(), top, headers.width(), height, theme.chrome());
    double left = headers.x() + PADDING + heading.depth() * INDENT;
    double middle = top + height / 2;
    double[] arrow =
        heading.collapsed()
            ? new double[] {left + 1, middle - 4, left + 6, middle, left + 1, middle + 4}
            : new double[] {left, middle - 2, left + 8, middle - 2, left + 4, middle + 3};
    surface.fillConvex(arrow, theme.textSoft());
    TextStyle style = heading.depth() == 0 ? Type.BODY_BOLD : Type.SMALL_BOLD;
    double used =
        TextFit.draw(
            surface,
            heading.title(),
            left + ARROW,
            style.baselineIn(top, height),
            headers.right() - PADDING - left - ARROW,
            style,
            theme.text());
    String count = TimeText.count(heading.lanes());
    double wide = surface.measureText(count, Type.SMALL);
    if (left + ARROW + used + wide + PADDING / 2 <= headers.right() - PADDING) {
      TextFit.drawRight(
          surface,
          count,
          headers.right() - PADDING,
          Type.SMALL.baselineIn(top, height),
          Type.SMALL,
          theme.textSoft());
    }
  }

  private static void paintMore(
      Frame frame, Lane.More more, Area headers, double top, double height) {
    TextFit.draw(
        frame.surface(),
        more.title(),
        headers.x() + PADDING,
        Type.SMALL.baselineIn(top, height),
        headers.width() - PADDING,
        Type.SMALL,
        frame.theme().selection());
  }

  private static String spansText(Frame frame, Lane.SpansLane lane) {
    return frame
        .digest()
        .facts()
        .activity()
        .spansOf(lane.category())
        .map(s -> TimeText.count(s.count()) + ", median " + TimeText.duration(s.medianNs()))
        .orElse("");
  }

  private static String counterText(Frame frame, Lane.CounterLane lane) {
    return frame
        .digest()
        .facts()
        .activity()
        .counter(lane.track())
        .map(
            c ->
                NumberText.of(c.floor(), "")
                    + " to "
                    + NumberText.of(c.ceiling(), c.track().unit()))
        .orElse("");
  }

  /// Paints a title and below it, if there is room, what else there is to say.
  private static void paintTwoLines(
      Frame frame, Lane lane, String text, Area headers, double top, double height) {
    if (height < 2 * SMALL_LINE) {
      title(frame, lane.title(), false, headers, top, height, 0);
      return;
    }
    double line = Math.min(LINE, height / 2);
    title(frame, lane.title(), false, headers, top + height / 2 - line, line, 0);
    TextFit.draw(
        frame.surface(),
        text,
        headers.x() + PADDING,
        Type.SMALL.baselineIn(top + height / 2, line),
        headers.width() - 2 * PADDING,
        Type.SMALL,
        frame.theme().textSoft());
  }

  private static void paintLock(
      Frame frame, Lane.LockLane lock, Area headers, double top, double height) {
    long waited = frame.digest().facts().waitNs(lock.lock());
    String cost = waited > 0 ? TimeText.duration(waited) + " waited" : "no wait";
    if (height >= 2 * SMALL_LINE) {
      double line = Math.min(LINE, height / 2);
      title(frame, lock.title(), lock.pinned(), headers, top + height / 2 - line, line, 0);
      TextFit.draw(
          frame.surface(),
          cost,
          headers.x() + PADDING,
          Type.SMALL.baselineIn(top + height / 2, line),
          headers.width() - 2 * PADDING,
          Type.SMALL,
          frame.theme().textSoft());
    } else {
      title(frame, lock.title(), lock.pinned(), headers, top, height, 0);
    }
  }

  private static void paintThread(
      Frame frame, Lane.ThreadLane thread, Area headers, double top, double height, double busy) {
    Surface surface = frame.surface();
    ThreadBands bands = ThreadBands.of(thread, height);
    double y = top + bands.statesTop();
    String share = TimeText.percent(busy);
    double wide = surface.measureText(share, Type.SMALL);
    title(frame, thread.title(), thread.pinned(), headers, y, bands.states(), wide + PADDING / 2);
    double right = headers.right() - PADDING;
    TextFit.drawRight(
        surface,
        share,
        right,
        Type.SMALL.baselineIn(y, bands.states()),
        Type.SMALL,
        frame.theme().textSoft());
  }

  private static void title(
      Frame frame,
      String title,
      boolean pinned,
      Area headers,
      double top,
      double height,
      double taken) {
    double left = headers.x() + PADDING;
    if (pinned) {
      frame
          .surface()
          .marker(Marker.DIAMOND, left + 3, top + height / 2 + 4, 8, frame.theme().selection());
      left += PADDING;
    }
    TextFit.draw(
        frame.surface(),
        title,
        left,
        Type.SMALL_BOLD.baselineIn(top, height),
        headers.right() - PADDING - left - taken,
        Type.SMALL_BOLD,
        frame.theme().text());
  }

  private static void paintCore(
      Frame frame, Lane.Core core, Area headers, double top, double height, double busy) {
    Surface surface = frame.surface();
    Theme theme = frame.theme();
    double left = headers.x() + PADDING;
    double room = headers.width() - 2 * PADDING;
    String share = Double.isNaN(busy) ? "not known" : TimeText.percent(busy) + "\u00A0busy";
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
