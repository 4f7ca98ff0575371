package dev.corelane.analysis.postgres;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.ToldTwice;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Finds when numbers change their level: throughput, preemptions, waits and wait events. Cliffs
/// come in order of time, so that what changed first stands first.
///
/// Each rate is looked at over the time of which its source tells: the scheduler's recording, or
/// from the first sample or transaction to the last. That one file begins before another is no
/// cliff.
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
    TimeRange recorded = RecordedRange.orAll(timeline).overlap(range).orElse(range);
    var scheduler = new Counts(Window.of(timeline, recorded));
    countSwitches(timeline, scheduler, monitor);
    List<Counts> all = new ArrayList<>(List.of(scheduler));
    all.addAll(waits(timeline, range, scheduler));
    all.addAll(transactions(timeline, range));
    all.add(samples(timeline, range));
    Confidence confidence = Confidence.of(timeline);
    return all.stream()
        .flatMap(counts -> counts.cliffs(confidence, monitor))
        .sorted(Comparator.comparingLong(Cliff::timeNs).thenComparing(Cliff::metric))
        .toList();
  }

  /// Waits that were recorded while the scheduler was, and those that the server's log tells.
  private static List<Counts> waits(Timeline timeline, TimeRange range, Counts scheduler) {
    var logged = new Counts(Window.of(timeline, range));
    var twice = new ToldTwice(timeline);
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (wait.lock() >= 0 && !twice.contains(row)) {
        var lock = timeline.locks().get(wait.lock());
        boolean fromLog =
            lock.kind() == LockKind.HEAVYWEIGHT && wait.provenance() != Provenance.RECORDED;
        String name =
            switch (lock.kind()) {
              case LWLOCK, PG_SPINLOCK, SIMULATED -> ' ' + lock.name();
              default -> "";
            };
        (fromLog ? logged : scheduler)
            .add(
                "waits for " + words(lock.kind()) + name + (fromLog ? " (log)" : ""),
                wait.startNs(),
                wait.provenance());
      }
    }
    return List.of(logged);
  }

  private static List<Counts> transactions(Timeline timeline, TimeRange range) {
    Map<Provenance, List<Span>> spans = new EnumMap<>(Provenance.class);
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.category().equals("transaction")) {
        spans.computeIfAbsent(span.provenance(), p -> new ArrayList<>()).add(span);
      }
    }
    List<Counts> all = new ArrayList<>();
    spans.forEach(
        (provenance, list) -> {
          var counts =
              new Counts(between(timeline, range, list.stream().mapToLong(Span::endNs).toArray()));
          String name = "transactions (" + provenance.name().toLowerCase(Locale.ROOT) + ")";
          list.forEach(span -> counts.add(name, span.endNs(), provenance));
          all.add(counts);
        });
    return all;
  }

  private static Counts samples(Timeline timeline, TimeRange range) {
    long rows = timeline.waitSamples().size();
    long[] times =
        rows == 0
            ? new long[0]
            : new long[] {
              timeline.waitSamples().get(0).timeNs(), timeline.waitSamples().get(rows - 1).timeNs()
            };
    var counts = new Counts(between(timeline, range, times));
    for (long row = 0; row < rows; row++) {
      WaitSample sample = timeline.waitSamples().get(row);
      if (sample.event() >= 0) {
        WaitEvent event = timeline.waitEvents().get(sample.event());
        if (!event.type().equals("Activity")) {
          counts.add(
              "samples of " + event.type() + ':' + event.name(),
              sample.timeNs(),
              Provenance.RECORDED);
        }
      }
    }
    return counts;
  }

  /// The part of a range from the first to the last of some times.
  private static Window between(Timeline timeline, TimeRange range, long[] times) {
    long from = Arrays.stream(times).min().orElse(range.startNs());
    long to = Arrays.stream(times).max().orElse(range.endNs());
    return Window.of(
        timeline, new TimeRange(from, Math.max(from + 1, to)).overlap(range).orElse(range));
  }

  private static String words(LockKind kind) {
    return switch (kind) {
      case KERNEL_SPIN, KERNEL_MUTEX, KERNEL_RWSEM, KERNEL_RTMUTEX, KERNEL_PERCPU ->
          "locks of the kernel";
      case LWLOCK -> "LWLock";
      case HEAVYWEIGHT -> "heavyweight locks";
      case PG_SPINLOCK -> "spinlock";
      case FUTEX -> "futexes";
      case SIMULATED -> "lock";
      case OTHER -> "other locks";
    };
  }

  private static void countSwitches(Timeline timeline, Counts counts, ProgressMonitor monitor) {
    InParallel.map(
            timeline.cpus().size(),
            monitor,
            "counting switches over time",
            cpu -> switches(timeline.slices(cpu), counts))
        .forEach(lane -> counts.addAll("involuntary switches", lane, Provenance.RECORDED));
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
    private final Map<String, Provenance> provenances = new TreeMap<>();

    Counts(Window window) {
      this.window = window;
      this.width = Math.max(1, window.durationNs()) / (double) BUCKETS;
    }

    void add(String metric, long timeNs, Provenance provenance) {
      if (window.contains(timeNs)) {
        series.computeIfAbsent(metric, m -> new double[BUCKETS])[bucket(timeNs)]++;
        told(metric, provenance);
      }
    }

    void addAll(String metric, double[] more, Provenance provenance) {
      double[] sums = series.computeIfAbsent(metric, m -> new double[BUCKETS]);
      Arrays.setAll(sums, bucket -> sums[bucket] + more[bucket]);
      told(metric, provenance);
    }

    private void told(String metric, Provenance provenance) {
      provenances.merge(metric, provenance, (x, y) -> x.compareTo(y) >= 0 ? x : y);
    }

    int bucket(long timeNs) {
      return (int) Math.min(BUCKETS - 1, (timeNs - window.startNs()) / width);
    }

    Stream<Cliff> cliffs(Confidence confidence, ProgressMonitor monitor) {
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
                    change.probability(),
                    provenances.getOrDefault(e.getKey(), Provenance.RECORDED),
                    confidence);
              })
          .filter(c -> c.probability() <= LARGEST_PROBABILITY)
          .filter(
              c ->
                  Math.max(c.before(), c.after())
                      >= LEAST_FACTOR * Math.min(c.before(), c.after()));
    }
  }
}
