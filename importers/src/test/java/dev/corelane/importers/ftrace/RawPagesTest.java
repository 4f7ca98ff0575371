package dev.corelane.importers.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.ftrace.testing.FtraceRecorder;
import dev.corelane.importers.ftrace.testing.TraceDatOptions;
import dev.corelane.importers.perf.testing.EventFormats;
import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.TracingData;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.Traces;
import dev.corelane.importers.testing.TruthCheck;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Folders of `trace_pipe_raw` files, and such files alone.
class RawPagesTest {
  @TempDir Path folder;

  private record Machine(TraceDatOptions options, KernelVersion kernel) {
    EventFormats formats() {
      return new EventFormats(kernel, options.longSize());
    }
  }

  private static final List<Machine> MACHINES =
      List.of(
          new Machine(TraceDatOptions.defaults(), KernelVersion.V7_2),
          new Machine(TraceDatOptions.defaults().withLongSize(4), KernelVersion.V3_10),
          new Machine(
              TraceDatOptions.defaults().withOrder(ByteOrder.BIG_ENDIAN), KernelVersion.V6_12),
          new Machine(
              TraceDatOptions.defaults().withOrder(ByteOrder.BIG_ENDIAN).withLongSize(4),
              KernelVersion.V4_4));

  private static FtraceRecorder record(Machine machine, GroundTruth[] truth) throws IOException {
    var recorder = new FtraceRecorder(machine.options, machine.formats(), t -> true);
    WorkloadOptions workload = WorkloadOptions.of(machine.kernel, 3, 20, 4);
    truth[0] = SyntheticWorkload.run(workload, 3000, recorder);
    return recorder;
  }

  private void formats(Machine machine, Path root) throws IOException {
    for (SchedTracepoint tracepoint : machine.formats().tracepoints()) {
      Path event = root.resolve("sched").resolve(tracepoint.eventName());
      Files.createDirectories(event);
      Files.writeString(event.resolve("format"), machine.formats().get(tracepoint).text());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "events, per_cpu/cpu%d/trace_pipe_raw",
    "events, cpu%d",
    "formats, traces/cpu%d",
    "formats, trace_pipe_raw.cpu%d",
    "tracing/events, tracing/per_cpu/cpu%d/trace_pipe_raw",
    "events, cpu%d.raw"
  })
  void folderIsReadWhateverItsFilesAreCalled(String formats, String pages) throws IOException {
    for (Machine machine : MACHINES) {
      Path root = Files.createTempDirectory(folder, "raw");
      formats(machine, root.resolve(formats));
      Files.writeString(root.resolve("trace_clock"), "local [mono] boot\n");
      GroundTruth[] truth = new GroundTruth[1];
      FtraceRecorder recorder = record(machine, truth);
      for (Map.Entry<Integer, byte[]> cpu : recorder.pages().entrySet()) {
        Path file = root.resolve(pages.formatted(cpu.getKey()));
        Files.createDirectories(file.getParent());
        Files.write(file, cpu.getValue());
      }
      try (Timeline timeline = Traces.open(root)) {
        assertThat(Traces.problems(timeline)).isEmpty();
        assertThat(timeline.clocks().getFirst().name()).isEqualTo("CLOCK_MONOTONIC");
        TruthCheck.ofEvents(truth[0], recorder.names()).check(timeline);
      }
    }
  }

  @Test
  void headerPageTellsTheSizeOfSubBuffers() throws IOException {
    var machine = new Machine(TraceDatOptions.defaults().withPageSize(16_384), KernelVersion.V7_2);
    formats(machine, folder.resolve("events"));
    String header = TracingData.of(8, List.of()).headerPage().replace("size:4080", "size:16368");
    Files.writeString(folder.resolve("events/header_page"), header);
    GroundTruth[] truth = new GroundTruth[1];
    FtraceRecorder recorder = record(machine, truth);
    for (Map.Entry<Integer, byte[]> cpu : recorder.pages().entrySet()) {
      Files.write(folder.resolve("cpu" + cpu.getKey()), cpu.getValue());
    }
    try (Timeline timeline = Traces.open(folder)) {
      assertThat(Traces.problems(timeline)).isEmpty();
      TruthCheck.ofEvents(truth[0], recorder.names()).check(timeline);
    }
  }

  @Test
  void fileAloneTellsTimesAndNumbersOfEvents() throws IOException {
    for (Machine machine : MACHINES) {
      GroundTruth[] truth = new GroundTruth[1];
      byte[] pages = record(machine, truth).pages().get(2);
      Path file = Files.write(folder.resolve("unknown"), pages);
      try (Timeline timeline = Traces.open(file)) {
        assertThat(timeline.sources().getFirst().events())
            .isEqualTo(truth[0].cpus().get(2).events());
        assertThat(timeline.eventCounts()).noneMatch(c -> c.used());
        assertThat(Traces.count(timeline, "ftrace.no-format")).isPositive();
        assertThat(Traces.count(timeline, "ftrace.no-switches")).isEqualTo(1);
      }
    }
  }

  @Test
  void textAndZerosAreNoPages() throws IOException {
    for (byte[] bytes :
        List.of(
            "a line of text\n".repeat(2000).getBytes(java.nio.charset.StandardCharsets.UTF_8),
            new byte[20_000])) {
      Path file = Files.write(folder.resolve("cpu0"), bytes);
      assertThatThrownBy(() -> Traces.open(file).close()).isInstanceOf(TraceReadException.class);
    }
  }
}
