package dev.corelane.render.digest;

import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The facts behind the lanes of sessions, spans of all threads, counters and marks.
///
/// @param sessions samples of wait events, empty if there are none
/// @param spans by category, the most first
/// @param counters counters that have values
/// @param marks by category
public record ActivityFacts(
    Optional<SessionFacts> sessions,
    List<SpanLoad> spans,
    List<CounterSeries> counters,
    List<MarkList> marks) {
  /// Copies the lists.
  public ActivityFacts {
    spans = List.copyOf(spans);
    counters = List.copyOf(counters);
    marks = List.copyOf(marks);
  }

  static ActivityFacts of(Timeline timeline, Grouped samplesOfTask) {
    var values = timeline.counters();
    int tracks = timeline.counterTracks().size();
    Grouped byTrack = Grouped.of(values.size(), tracks, i -> values.get(i).track());
    SessionFacts sessions = SessionFacts.of(timeline, samplesOfTask);
    return new ActivityFacts(
        sessions.classes().isEmpty() ? Optional.empty() : Optional.of(sessions),
        SpanLoad.of(timeline),
        IntStream.range(0, tracks)
            .filter(track -> byTrack.count(track) > 0)
            .mapToObj(track -> CounterSeries.of(timeline, track, byTrack))
            .toList(),
        MarkList.of(timeline));
  }

  /// The spans of a category.
  ///
  /// @param category the category
  /// @return the spans, empty if there are none
  public Optional<SpanLoad> spansOf(String category) {
    return spans.stream().filter(s -> s.category().equals(category)).findFirst();
  }

  /// The values of a counter.
  ///
  /// @param track internal track id
  /// @return the values, empty if it has none
  public Optional<CounterSeries> counter(int track) {
    return counters.stream().filter(c -> c.track().id() == track).findFirst();
  }

  /// The marks of a category.
  ///
  /// @param category the category
  /// @return the marks, empty if there are none
  public Optional<MarkList> marksOf(String category) {
    return marks.stream().filter(m -> m.category().equals(category)).findFirst();
  }
}
