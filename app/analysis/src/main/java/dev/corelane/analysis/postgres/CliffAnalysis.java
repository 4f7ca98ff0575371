package dev.corelane.analysis.postgres;

import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds when numbers change their level: throughput, preemptions, waits and wait events. Cliffs
/// come in order of time, so that what changed first stands first.
public final class CliffAnalysis implements TraceAnalysis<List<Cliff>> {
  private static final int BUCKETS = 100;
  private static final long FEWEST = 50;

  /// Changes below this factor are no cliffs.
  private static final double LEAST_FACTOR = 1.5;

  private static final double LARGEST_PROBABILITY = 0.01;

  /// Creates it.
  public CliffAnalysis() {}

  @Override
  public String id() {
    return "cliffs";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of();
  }

  @Override
  public List<Cliff> run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    Window window = Window.of(timeline, range);
    var counts = new Counts(window);
    countSwitches(timeline, counts, monitor);
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.category().equals("transaction")) {
        counts.add(
            "transactions (" + span.provenance().name().toLowerCase(Locale.ROOT) + ")",
            span.endNs(),
            1);
      }
    }
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (wait.lock() >= 0) {
        var lock = timeline.locks().get(wait.lock());
        String name = lock.kind() == LockKind.HEAVYWEIGHT ? "" : lock.name();
        counts.add(
            "waits for " + lock.kind() + (name.isEmpty() ? "" : " " + name), wait.startNs(), 1);
      }
    }
    for (long row = 0; row < timeline.waitSamples().size(); row++) {
      WaitSample sample = timeline.waitSamples().get(row);
      if (sample.event() >= 0) {
        WaitEvent event = timeline.waitEvents().get(sample.event());
        if (!event.type().equals("Activity")) {
          counts.add("samples of " + event.type() + ':' + event.name(), sample.timeNs(), 1);
        }
      }
    }
    return counts.cliffs(monitor);
  }

  private static void countSwitches(Timeline timeline, Counts counts, ProgressMonitor monitor) {
    InParallel.map(
            timeline.cpus().size(),
            monitor,
            "counting switches over time",
            cpu -> switches(timeline.slices(cpu), counts))
        .forEach(lane -> counts.addAll("involuntary switches", lane));
  }

  private static double[] switches(CpuSlices lane, Counts counts) {
    double[] sums = new double[BUCKETS];
    for (long i = 0; i < lane.count(); i++) {
      if (lane.end(i).involuntary() && counts.window.contains(lane.endNs(i))) {
        sums[counts.bucket(lane.endNs(i))]++;
      }
    }
    return sums;
  }

  private static final class Counts {
    private final Window window;
    private final double width;
    private final Map<String, double[]> series = new TreeMap<>();

    Counts(Window window) {
      this.window = window;
      this.width = Math.max(1, window.durationNs()) / (double) BUCKETS;
    }

    void add(String metric, long timeNs, double value) {
      if (window.contains(timeNs)) {
        series.computeIfAbsent(metric, m -> new double[BUCKETS])[bucket(timeNs)] += value;
      }
    }

    void addAll(String metric, double[] more) {
      double[] sums = series.computeIfAbsent(metric, m -> new double[BUCKETS]);
      Arrays.setAll(sums, bucket -> sums[bucket] + more[bucket]);
    }

    int bucket(long timeNs) {
      return (int) Math.min(BUCKETS - 1, (timeNs - window.startNs()) / width);
    }

    List<Cliff> cliffs(ProgressMonitor monitor) {
      return series.entrySet().stream()
          .filter(e -> Arrays.stream(e.getValue()).sum() >= FEWEST)
          .map(
              e -> {
                monitor.checkCancelled();
                ChangePoint change = ChangePoint.find(e.getValue());
                return new Cliff(
                    e.getKey(),
                    window.startNs() + Math.round(change.index() * width),
                    change.before() / (width / 1e9),
                    change.after() / (width / 1e9),
                    change.probability());
              })
          .filter(c -> c.probability() <= LARGEST_PROBABILITY)
          .filter(
              c ->
                  Math.max(c.before(), c.after()) >= LEAST_FACTOR * Math.min(c.before(), c.after()))
          .sorted(Comparator.comparingLong(Cliff::timeNs).thenComparing(Cliff::metric))
          .toList();
    }
  }
}
