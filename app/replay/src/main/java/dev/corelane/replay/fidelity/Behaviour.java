package dev.corelane.replay.fidelity;

import dev.corelane.analysis.latency.Distribution;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.RunDelays;
import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The measures of a timeline. One that the timeline does not tell (no lock was taken, too few
/// waits for a percentile) is left out.
///
/// @param values what was measured
/// @param waitShares of samples and their replays: by wait event, the share of the backends' time
///   that is spent in it; else empty
public record Behaviour(Map<Measure, Double> values, Map<String, Double> waitShares) {
  /// Keeps copies.
  public Behaviour {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
    waitShares = Collections.unmodifiableMap(new TreeMap<>(waitShares));
  }

  /// @param measure one of them
  /// @return its value, if the timeline tells it
  public OptionalDouble value(Measure measure) {
    Double value = values.get(measure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// Measures a timeline.
  ///
  /// @param timeline a recording or a replay
  /// @param range the part of it
  /// @param locks ids of the locks that count
  /// @param monitor told of the progress
  /// @return the measures but for [Measure#THROUGHPUT], which needs to know how much work there is
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static Behaviour of(
      Timeline timeline, TimeRange range, Collection<Integer> locks, ProgressMonitor monitor) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    ThreadTime total = new ThreadTimesAnalysis().run(timeline, range, monitor).total();
    double cpuSeconds = total.runTimeNs() / 1e9;
    if (cpuSeconds > 0) {
      long seconds = range.endNs() - range.startNs();
      values.put(Measure.UTILISATION, cpuSeconds / (seconds / 1e9));
      values.put(Measure.INVOLUNTARY, total.involuntarySwitches() / cpuSeconds);
      values.put(Measure.VOLUNTARY, (total.switches() - total.involuntarySwitches()) / cpuSeconds);
    }
    RunDelays delays = new RunDelayAnalysis().run(timeline, range, monitor);
    put(values, delays.afterWakeup(), Measure.WAKEUP_LATENCY, Measure.WAKEUP_LATENCY_P99);
    put(values, delays.afterPreemption(), Measure.PREEMPTED, Measure.PREEMPTED_P99);
    LockTotals used = LockTotals.of(timeline, range, locks);
    if (used.acquisitions() > 0) {
      values.put(Measure.LOCK_WAIT, (double) used.waitNs() / used.acquisitions());
      if (cpuSeconds > 0) {
        values.put(Measure.HOLDER_PREEMPTED, used.holderPreemptions() / cpuSeconds);
      }
    }
    return new Behaviour(values, Map.of());
  }

  /// Measures a replay.
  ///
  /// @param run the replay, all of it
  /// @param locks how many of its locks count, the first ones
  /// @param monitor told of the progress
  /// @return as above
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  static Behaviour ofReplay(Timeline run, int locks, ProgressMonitor monitor) {
    return of(run, run.range(), IntStream.range(0, locks).boxed().toList(), monitor);
  }

  /// @param perSecond pieces of work done per second
  /// @return the same measures and this one
  public Behaviour withThroughput(double perSecond) {
    Map<Measure, Double> more = new EnumMap<>(Measure.class);
    more.putAll(values);
    more.put(Measure.THROUGHPUT, perSecond);
    return new Behaviour(more, waitShares);
  }

  private static void put(
      Map<Measure, Double> values, Distribution waits, Measure mean, Measure p99) {
    if (waits.count() > 0) {
      values.put(mean, waits.meanNs());
    }
    if (waits.tells(99)) {
      values.put(p99, (double) waits.percentileNs(99));
    }
  }
}
