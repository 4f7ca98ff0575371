package dev.corelane.importers.rtapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.Importers;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs as rt-app writes them.
class RtAppTest {
  private static final String HEADER =
      "%s %8s %8s %8s %15s %15s %15s %10s %10s %10s %10s\n"
          .formatted(
              "#idx",
              "perf",
              "run",
              "period",
              "start",
              "end",
              "rel_st",
              "slack",
              "c_duration",
              "c_period",
              "wu_lat");

  @TempDir Path folder;

  private static String row(long start, long end, long slack, long wakeUp) {
    return "%4d %8d %8d %8d %15d %15d %15d %10d %10d %10d %10d\n"
        .formatted(0, 99, 3000, 16_000, start, end, start - 5_000_000, slack, 3000, 16_000, wakeUp);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void jobsAreSpansAndTheirNumbersCounters() throws IOException {
    Path log =
        write(
            "rt-app-thread0-0.log",
            HEADER
                + row(5_000_010, 5_003_020, 12_990, 57)
                + "\nnonsense\n"
                + row(5_016_010, 5_033_000, -1000, 60)
                + row(5_040_000, 5_039_999, 5, 5)
                + "   0  1  2\n"
                + row(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 0, 0));
    try (Timeline timeline = Traces.open(log)) {
      TimelineWalk.walk(timeline);
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "rt-app 'job' -1 5000010000-5003020000 recorded",
              "rt-app 'job' -1 5016010000-5033000000 late recorded");
      assertThat(timeline.task(2).name()).isEqualTo("rt-app-thread0-0");
      assertThat(timeline.counterTracks())
          .extracting(t -> t.name() + " " + t.unit())
          .containsExactlyInAnyOrder("run time µs", "slack µs", "wake-up latency µs");
      assertThat(timeline.counters().get(0).value()).isEqualTo(57);
      assertThat(timeline.counters().get(0).timeNs()).isEqualTo(5_000_010_000L);
      assertThat(timeline.clocks().getFirst().name()).isEqualTo("CLOCK_MONOTONIC");
      assertThat(Traces.problems(timeline)).isEqualTo("rtapp.bad-row=4");
      assertThat(timeline.problems().getFirst().message())
          .isEqualTo("line 4 is no row of rt-app: nonsense");
    }
  }

  @Test
  void logsOfAllThreadsAreOneTimeline() throws IOException {
    write("rt-app-a-0.log", HEADER + row(1000, 2000, 1, 1));
    write("rt-app-b-1.log", HEADER + row(1500, 2500, 1, 1));
    try (Timeline timeline = Importers.open(List.of(folder), ProgressMonitor.NONE)) {
      assertThat(timeline.spans().size()).isEqualTo(2);
      assertThat(timeline.taskCount()).isEqualTo(4);
      assertThat(timeline.problems()).isEmpty();
    }
  }

  /// The sample's clock is known to be CLOCK_MONOTONIC.
  @Test
  void besideARecordingJobsStandOnItsClock() throws IOException {
    Path sample = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().copyTo(folder);
    long start;
    try (Timeline timeline = Traces.open(sample)) {
      assertThat(timeline.clocks()).anyMatch(c -> c.name().equals("CLOCK_MONOTONIC"));
      start = timeline.range().startNs() / 1000 + 1000;
    }
    Path log = write("rt-app-a-0.log", HEADER + row(start, start + 50, 1, 1));
    try (Timeline timeline = Importers.open(List.of(log, sample), ProgressMonitor.NONE)) {
      assertThat(timeline.sources()).hasSize(2);
      assertThat(Facts.spans(timeline).getFirst()).contains(start * 1000 + "-");
      assertThat(timeline.problems().stream().map(ImportProblem::id))
          .noneMatch(id -> id.startsWith("incident."));
    }
  }

  @Test
  void besideARecordingOfAnotherClockTheyAreLeftOut() throws IOException {
    Path log = write("rt-app-a-0.log", HEADER + row(1000, 2000, 1, 1));
    Path other = write("x.json", "[{\"ph\":\"X\",\"ts\":1,\"dur\":1,\"name\":\"a\"}]");
    try (Timeline timeline = Importers.open(List.of(log, other), ProgressMonitor.NONE)) {
      assertThat(Traces.problems(timeline)).isEqualTo("incident.not-monotonic=1");
      assertThat(timeline.spans().size()).isEqualTo(1);
    }
  }

  @Test
  void otherLogsAreNotClaimed() throws IOException {
    Path log = write("rt-app-a-0.log", "#idx perf run\n0 1 2\n");
    assertThatThrownBy(() -> Traces.open(log))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("in no format");
  }
}
