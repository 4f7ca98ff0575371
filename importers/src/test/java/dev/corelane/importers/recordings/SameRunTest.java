package dev.corelane.importers.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.importers.testing.Traces;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One run that perf and trace-cmd recorded at the same time, on the same clock.
class SameRunTest {
  /// Switches in the time that both recorded on every CPU.
  private static final int SWITCHES = 17_580;

  /// Both recorders are called by the same tracepoint, one after the other; in between, another CPU
  /// of the virtual machine may have run.
  private static final long FARTHEST_NS = 2_600_000;

  private static final long MEDIAN_NS = 5_000;

  @TempDir Path folder;

  /// A switch: who left how, and who came.
  private record Switch(long timeNs, String what) {}

  @Test
  void perfAndTraceCmdTellTheSame() throws IOException {
    String run = "spinlock-7.2-lazy-full";
    try (Timeline perf = Traces.open(SampleTraces.copy(run, "perf.data.zst", folder));
        Timeline traceCmd = Traces.open(SampleTraces.copy(run, "trace.dat.xz", folder))) {
      TimeRange both = both(perf, traceCmd);
      Map<Integer, List<Switch>> first = switches(perf, both);
      Map<Integer, List<Switch>> second = switches(traceCmd, both);
      List<Long> apart = new ArrayList<>();
      first.forEach((cpu, own) -> apart.addAll(matched(cpu, own, second.get(cpu))));
      assertThat(apart).hasSize(SWITCHES);
      apart.sort(null);
      assertThat(apart.getFirst()).isGreaterThan(-FARTHEST_NS);
      assertThat(apart.getLast()).isLessThan(FARTHEST_NS);
      assertThat(apart.get(apart.size() / 2)).isBetween(0L, MEDIAN_NS);
      times(perf, traceCmd, both);
    }
  }

  /// Run time and time runnable of every thread, and of all. At each end a slice may be off by what
  /// the recorders are apart.
  private static void times(Timeline perf, Timeline traceCmd, TimeRange both) {
    Map<Integer, long[]> first = threads(perf, both);
    Map<Integer, long[]> second = threads(traceCmd, both);
    long[] all = new long[4];
    first.forEach(
        (tid, own) -> {
          long[] other = second.getOrDefault(tid, new long[3]);
          for (int i = 0; i < 2; i++) {
            all[i] += own[i];
            all[i + 2] += other[i];
            assertThat(own[i])
                .as("thread %d, %s", tid, i == 0 ? "run time" : "runnable")
                .isCloseTo(other[i], within(FARTHEST_NS + own[2] * MEDIAN_NS * 4));
          }
        });
    assertThat(all[0] / 1e9).isCloseTo(all[2] / 1e9, within(0.001));
    assertThat(all[1] / 1e9).isCloseTo(all[3] / 1e9, within(0.1));
    assertThat(all[0]).isGreaterThan(16_000_000_000L);
  }

  /// Nanoseconds on a CPU and runnable, and the number of slices, by thread id.
  private static Map<Integer, long[]> threads(Timeline timeline, TimeRange range) {
    Map<Integer, long[]> byTid = new TreeMap<>();
    for (int task = 1; task < timeline.taskCount(); task++) {
      long[] sums = byTid.computeIfAbsent(timeline.task(task).tid(), tid -> new long[3]);
      TaskStates states = timeline.states(task);
      for (long i = 0; i < states.count(); i++) {
        long ns =
            Math.min(states.endNs(i), range.endNs()) - Math.max(states.startNs(i), range.startNs());
        switch (states.kind(i)) {
          case RUNNING -> {
            sums[0] += Math.max(0, ns);
            sums[2]++;
          }
          case RUNNABLE_WAKEUP, RUNNABLE_PREEMPTED -> sums[1] += Math.max(0, ns);
          default -> {
            // Neither.
          }
        }
      }
    }
    return byTid;
  }

  /// How much later perf has each switch, once the one at the edge of the time that only one of
  /// them has is left out.
  private static List<Long> matched(int cpu, List<Switch> perf, List<Switch> traceCmd) {
    List<Long> best = List.of();
    for (int skip = 0; skip <= traceCmd.size() - perf.size(); skip++) {
      List<Long> apart = new ArrayList<>();
      for (int i = 0; i < perf.size(); i++) {
        Switch other = traceCmd.get(i + skip);
        if (perf.get(i).what.equals(other.what)) {
          apart.add(perf.get(i).timeNs - other.timeNs);
        }
      }
      best = apart.size() > best.size() ? apart : best;
    }
    assertThat(best).as("switches of CPU %d that both have", cpu).hasSameSizeAs(perf);
    return best;
  }

  private static Map<Integer, List<Switch>> switches(Timeline timeline, TimeRange range) {
    Map<Integer, List<Switch>> byCpu = new TreeMap<>();
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices slices = timeline.slices(cpu.index());
      List<Switch> switches = new ArrayList<>();
      for (long i = 0; i + 1 < slices.count(); i++) {
        long at = slices.endNs(i);
        if (at >= range.startNs() && at <= range.endNs()) {
          int left = timeline.task(slices.task(i)).tid();
          int came = timeline.task(slices.task(i + 1)).tid();
          switches.add(new Switch(at, left + " " + slices.end(i) + ", then " + came));
        }
      }
      byCpu.put(cpu.number(), switches);
    }
    return byCpu;
  }

  /// The time in which every CPU has switches in both.
  private static TimeRange both(Timeline a, Timeline b) {
    long start = Long.MIN_VALUE;
    long end = Long.MAX_VALUE;
    for (Timeline timeline : List.of(a, b)) {
      for (Cpu cpu : timeline.cpus()) {
        CpuSlices slices = timeline.slices(cpu.index());
        start = Math.max(start, slices.endNs(0));
        end = Math.min(end, slices.startNs(slices.count() - 1));
      }
    }
    return new TimeRange(start, end);
  }
}
