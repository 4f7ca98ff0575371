package dev.corelane.replay.sampled;

import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// The samples of the backends that a replay plays, over the time in which they were there.
///
/// @param series by backend; those that were seen to do something, for half of the time at least
/// @param window from when half of the backends had been seen to when half of them were last seen
/// @param periodNs median distance of two samples of a backend
/// @param idle backends that were hardly ever seen in a second state
/// @param passing backends that were there for less than half of the time
record SampleSet(
    List<SampleSeries> series, TimeRange window, long periodNs, int idle, int passing) {
  /// @throws IllegalArgumentException with a sentence if too little was sampled
  static SampleSet of(Timeline timeline) {
    Map<Integer, SampleSeries> all = new LinkedHashMap<>();
    FactTable<WaitSample> samples = timeline.waitSamples();
    for (long row = 0; row < samples.size(); row++) {
      WaitSample sample = samples.get(row);
      all.computeIfAbsent(sample.task(), SampleSeries::new).add(sample.timeNs(), sample.event());
    }
    List<SampleSeries> busy = all.values().stream().filter(SampleSeries::changes).toList();
    if (busy.isEmpty()) {
      throw new IllegalArgumentException(
          "No backend was sampled in two different states: there is nothing to replay");
    }
    long periodNs = median(busy.stream().flatMapToLong(SampleSet::distances).toArray());
    long from = median(busy.stream().mapToLong(s -> s.timeNs(0)).toArray());
    long to = median(busy.stream().mapToLong(s -> s.timeNs(s.size() - 1)).toArray());
    List<SampleSeries> there = new ArrayList<>();
    for (SampleSeries one : busy) {
      SampleSeries part = one.within(from, to);
      if (part.size() * periodNs * 2 >= to - from && part.size() > 1) {
        there.add(part);
      }
    }
    if (there.isEmpty() || periodNs <= 0) {
      throw new IllegalArgumentException(
          "No backend was sampled for half of the time: there is nothing to replay");
    }
    return new SampleSet(
        List.copyOf(there),
        new TimeRange(from, to),
        periodNs,
        all.size() - busy.size(),
        busy.size() - there.size());
  }

  private static LongStream distances(SampleSeries one) {
    return LongStream.range(1, one.size()).map(i -> one.timeNs((int) i) - one.timeNs((int) i - 1));
  }

  private static long median(long... values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
