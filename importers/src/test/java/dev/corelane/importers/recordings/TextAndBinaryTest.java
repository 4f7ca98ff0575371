package dev.corelane.importers.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.Traces;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A recording and what its own tool prints of it give the same timeline, to the nanosecond, but
/// for what `importers/README.md` lists under *Text*.
class TextAndBinaryTest {
  private static final String FOLDER = "text-and-binary";

  @TempDir Path folder;

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "perf.callgraph.data.xz, perf.callgraph.script.txt.xz, 2654, true",
    "perf.native-sdt.data.xz, perf.native-sdt.script.txt.xz, 2385, true",
    "perf.sched-record.data.xz, perf.sched-record.script.txt.xz, 4222, true",
    "perf.zstd.data.xz, perf.zstd.script.txt.xz, 1825, true",
    "trace.dat.xz, trace.report-t.txt.xz, 4690, true",
    "trace.dat.xz, trace.report-R.txt.xz, 4690, false",
  })
  void sameFacts(String binary, String text, int slices, boolean plugin) throws IOException {
    try (Timeline a = Traces.open(SampleTraces.copy(FOLDER, binary, folder));
        Timeline b = Traces.open(SampleTraces.copy(FOLDER, text, folder))) {
      same("slices", slices(a, plugin), slices(b, plugin));
      same("states", states(a), states(b));
      same(a, b, "wake-ups", Timeline::wakeups, TextAndBinaryTest::wakeup);
      same(a, b, "migrations", Timeline::migrations, TextAndBinaryTest::migration);
      same(a, b, "waits", Timeline::waits, TextAndBinaryTest::lockWait);
      same(a, b, "holds", Timeline::holds, TextAndBinaryTest::hold);
      same(a, b, "spans", Timeline::spans, TextAndBinaryTest::span);
      assertThat(slices(a, plugin).size()).as("slices").isEqualTo(slices);
    }
  }

  @FunctionalInterface
  private interface Shown<T> {
    String of(Timeline timeline, T fact);
  }

  private static <T extends Record> void same(
      Timeline a, Timeline b, String what, Function<Timeline, FactTable<T>> table, Shown<T> shown) {
    same(what, rows(a, table.apply(a), shown), rows(b, table.apply(b), shown));
  }

  /// Names the first facts that only one of them has.
  private static void same(String what, List<String> binary, List<String> text) {
    Map<String, Integer> count = new TreeMap<>();
    binary.forEach(row -> count.merge(row, 1, Integer::sum));
    text.forEach(row -> count.merge(row, -1, Integer::sum));
    count.values().removeIf(n -> n == 0);
    assertThat(count.entrySet().stream().limit(12))
        .as("%s only in the binary form (1) or the text (-1): %d", what, count.size())
        .isEmpty();
  }

  private static <T extends Record> List<String> rows(
      Timeline timeline, FactTable<T> table, Shown<T> shown) {
    List<String> rows = new ArrayList<>();
    for (long row = 0; row < table.size(); row++) {
      rows.add(shown.of(timeline, table.get(row)));
    }
    rows.sort(null);
    return rows;
  }

  /// The slices whose ends were both seen.
  private static List<String> slices(Timeline timeline, boolean plugin) {
    List<String> rows = new ArrayList<>();
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        if (slices.whole(i) && slices.task(i) != Task.UNKNOWN) {
          SliceEnd end = slices.end(i);
          String how = plugin && end.involuntary() ? "PREEMPTED" : end.name();
          rows.add(
              "cpu %d %d-%d %s %s"
                  .formatted(
                      cpu.number(),
                      slices.startNs(i),
                      slices.endNs(i),
                      thread(timeline, slices.task(i)),
                      how));
        }
      }
    }
    return rows;
  }

  /// The states of the threads that ran, from the first time they did.
  private static List<String> states(Timeline timeline) {
    List<String> rows = new ArrayList<>();
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      TaskStates states = timeline.states(task);
      boolean ran = false;
      for (long i = 0; i < states.count(); i++) {
        ran |= states.kind(i) == StateKind.RUNNING;
        if (ran && i + 1 < states.count()) {
          rows.add(
              "%s %d-%d %s"
                  .formatted(
                      thread(timeline, task), states.startNs(i), states.endNs(i), states.kind(i)));
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  private static String wakeup(Timeline timeline, Wakeup w) {
    return "%d %s by %s to %s %s"
        .formatted(
            w.timeNs(),
            thread(timeline, w.task()),
            thread(timeline, w.waker()),
            cpu(timeline, w.targetCpu()),
            w.kind());
  }

  private static String migration(Timeline timeline, Migration m) {
    return "%d %s %s to %s"
        .formatted(
            m.timeNs(),
            thread(timeline, m.task()),
            cpu(timeline, m.fromCpu()),
            cpu(timeline, m.toCpu()));
  }

  private static String lockWait(Timeline timeline, LockWait w) {
    return "%d-%d %s %s %s %s"
        .formatted(
            w.startNs(),
            w.endNs(),
            lock(timeline, w.lock()),
            thread(timeline, w.task()),
            w.mode(),
            w.acquired());
  }

  private static String hold(Timeline timeline, LockHold h) {
    return "%d-%d %s %s %s %s"
        .formatted(
            h.startNs(),
            h.endNs(),
            lock(timeline, h.lock()),
            thread(timeline, h.task()),
            h.mode(),
            h.endSeen());
  }

  private static String span(Timeline timeline, Span s) {
    return "%d-%d %s %s %s %s"
        .formatted(
            s.startNs(),
            s.endNs(),
            thread(timeline, s.task()),
            s.category(),
            s.name(),
            s.outcome());
  }

  private static String lock(Timeline timeline, int lock) {
    var known = timeline.locks().get(lock);
    return known.kind() + " " + known.name() + " " + Long.toHexString(known.address());
  }

  /// Of the CPU, whose index goes by the order of appearance.
  private static String cpu(Timeline timeline, int index) {
    return index < 0 ? "-" : Integer.toString(timeline.cpus().get(index).number());
  }

  private static String thread(Timeline timeline, int task) {
    return task < 0 ? "-" : Integer.toString(timeline.task(task).tid());
  }
}
