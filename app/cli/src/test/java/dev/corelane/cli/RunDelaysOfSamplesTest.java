package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.analysis.latency.DelayGroup;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Number, mean and longest of every thread's run delays, beside `perf sched latency` and what
/// `src/test/python/timehist_delays.py` adds up from `perf sched timehist`.
///
/// Where `sched_waking` is recorded, perf looks at no other sign that a thread is ready: it leaves
/// out waits that only `sched_wakeup` tells (the thread was woken on its way off the CPU) or only
/// `sched_stat_wait` (it waited since before the recording). They are left out here, too, before
/// the comparison.
class RunDelaysOfSamplesTest {
  private static final Pattern LATENCY =
      Pattern.compile(
          " +.*:(\\d+) +\\|.* ms \\| +(\\d+) \\| avg: *(\\d+)\\.(\\d{3}) ms"
              + " \\| max: *(\\d+)\\.(\\d{3}) ms \\|.*");

  @TempDir Path folder;

  private enum Told {
    /// By `sched_waking`, or by the switch at which it was preempted.
    PERF,
    /// By `sched_wakeup_new`.
    FORK,
    OTHERWISE
  }

  private record Wait(long ns, boolean preempted) {}

  /// Waits of a thread id; more than one thread may have had it.
  private static final class Waits {
    long count;
    long totalNs;
    boolean forked;
    boolean recorder;
    final List<Wait> seenByPerf = new ArrayList<>();

    void add(Told told, StateKind kind, long ns) {
      switch (told) {
        case OTHERWISE -> {
          count--;
          totalNs -= ns;
        }
        case FORK -> forked = true;
        case PERF -> seenByPerf.add(new Wait(ns, kind == StateKind.RUNNABLE_PREEMPTED));
      }
    }
  }

  static List<SampleTrace> samples() {
    return SampleTraces.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void areThoseOfPerf(SampleTrace sample) throws IOException {
    try (Timeline timeline = Importers.open(List.of(sample.copyTo(folder)), ProgressMonitor.NONE)) {
      Map<Long, Waits> seen = thoseThatPerfSees(timeline);
      agreeWithLatency(sample, seen);
      agreeWithTimehist(sample, seen);
    }
  }

  private static Map<Long, Waits> thoseThatPerfSees(Timeline timeline) {
    Map<Long, Waits> waits = new TreeMap<>();
    var delays = new RunDelayAnalysis().run(timeline, ProgressMonitor.NONE);
    for (DelayGroup group : delays.byThread()) {
      Task task = timeline.task(group.key());
      Waits sum = waits.computeIfAbsent((long) task.tid(), tid -> new Waits());
      sum.count += group.delays().count();
      sum.totalNs += group.delays().totalNs();
      sum.recorder |= task.name().startsWith("perf-");
      TaskStates states = timeline.states(group.key());
      for (long i = 0; i + 1 < states.count(); i++) {
        StateKind kind = states.kind(i);
        if (kind.runnable() && states.kind(i + 1) == StateKind.RUNNING) {
          sum.add(told(timeline, states, i), kind, states.endNs(i) - states.startNs(i));
        }
      }
    }
    return waits;
  }

  private static Told told(Timeline timeline, TaskStates states, long i) {
    if (states.kind(i) != StateKind.RUNNABLE_WAKEUP) {
      return i > 0 && states.kind(i - 1) == StateKind.RUNNING ? Told.PERF : Told.OTHERWISE;
    }
    long row = states.get(i).wakeup();
    if (row < 0) {
      return Told.OTHERWISE;
    }
    return switch (timeline.wakeups().get(row).kind()) {
      case WAKING -> Told.PERF;
      case NEW -> Told.FORK;
      case WAKEUP -> Told.OTHERWISE;
    };
  }

  /// perf tells the mean to a microsecond. It begins a wait of no length where a thread is first
  /// seen by `sched_stat_runtime`: one more of each thread at most.
  private static void agreeWithLatency(SampleTrace sample, Map<Long, Waits> seen)
      throws IOException {
    int compared = 0;
    for (String line : lines(sample, "expected/perf-sched-latency.txt")) {
      Matcher row = LATENCY.matcher(line);
      if (!row.matches()) {
        continue;
      }
      long tid = Long.parseLong(row.group(1));
      Waits own = seen.getOrDefault(tid, new Waits());
      if (own.recorder) {
        continue;
      }
      long perfCount = Long.parseLong(row.group(2));
      double perfMeanUs = Long.parseLong(row.group(3) + row.group(4));
      assertThat(own.count).as("waits of tid " + tid).isBetween(perfCount - 1, perfCount);
      assertThat(own.totalNs / 1000.0 / perfCount)
          .as("mean wait of tid " + tid)
          .isCloseTo(perfMeanUs, within(0.51));
      compared++;
    }
    assertThat(compared).isGreaterThan(60);
  }

  /// perf cuts every wait to a whole microsecond. Of a thread that was forked in the recording it
  /// leaves out the first waits, so these threads are not compared; nor are one or two that began
  /// right before it, of which it leaves out one wait.
  private static void agreeWithTimehist(SampleTrace sample, Map<Long, Waits> seen)
      throws IOException {
    int oneMissing = 0;
    int compared = 0;
    for (String line : lines(sample, "expected/timehist-delays.csv").stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      long tid = Long.parseLong(cells[0]);
      Waits own = seen.getOrDefault(tid, new Waits());
      if (own.recorder || own.forked) {
        continue;
      }
      int count = Integer.parseInt(cells[1]);
      List<Wait> waits = own.seenByPerf;
      if (waits.size() == count + 1) {
        oneMissing++;
        continue;
      }
      assertThat(waits).as("run delays of tid " + tid).hasSize(count);
      assertThat(own.totalNs / 1000)
          .as("run delays of tid " + tid)
          .isBetween(Long.parseLong(cells[2]), Long.parseLong(cells[2]) + count);
      assertThat(waits.stream().mapToLong(Wait::ns).max().orElse(0) / 1000)
          .as("longest run delay of tid " + tid)
          .isEqualTo(Long.parseLong(cells[3]));
      assertThat(waits.stream().filter(Wait::preempted).mapToLong(Wait::ns).sum() / 1000)
          .as("run delays of tid %d after preemptions", tid)
          .isBetween(Long.parseLong(cells[4]), Long.parseLong(cells[4]) + count);
      compared++;
    }
    assertThat(oneMissing).isLessThanOrEqualTo(2);
    assertThat(compared).isGreaterThan(40);
  }

  private static List<String> lines(SampleTrace sample, String name) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(sample.open(name), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
