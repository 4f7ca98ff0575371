package dev.corelane.integration.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.cli.Program;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recording that comes with the program says the same after it was imported, written and
/// opened again, and is written to the same bytes each time.
final class SampleRoundTripTest {
  @TempDir private Path folder;

  static List<SampleTrace> samples() {
    return SampleTraces.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aWrittenTimelineSaysWhatTheRecordingSays(SampleTrace sample) throws IOException {
    Path recording = sample.copyTo(folder);
    Path written = folder.resolve("written.corelane");

    run("import", recording.toString(), "-o", written.toString());

    for (String command : List.of("info", "threads", "preemptions")) {
      String before = run(command, "--json", recording.toString());
      assertThat(before).as(command).hasSizeGreaterThan(100);
      assertThat(run(command, "--json", written.toString())).as(command).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSameRecordingGivesTheSameBytes(SampleTrace sample) throws IOException {
    Path recording = sample.copyTo(folder);
    Path first = folder.resolve("first.corelane");
    Path second = folder.resolve("second.corelane");
    Path again = folder.resolve("again.corelane");

    try (Timeline timeline = Importers.open(List.of(recording), ProgressMonitor.NONE)) {
      TimelineFile.write(timeline, first, ProgressMonitor.NONE);
    }
    try (Timeline timeline = Importers.open(List.of(recording), ProgressMonitor.NONE)) {
      TimelineFile.write(timeline, second, ProgressMonitor.NONE);
    }
    try (Timeline timeline = TimelineFile.open(first)) {
      TimelineFile.write(timeline, again, ProgressMonitor.NONE);
    }

    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(again).hasSameBinaryContentAs(first);
  }

  private static String run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = new Program(Terminal.of(out, err), new AtomicBoolean()).run(arguments);
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
