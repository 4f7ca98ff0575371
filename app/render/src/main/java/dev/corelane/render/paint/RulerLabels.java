package dev.corelane.render.paint;

import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Bookmark;
import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The labels that lie on the ruler: the length of the selected range and the time under the
/// pointer. They are placed before the ruler is painted, which leaves out what they would cut.
final class RulerLabels {
  private static final double PADDING = 6;
  private static final double HEIGHT = 18;
  private static final double ABOVE_LANES = 5;
  private static final double APART = 4;
  private static final double FLAG = 7;

  private final List<Label> labels = new ArrayList<>();
  private final List<Flag> flags = new ArrayList<>();

  /// @param left logical pixels from the left edge of the ruler
  private record Label(String text, double left, double width, int fill) {
    boolean meets(double from, double to) {
      return from < left + width + APART && to > left - APART;
    }
  }

  /// A bookmark.
  ///
  /// @param x logical pixels from the left edge of the ruler
  /// @param width of the note, 0 if there is no room for it
  private record Flag(String note, double x, double width) {}

  private RulerLabels() {}

  /// Places the labels of a frame.
  static RulerLabels of(Frame frame) {
    var placed = new RulerLabels();
    TimeScale scale = frame.state().scale();
    double pointer = pointerX(frame);
    if (!Double.isNaN(pointer)) {
      long originNs = frame.base().originNs(frame.digest().timeline().range());
      long since = pointerNs(frame).orElseThrow() - originNs;
      placed.add(frame, frame.base().text(since, 1), pointer, frame.theme().hover());
    }
    if (frame.state().selection().isPresent()) {
      TimeRange range = frame.state().selection().get();
      double from = Math.max(0, scale.toPx(range.startNs()));
      double to = Math.min(scale.width(), scale.toPx(range.endNs()));
      if (from <= to) {
        String length = TimeText.duration(range.durationNs());
        placed.add(frame, length, (from + to) / 2, frame.theme().selection());
      }
    }
    List<Bookmark> bookmarks = BookmarkPainter.visible(frame);
    for (int i = 0; i < bookmarks.size(); i++) {
      double x = scale.toPx(bookmarks.get(i).timeNs());
      boolean last = i == bookmarks.size() - 1;
      double next = last ? scale.width() : scale.toPx(bookmarks.get(i + 1).timeNs());
      placed.add(frame, bookmarks.get(i).note(), x, next - x);
    }
    return placed;
  }

  /// Where the line of the pointer is, from the left edge of the lanes; NaN when there is none.
  static double pointerX(Frame frame) {
    TimeScale scale = frame.state().scale();
    OptionalLong time = pointerNs(frame);
    double x = time.isPresent() ? scale.toPx(time.getAsLong()) : Double.NaN;
    return x >= 0 && x <= scale.width() ? x : Double.NaN;
  }

  private static OptionalLong pointerNs(Frame frame) {
    return switch (frame.state().hover()) {
      case Hit.Slice slice -> OptionalLong.of(slice.timeNs());
      case Hit.Ruler ruler -> OptionalLong.of(ruler.timeNs());
      case Hit.Hold hold -> OptionalLong.of(hold.timeNs());
      case Hit.LockMoment moment -> OptionalLong.of(moment.timeNs());
      case Hit.Wait wait -> OptionalLong.of(wait.timeNs());
      case Hit.State state -> OptionalLong.of(state.timeNs());
      case Hit.SpanOf span -> OptionalLong.of(span.timeNs());
      case Hit.Sample sample -> OptionalLong.of(sample.timeNs());
      case Hit.Sessions s -> OptionalLong.of(middle(s.fromNs(), s.toNs()));
      case Hit.Counter c -> OptionalLong.of(middle(c.fromNs(), c.toNs()));
      case Hit.MarkAt mark -> OptionalLong.of(middle(mark.fromNs(), mark.toNs()));
      default -> OptionalLong.empty();
    };
  }

  private static long middle(long fromNs, long toNs) {
    return fromNs + (toNs - fromNs) / 2;
  }

  /// Whether a stretch of the ruler is covered.
  boolean cover(double from, double to) {
    return labels.stream().anyMatch(label -> label.meets(from, to)) || meetsFlag(from, to);
  }

  void paint(Frame frame, Area ruler) {
    Surface surface = frame.surface();
    double top = ruler.bottom() - HEIGHT - ABOVE_LANES;
    Theme theme = frame.theme();
    for (Flag flag : flags) {
      double x = ruler.x() + flag.x();
      if (flag.width() > 0) {
        surface.fillRect(x, top, flag.width(), HEIGHT, BookmarkPainter.fill(theme));
        surface.text(
            flag.note(),
            x + FLAG + BookmarkPainter.PADDING,
            BookmarkPainter.STYLE.baselineIn(top, HEIGHT),
            BookmarkPainter.STYLE,
            theme.text());
      }
      BookmarkPainter.flag(surface, theme, x, top, HEIGHT + ABOVE_LANES);
    }
    for (Label label : labels) {
      double left = ruler.x() + label.left();
      surface.fillRect(left, top, label.width(), HEIGHT, label.fill());
      surface.text(
          label.text(),
          left + PADDING,
          Type.SMALL_BOLD.baselineIn(top, HEIGHT),
          Type.SMALL_BOLD,
          frame.theme().textOn(label.fill()));
    }
  }

  private boolean meetsFlag(double from, double to) {
    return flags.stream()
        .anyMatch(f -> from < f.x() + Math.max(FLAG, f.width()) + APART && to > f.x() - APART);
  }

  /// Places a bookmark; its note is left out where something else stands.
  private void add(Frame frame, String note, double x, double room) {
    double around = FLAG + 2 * BookmarkPainter.PADDING;
    String fitted = BookmarkPainter.note(frame.surface(), note, room - around);
    double wide = around + frame.surface().measureText(fitted, BookmarkPainter.STYLE);
    boolean free = !fitted.isEmpty() && !cover(x, x + wide);
    flags.add(new Flag(fitted, x, free ? wide : 0));
  }

  /// Places a label around a centre, or beside the one that is there already.
  private void add(Frame frame, String text, double centre, int fill) {
    double width = frame.surface().measureText(text, Type.SMALL_BOLD) + 2 * PADDING;
    double most = Math.max(0, frame.state().scale().width() - width);
    double left = Math.clamp(centre - width / 2, 0, most);
    for (Label other : labels) {
      if (other.meets(left, left + width)) {
        double before = other.left() - APART - width;
        double after = other.left() + other.width() + APART;
        boolean ahead = centre < other.left() + other.width() / 2;
        left = (ahead || after > most) && before >= 0 ? before : after;
      }
    }
    labels.add(new Label(text, left, width, fill));
  }
}
