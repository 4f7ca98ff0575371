package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.FactText;
import dev.corelane.desktop.session.SliceText;
import dev.corelane.desktop.session.Target;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// Spans that begin in a range: transactions, queries, requests.
final class SpanRows implements Rows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.time("Begin"),
          Column.text("Span", 320),
          Column.text("Thread", 180),
          Column.duration("Length"),
          Column.text("Outcome", 130));

  private final Timeline timeline;
  private final long first;
  private final int size;

  SpanRows(Timeline timeline, TimeRange range) {
    this.timeline = timeline;
    FactTable<Span> spans = timeline.spans();
    boolean whole = range.equals(timeline.range());
    first = whole ? 0 : spans.firstAtOrAfter(range.startNs());
    long end = whole ? spans.size() : spans.firstAtOrAfter(range.endNs());
    size = Math.toIntExact(end - first);
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int firstSort() {
    return 3;
  }

  private Span span(int row) {
    return timeline.spans().get(first + row);
  }

  @Override
  public double number(int row, int column) {
    Span span = span(row);
    return column == 0
        ? span.startNs() - timeline.range().startNs()
        : span.endNs() - span.startNs();
  }

  @Override
  public String words(int row, int column) {
    Span span = span(row);
    return switch (column) {
      case 1 -> FactText.spanName(span);
      case 2 -> SliceText.task(timeline, span.task(), span.startNs());
      default -> span.outcome();
    };
  }

  @Override
  public Optional<Target> target(int row) {
    return Optional.of(new Target.SpanRef(first + row));
  }

  @Override
  public int find(Target target) {
    return target instanceof Target.SpanRef ref && ref.row() >= first && ref.row() < first + size
        ? Math.toIntExact(ref.row() - first)
        : -1;
  }
}
