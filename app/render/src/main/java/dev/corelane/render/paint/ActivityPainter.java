package dev.corelane.render.paint;

import dev.corelane.render.digest.ActivityFacts;
import dev.corelane.render.digest.SpanLoad;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.view.FactColumns;
import dev.corelane.render.view.SpanStyle;

/// Paints lanes of sessions, spans, counters and marks, and what the headings of their groups show
/// while they are collapsed.
final class ActivityPainter {
  private final SessionsPainter sessions = new SessionsPainter();
  private final SpansPainter spans = new SpansPainter();
  private final CounterPainter counters = new CounterPainter();
  private final FlagPainter flags = new FlagPainter();

  /// Paints a lane; its left edge is the origin.
  ///
  /// @param lane of one of the four kinds; of others nothing is painted
  void paint(Frame frame, FactColumns columns, Lane lane, double top, double height, Shown shown) {
    ActivityFacts facts = frame.digest().facts().activity();
    int ground = CoreLanePainter.ground(frame.theme());
    frame.surface().pushTranslate(0, top);
    frame.surface().fillRect(0, 0, frame.state().scale().width(), height, ground);
    switch (lane) {
      case Lane.SessionsLane s ->
          facts.sessions().ifPresent(f -> sessions.paint(frame, columns, f, height, shown));
      case Lane.SpansLane s ->
          facts.spansOf(s.category()).ifPresent(f -> spans.paint(frame, columns, f, height, shown));
      case Lane.CounterLane c ->
          facts.counter(c.track()).ifPresent(f -> counters.paint(frame, columns, f, height, shown));
      case Lane.MarksLane m ->
          facts.marksOf(m.category()).ifPresent(f -> flags.paint(frame, f, height, shown));
      default -> {}
    }
    frame.surface().pop();
  }

  /// Paints sessions, or else the spans that there are most of; the upper left corner is the
  /// origin.
  void paintActivity(Frame frame, FactColumns columns, double height, Shown shown) {
    ActivityFacts facts = frame.digest().facts().activity();
    if (facts.sessions().isPresent()) {
      sessions.paint(frame, columns, facts.sessions().get(), height, shown);
    } else if (!facts.spans().isEmpty()) {
      SpanLoad load = facts.spans().getFirst();
      spans.paintRates(
          frame, load, SpanStyle.of(load, frame.state().scale(), height), height, shown);
    }
  }

  /// Paints the marks of all categories without their texts; the upper left corner is the origin.
  void paintMarks(Frame frame, double height, Shown shown) {
    frame
        .digest()
        .facts()
        .activity()
        .marks()
        .forEach(m -> flags.paintSummary(frame, m, height, shown));
  }
}
