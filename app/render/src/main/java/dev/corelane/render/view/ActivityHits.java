package dev.corelane.render.view;

import dev.corelane.render.digest.ActivityFacts;
import dev.corelane.render.digest.CounterSeries;
import dev.corelane.render.digest.MarkList;
import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.SessionFacts;
import dev.corelane.render.digest.SpanLoad;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// Tells what stands at a point of the lanes of sessions, spans, counters and marks. Points are in
/// logical pixels from the upper left corner of the lane.
final class ActivityHits {
  private final Timeline timeline;
  private final ActivityFacts facts;
  private final TimeScale scale;

  ActivityHits(Timeline timeline, ActivityFacts facts, TimeScale scale) {
    this.timeline = timeline;
    this.facts = facts;
    this.scale = scale;
  }

  Hit sessions(double x, double y, double height) {
    Optional<SessionFacts> sessions = facts.sessions();
    if (sessions.isEmpty()) {
      return Hit.NOTHING;
    }
    FactColumns columns = FactColumns.of(scale);
    int column = columns.columnAt(x);
    long from = columns.edgesNs()[column];
    long to = columns.edgesNs()[column + 1];
    double level = (height - y) / height * sessions.get().full();
    return new Hit.Sessions(sessions.get().classAt(level, from, to), from, to);
  }

  Hit spans(Lane.SpansLane lane, double x, double y, double height) {
    Optional<SpanLoad> load = facts.spansOf(lane.category());
    if (load.isEmpty()) {
      return Hit.NOTHING;
    }
    SpanStyle style = SpanStyle.of(load.get(), scale, height);
    if (!style.stacked()) {
      int cell = cellAt(style.cells(), x);
      long[] times = style.timesOf(scale, cell);
      return new Hit.SpanCell(lane.category(), times[0], times[1]);
    }
    int row = style.rowAt(y);
    if (row >= load.get().slots().size()) {
      return Hit.NOTHING;
    }
    Pieces slot = load.get().slots().get(row);
    long piece = HitTest.pieceAt(scale, slot, x);
    if (piece < 0) {
      return Hit.NOTHING;
    }
    int span = slot.row(piece);
    return new Hit.SpanOf(timeline.spans().get(span).task(), span, HitTest.timeAt(scale, x));
  }

  Hit counter(Lane.CounterLane lane, double x) {
    Optional<CounterSeries> series = facts.counter(lane.track());
    if (series.isEmpty()) {
      return Hit.NOTHING;
    }
    FactColumns columns = FactColumns.of(scale);
    int column = columns.columnAt(x);
    long from = columns.edgesNs()[column];
    long to = columns.edgesNs()[column + 1];
    int index = series.get().at(Math.max(from, to - 1));
    return index < 0
        ? Hit.NOTHING
        : new Hit.Counter(lane.track(), series.get().row(index), from, to);
  }

  Hit marks(Lane.MarksLane lane, double x) {
    Optional<MarkList> found = facts.marksOf(lane.category());
    if (found.isEmpty()) {
      return Hit.NOTHING;
    }
    MarkList marks = found.get();
    FlagStyle style = FlagStyle.of(marks, scale);
    if (style.single()) {
      int flag = FlagStyle.flagAt(marks, scale, x);
      return flag < 0
          ? Hit.NOTHING
          : new Hit.MarkAt(marks.row(flag), marks.timeNs(flag), marks.timeNs(flag));
    }
    long[] times = style.timesOf(scale, cellAt(style.cells(), x));
    int first = marks.firstAtOrAfter(times[0]);
    return first < marks.count() && marks.timeNs(first) < times[1]
        ? new Hit.MarkAt(marks.row(first), times[0], times[1])
        : Hit.NOTHING;
  }

  private static int cellAt(Grid cells, double x) {
    return Math.clamp((int) Math.floor(cells.column(x)), 0, cells.count() - 1);
  }
}
