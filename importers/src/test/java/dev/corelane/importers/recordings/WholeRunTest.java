package dev.corelane.importers.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.Traces;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All files of a run, dropped as a folder: where the samples of pg_wait_sampling that say `LWLock`
/// stand among the recorded waits of the same backends.
///
/// The collector stamps a round of samples, takes ProcArrayLock, reads what every backend waits
/// for, and gives the lock back (`probe_waits` in its collector.c); its own probes tell when. A
/// backend sets its wait event before it comes to the probe that begins the wait (`LWLockAcquire`
/// in lwlock.c). `sample-traces/lwlock-samples.py` counts the same from the text that perf prints.
class WholeRunTest {
  private static final String RUN = "spinlock-7.2-lazy-full";
  private static final List<String> FILES =
      List.of(
          "perf.data.zst",
          "trace.dat.xz",
          "pg_wait_sampling_history.csv.zst",
          "pg_stat_activity.csv.zst",
          "pids.csv",
          "pg.csvlog.csv",
          "pgbench_oltp.log");

  @TempDir Path folder;

  @Test
  void samplesWaitsAndStatesAgree() throws IOException {
    TimeRange recorded = recorded();
    Path run = Files.createDirectory(folder.resolve(RUN));
    for (String file : FILES) {
      SampleTraces.copy(RUN, file, run);
    }
    try (Timeline timeline = Traces.open(run)) {
      assertThat(timeline.sources())
          .extracting(TraceSource::importer)
          .containsExactlyInAnyOrder(
              "perf.data",
              "trace.dat",
              "postgres.wait-sampling",
              "postgres.activity",
              "postgres.backends",
              "postgres.csvlog",
              "pgbench.log");
      var samples = new Samples(timeline);
      Map<String, Integer> where = new TreeMap<>();
      for (long row = 0; row < timeline.waitSamples().size(); row++) {
        WaitSample sample = timeline.waitSamples().get(row);
        boolean ofHistory = sample.periodNs() > 0 && sample.periodNs() < 20_000_000;
        if (ofHistory && samples.lwlock(sample) && recorded.contains(sample.timeNs())) {
          where.merge(samples.where(sample), 1, Integer::sum);
        }
      }
      assertThat(where)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "in a recorded wait at its stamp", 153,
                  "read later, in a recorded wait", 33,
                  "before its probe, in the mutex of the probes", 10,
                  "before its probe, preempted", 1,
                  "before its probe, running", 2));
    }
  }

  /// The time that perf recorded.
  private TimeRange recorded() throws IOException {
    Path apart = Files.createDirectory(folder.resolve("apart"));
    try (Timeline perf = Traces.open(SampleTraces.copy(RUN, "perf.data.zst", apart))) {
      return perf.range();
    }
  }

  private static final class Samples {
    private final Timeline timeline;
    private final List<LockHold> reads = new ArrayList<>();
    private final Map<Integer, List<LockWait>> waits = new HashMap<>();

    Samples(Timeline timeline) {
      this.timeline = timeline;
      for (long row = 0; row < timeline.holds().size(); row++) {
        LockHold hold = timeline.holds().get(row);
        if (timeline.task(hold.task()).label().contains("pg_wait_sampling collector")
            && timeline.locks().get(hold.lock()).name().contains("ProcArray")) {
          reads.add(hold);
        }
      }
      assertThat(reads).hasSizeGreaterThan(300);
      for (long row = 0; row < timeline.waits().size(); row++) {
        LockWait wait = timeline.waits().get(row);
        waits.computeIfAbsent(wait.task(), task -> new ArrayList<>()).add(wait);
      }
    }

    boolean lwlock(WaitSample sample) {
      return sample.event() >= 0
          && timeline.waitEvents().get(sample.event()).type().equals("LWLock");
    }

    String where(WaitSample sample) {
      long stamp = sample.timeNs();
      if (waits(sample.task(), LockKind.LWLOCK, stamp, stamp)) {
        return "in a recorded wait at its stamp";
      }
      LockHold read =
          reads.stream().filter(hold -> hold.startNs() >= stamp).findFirst().orElseThrow();
      if (waits(sample.task(), LockKind.LWLOCK, read.startNs(), read.endNs())) {
        return "read later, in a recorded wait";
      }
      String event = timeline.waitEvents().get(sample.event()).name();
      LockWait next = nextWait(sample.task(), read.endNs());
      assertThat(timeline.locks().get(next.lock()).name()).as("%s", sample).contains(event);
      if (waits(sample.task(), LockKind.KERNEL_MUTEX, read.startNs(), read.startNs())) {
        return "before its probe, in the mutex of the probes";
      }
      TaskStates states = timeline.states(sample.task());
      StateKind kind = states.kind(states.at(read.startNs()));
      return "before its probe, "
          + (kind == StateKind.RUNNABLE_PREEMPTED
              ? "preempted"
              : kind.name().toLowerCase(Locale.ROOT));
    }

    private boolean waits(int task, LockKind kind, long fromNs, long toNs) {
      return waits.getOrDefault(task, List.of()).stream()
          .anyMatch(w -> kind(w) == kind && w.startNs() <= toNs && w.endNs() >= fromNs);
    }

    private LockWait nextWait(int task, long timeNs) {
      return waits.getOrDefault(task, List.of()).stream()
          .filter(w -> kind(w) == LockKind.LWLOCK && w.startNs() >= timeNs)
          .findFirst()
          .orElseThrow();
    }

    private LockKind kind(LockWait wait) {
      return timeline.locks().get(wait.lock()).kind();
    }
  }
}
