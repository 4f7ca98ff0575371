package dev.corelane.importers.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.GroundTruth.ThreadTruth;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TextRecorder;
import dev.corelane.importers.testing.TextRecorder.Layout;
import dev.corelane.importers.testing.ThreadNumbers;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A generated workload printed as each tool prints it and read back gives what the generator knows
/// of it, but for what the layout leaves out.
class TextGroundTruthTest {
  private static final long EVENTS = 2000;

  @Property(tries = 40)
  void everyLayout(
      @ForAll Layout layout,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int cpus,
      @ForAll @IntRange(min = 1, max = 60) int threads)
      throws IOException {
    var recorder = new TextRecorder(layout);
    WorkloadOptions workload =
        WorkloadOptions.of(KernelVersion.V6_12, cpus, threads, seed).withOddities(20, 5, 1 << 15);
    GroundTruth truth = SyntheticWorkload.run(workload, EVENTS, recorder);
    check(recorder.text(), truth, layout);
  }

  /// `trace_pipe` merges the buffers of the CPUs as they come.
  @Property(tries = 10)
  void linesOutOfOrder(@ForAll long seed, @ForAll @IntRange(min = 2, max = 400) int distance)
      throws IOException {
    var recorder = new TextRecorder(Layout.FTRACE);
    GroundTruth truth =
        SyntheticWorkload.run(
            WorkloadOptions.of(KernelVersion.V6_12, 4, 30, seed), EVENTS, recorder);
    List<String> lines =
        new ArrayList<>(new String(recorder.text(), StandardCharsets.UTF_8).lines().toList());
    var random = new Random(seed);
    for (int from = 2; from < lines.size(); from += distance) {
      Collections.shuffle(lines.subList(from, Math.min(lines.size(), from + distance)), random);
    }
    check(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), truth, Layout.FTRACE);
  }

  private static void check(byte[] text, GroundTruth truth, Layout layout) throws IOException {
    Path file = Files.createTempFile("text", ".unknown");
    try {
      Files.write(file, text);
      try (Timeline timeline = Traces.open(file)) {
        TimelineWalk.walk(timeline);
        check(timeline, truth, layout);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void check(Timeline timeline, GroundTruth truth, Layout layout) {
    assertThat(timeline.problems())
        .allSatisfy(p -> assertThat(p.id()).isEqualTo(TextProblems.PREEMPTION_UNTOLD.id()));
    for (SchedTracepoint tracepoint : truth.events().keySet()) {
      long counted =
          timeline.eventCounts().stream()
              .filter(c -> c.name().equals(tracepoint.qualifiedName()))
              .mapToLong(EventCount::count)
              .sum();
      assertThat(counted).as(tracepoint.qualifiedName()).isEqualTo(truth.events(tracepoint));
    }
    int seen = 0;
    for (ThreadTruth thread : truth.threads()) {
      List<Task> lives = timeline.tasksOfTid(thread.tid());
      if (truth.threads().stream().filter(t -> t.tid() == thread.tid()).count() > 1) {
        continue;
      }
      if (lives.isEmpty()) {
        assertThat(thread.switchesIn() + thread.switchesOut() + thread.wakings())
            .as("%s has no task", thread)
            .isZero();
        continue;
      }
      assertThat(lives).as("lives of %s", thread).hasSize(1);
      seen++;
      thread(timeline, lives.getFirst(), thread, truth, layout);
    }
    assertThat(seen).isPositive();
  }

  private static void thread(
      Timeline timeline, Task task, ThreadTruth t, GroundTruth truth, Layout layout) {
    boolean arrivedLast = t.activity().equals("RUNNING") && t.sinceNs() == truth.lastNs();
    assertThat(ThreadNumbers.of(timeline, task, arrivedLast))
        .as("%s, %s", task, t)
        .isEqualTo(ThreadNumbers.known(t, arrivedLast, layout.tellsPlus()));
    assertThat(task.exitRecorded()).as("%s, %s", task, t).isEqualTo(t.exitedNs() >= 0);
    if (layout.tellsProcess() && t.switchesOut() > 0) {
      assertThat(task.pid()).as("pid of %s", t).isEqualTo(t.pid());
    }
  }
}
