package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockAlignmentTest {
  private static final String FTRACE =
      """
      # tracer: nop
      #
                bash-300     [000] d..2.    10.000100: sched_switch: prev_comm=bash prev_pid=300 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
                <idle>-0     [000] d..2.    10.000300: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=bash next_pid=300 next_prio=120
      """;

  private static final String LOG =
      """
      2026-11-21 09:47:29.000 UTC [300] LOG:  checkpoint starting: time
      2026-11-21 09:47:30.000 UTC [300] LOG:  checkpoint complete: wrote 1 buffers (0.0%)
      """;

  /// Puts the first line of the log 1 ms after the first switch.
  private static final long OFFSET = 10_001_100_000L - 1_795_254_449_000_000_000L;

  @TempDir Path folder;
  private final List<SharedTrace> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(SharedTrace::release);
  }

  private ClockAlignment open(OpenRequest.Files files) throws IOException {
    return shared(
        Importers.open(files.paths(), files.options(), ProgressMonitor.NONE), Optional.of(files));
  }

  private ClockAlignment shared(Timeline timeline, Optional<OpenRequest.Files> origin) {
    opened.add(new SharedTrace("incident", TraceDigest.of(timeline), origin));
    return new ClockAlignment(opened.getLast());
  }

  private OpenRequest.Files incident() throws IOException {
    return new OpenRequest.Files(
        List.of(
            Files.writeString(folder.resolve("trace"), FTRACE),
            Files.writeString(folder.resolve("pg.log"), LOG)));
  }

  @Test
  void aFileWithoutAPlaceIsPutWhereTheUserSays() throws IOException {
    ClockAlignment clocks = open(incident());
    assertThat(clocks.still()).isEmpty();
    assertThat(clocks.rows()).hasSize(2);
    ClockRow.Place trace = clocks.rows().getFirst().place();
    assertThat(trace.file()).isEqualTo("trace");
    assertThat(trace.offsetNs()).isEqualTo(OptionalLong.of(0));
    assertThat(trace.evidence()).startsWith("the clock of the timeline");
    assertThat(trace.movable()).isFalse();
    ClockRow log = clocks.rows().getLast();
    assertThat(log.place().file()).isEqualTo("pg.log");
    assertThat(log.place().offsetNs()).isEmpty();
    assertThat(log.place().evidence()).startsWith("not placed");
    assertThat(clocks.wanted().get()).isNull();

    log.offset().set("soon");
    assertThat(clocks.complaint().get())
        .isEqualTo("\u201Csoon\u201D is no offset; write it in ns or s.");
    assertThat(clocks.wanted().get()).isNull();
    log.offset().set(OFFSET + " ns");
    assertThat(clocks.complaint().get()).isEmpty();
    OpenRequest.Files wanted = clocks.wanted().get();
    assertThat(wanted.options().clocks())
        .isEqualTo(Map.of("pg.log", new ImportOptions.Clock(OFFSET, false)));
    assertThat(clocks.command())
        .endsWith(" --offset=pg.log=" + OFFSET + "ns --output=incident.corelane");

    ClockAlignment again = open(wanted);
    ClockRow placed = again.rows().getLast();
    assertThat(placed.place().offsetNs()).isEqualTo(OptionalLong.of(OFFSET));
    assertThat(placed.place().evidence()).isEqualTo("set by hand");
    assertThat(placed.place().uncertainty()).isEqualTo("exact");
    assertThat(placed.place().clock()).isEqualTo("CLOCK_REALTIME");
    assertThat(placed.place().movable()).isTrue();
    assertThat(again.asFilesTell()).contains(incident());
    assertThat(clocks.asFilesTell()).isEmpty();

    placed.move().set("-1,5 us");
    assertThat(TimeInput.parse(placed.offset().get())).hasValue(OFFSET - 1_500);
    assertThat(again.wanted().get().options().clocks())
        .isEqualTo(Map.of("pg.log", new ImportOptions.Clock(OFFSET - 1_500, false)));
    placed.offset().set(OFFSET + 2_000_000 + "ns");
    assertThat(TimeInput.parse(placed.move().get())).hasValue(2_000_000);
    placed.move().set("");
    assertThat(again.wanted().get()).as("as it is").isNull();
    placed.move().set("a bit");
    assertThat(again.complaint().get()).startsWith("\u201Ca bit\u201D is no time");
  }

  @Test
  void aSingleFileHasNothingToAlign() throws IOException {
    Path trace = Files.writeString(folder.resolve("trace"), FTRACE);
    ClockAlignment clocks = open(new OpenRequest.Files(List.of(trace)));
    assertThat(clocks.still()).contains("one file");
    clocks.rows().getFirst().offset().set("1 s");
    assertThat(clocks.wanted().get()).isNull();
  }

  @Test
  void theEvidenceOfAMergedRecordingIsTold() {
    try (var builder = new TimelineBuilder()) {
      int mono = builder.clock("CLOCK_MONOTONIC", 0, 0);
      int other = builder.clock("perf clock of perf.txt", 495, 99_606);
      builder.source("run/trace.dat", "trace.dat", 10, 100, mono);
      builder.source("run/perf.txt", "perf-text", 10, 100, other);
      builder.problem(
          new ImportProblem(
              "incident.merged",
              Severity.INFO,
              "all it tells is told by other recordings; scheduling is of trace.dat; placed at 495"
                  + " ns, give or take 99606 ns, by 265 of 270 switches",
              "",
              1,
              "run/perf.txt",
              -1,
              ImportProblem.NO_TIME));
      ClockAlignment clocks = shared(builder.build(ProgressMonitor.NONE), Optional.empty());
      ClockRow.Place text = clocks.rows().getLast().place();
      assertThat(text.evidence()).isEqualTo("265 of 270 switches");
      assertThat(text.clock()).isEqualTo("perf clock");
      assertThat(text.uncertainty()).isEqualTo("\u00B1 99.6\u00A0\u00B5s");
      assertThat(clocks.still()).startsWith("This timeline was not made of files");
    }
  }
}
