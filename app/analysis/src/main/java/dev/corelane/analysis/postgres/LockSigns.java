package dev.corelane.analysis.postgres;

import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// Waits and wait samples at some locks.
final class LockSigns {
  private final Map<String, long[]> waits = new TreeMap<>();
  private final Map<String, Long> samples = new TreeMap<>();
  private long waitNs;
  private long waitCount;
  private long longWaits;
  private long sampleCount;
  private long sampleNs;
  private long firstSampleNs = Long.MAX_VALUE;
  private long lastSampleNs = Long.MIN_VALUE;
  private final long recordedNs;

  /// @param locks which locks
  /// @param events which wait events, by type and name
  /// @param longNs waits of at least this length are counted apart
  LockSigns(
      Timeline timeline,
      Window window,
      Predicate<Lock> locks,
      BiPredicate<String, String> events,
      long longNs) {
    TimeRange recorded = RecordedRange.orAll(timeline);
    recordedNs = window.overlap(recorded.startNs(), recorded.endNs());
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (wait.lock() < 0 || !window.contains(wait.startNs())) {
        continue;
      }
      Lock lock = timeline.locks().get(wait.lock());
      if (locks.test(lock)) {
        long ns = window.overlap(wait.startNs(), wait.endNs());
        long[] sum = waits.computeIfAbsent(lock.name(), n -> new long[2]);
        sum[0]++;
        sum[1] += ns;
        waitNs += ns;
        waitCount++;
        longWaits += ns >= longNs ? 1 : 0;
      }
    }
    for (long row = 0; row < timeline.waitSamples().size(); row++) {
      WaitSample sample = timeline.waitSamples().get(row);
      if (!window.contains(sample.timeNs())) {
        continue;
      }
      firstSampleNs = Math.min(firstSampleNs, sample.timeNs());
      lastSampleNs = Math.max(lastSampleNs, sample.timeNs());
      if (sample.event() >= 0) {
        WaitEvent event = timeline.waitEvents().get(sample.event());
        if (events.test(event.type(), event.name())) {
          samples.merge(event.type() + ':' + event.name(), 1L, Long::sum);
          sampleCount++;
          sampleNs += Math.max(0, sample.periodNs());
        }
      }
    }
  }

  long waitNs() {
    return waitNs;
  }

  long waitCount() {
    return waitCount;
  }

  long longWaits() {
    return longWaits;
  }

  long sampleCount() {
    return sampleCount;
  }

  /// How many threads waited on average, by the waits or by the samples, whatever says more. Waits
  /// are recorded while the scheduler is, samples often far longer.
  double meanWaiting() {
    double byWaits = recordedNs > 0 ? (double) waitNs / recordedNs : 0;
    double bySamples =
        lastSampleNs > firstSampleNs ? (double) sampleNs / (lastSampleNs - firstSampleNs) : 0;
    return Math.max(byWaits, bySamples);
  }

  List<Sign> signs() {
    var signs = new ArrayList<Sign>();
    waits.forEach(
        (name, sum) ->
            signs.add(
                Sign.recorded(
                    String.format(
                        Locale.ROOT, "%s: %,d waits, %.2f s in all", name, sum[0], sum[1] / 1e9))));
    samples.forEach(
        (event, n) ->
            signs.add(Sign.recorded(String.format(Locale.ROOT, "%s: %,d samples", event, n))));
    return signs;
  }
}
