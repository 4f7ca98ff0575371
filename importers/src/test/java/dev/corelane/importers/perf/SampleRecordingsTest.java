package dev.corelane.importers.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real recordings against what `perf sched timehist` makes of them: the switches and the run time
/// of every thread.
class SampleRecordingsTest {
  /// perf prints each run time cut to whole microseconds.
  private static final double US_PER_ROW = 1;

  /// What adding up decimal fractions may be off by, in microseconds.
  private static final double ROUNDING = 1e-3;

  /// perf's id of a thread that was switched out after its id had been released.
  private static final int RELEASED = -1;

  @TempDir Path folder;

  /// Rows of `perf sched timehist`, and the sum of their run times.
  record Runs(long rows, double microseconds) {
    Runs plus(Runs other) {
      return new Runs(rows + other.rows, microseconds + other.microseconds);
    }
  }

  static List<SampleTrace> samples() {
    return SampleTraces.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void threadsAreThoseOfPerfSchedTimehist(SampleTrace sample) throws IOException {
    Map<Integer, Runs> expected = expected(sample);
    try (Timeline timeline = Traces.open(sample.copyTo(folder))) {
      Map<Integer, Runs> actual = runs(timeline);
      Runs released = expected.getOrDefault(RELEASED, new Runs(0, 0));
      Runs surplus = new Runs(0, 0);
      for (var row : actual.entrySet()) {
        Runs perf = expected.getOrDefault(row.getKey(), new Runs(0, 0));
        Runs own = row.getValue();
        if (own.rows == perf.rows) {
          assertThat(own.microseconds - perf.microseconds)
              .as("run time of tid %d: %s, perf %s", row.getKey(), own, perf)
              .isBetween(-ROUNDING, own.rows * US_PER_ROW);
        } else {
          assertThat(own.rows - perf.rows)
              .as("switches of tid %d that perf gives to tid -1", row.getKey())
              .isBetween(1L, exits(timeline, row.getKey()));
          surplus =
              surplus.plus(new Runs(own.rows - perf.rows, own.microseconds - perf.microseconds));
        }
      }
      assertThat(actual.keySet())
          .as("threads")
          .containsAll(expected.keySet().stream().filter(tid -> tid != RELEASED).toList());
      assertThat(surplus.rows).as("runs that perf gives to tid -1").isEqualTo(released.rows);
      long rows = actual.values().stream().mapToLong(Runs::rows).sum();
      assertThat(surplus.microseconds - released.microseconds)
          .as("run time that perf gives to tid -1")
          .isBetween(-ROUNDING, rows * US_PER_ROW);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySwitchIsASlice(SampleTrace sample) throws IOException {
    try (Timeline timeline = Traces.open(sample.copyTo(folder))) {
      assertThat(TimelineWalk.walk(timeline)).isGreaterThan(10_000);
      long recorded =
          timeline.eventCounts().stream()
              .filter(c -> c.name().equals("sched:sched_switch"))
              .mapToLong(EventCount::count)
              .sum();
      long ended = 0;
      for (var cpu : timeline.cpus()) {
        CpuSlices slices = timeline.slices(cpu.index());
        for (long i = 0; i < slices.count(); i++) {
          boolean switchedOut = !slices.get(i).endClipped() && slices.task(i) != Task.UNKNOWN;
          ended += switchedOut ? 1 : 0;
        }
      }
      assertThat(ended).as("slices whose end is a sched_switch").isEqualTo(recorded);
      assertThat(timeline.cpus()).hasSize(4);
      assertThat(Traces.count(timeline, "sched.chain-broken")).isZero();
      assertThat(Traces.count(timeline, "sched.task-on-two-cpus")).isZero();
      String release = sample.id().contains("-7.2-") ? "7.2." : "6.12.";
      assertThat(timeline.properties().get(Properties.KERNEL_RELEASE)).startsWith(release);
      if (sample.id().contains("lazy")) {
        assertThat(timeline.properties()).containsEntry(Properties.KERNEL_PREEMPTION, "lazy");
      } else {
        assertThat(timeline.properties()).doesNotContainKey(Properties.KERNEL_PREEMPTION);
      }
    }
  }

  /// How many slices of a thread id ended by its death.
  private static long exits(Timeline timeline, int tid) {
    long exits = 0;
    for (var cpu : timeline.cpus()) {
      CpuSlices slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        boolean own = timeline.task(slices.task(i)).tid() == tid;
        exits += own && slices.get(i).end() == SliceEnd.EXITED ? 1 : 0;
      }
    }
    return exits;
  }

  /// Like perf, counts the first switch of a CPU with no run time, and leaves the idle task out.
  private static Map<Integer, Runs> runs(Timeline timeline) {
    Map<Integer, Runs> byTid = new TreeMap<>();
    for (var cpu : timeline.cpus()) {
      CpuSlices slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        int task = slices.task(i);
        if (task > Task.UNKNOWN && !slices.get(i).endClipped()) {
          double us = slices.whole(i) ? (slices.endNs(i) - slices.startNs(i)) / 1e3 : 0;
          byTid.merge(timeline.task(task).tid(), new Runs(1, us), Runs::plus);
        }
      }
    }
    return byTid;
  }

  private static Map<Integer, Runs> expected(SampleTrace sample) throws IOException {
    Map<Integer, Runs> byTid = new TreeMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                sample.open("expected/timehist-threads.csv"), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("tid,switches,run_time_us");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        byTid.put(
            Integer.parseInt(cells[0]),
            new Runs(Long.parseLong(cells[1]), Double.parseDouble(cells[2])));
      }
    }
    assertThat(byTid).hasSizeGreaterThan(20);
    return byTid;
  }
}
