package dev.corelane.importers.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.ftrace.testing.FtraceRecorder;
import dev.corelane.importers.ftrace.testing.FtraceRecording;
import dev.corelane.importers.ftrace.testing.TraceDatOptions;
import dev.corelane.importers.ftrace.testing.TraceDatOptions.Compression;
import dev.corelane.importers.ftrace.testing.TraceDatWriter;
import dev.corelane.importers.ftrace.testing.TraceDatWriter.Buffer;
import dev.corelane.importers.ftrace.testing.TraceDatWriter.Option;
import dev.corelane.importers.perf.testing.EventFormat;
import dev.corelane.importers.perf.testing.EventFormat.Field;
import dev.corelane.importers.perf.testing.EventFormats;
import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.RecordBuffer;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.TracingData;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.importers.testing.TruthCheck;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands beside the events in trace.dat files, and what may be missing of them.
class FtraceFileTest {
  private static final KernelVersion KERNEL = KernelVersion.V6_12;
  private static final TraceDatOptions FILE = TraceDatOptions.defaults();
  private static final WorkloadOptions WORKLOAD = WorkloadOptions.of(KERNEL, 3, 20, 4);
  private static final EventFormats FORMATS = new EventFormats(KERNEL, 8);
  private static final TracingData TRACING = FtraceRecording.tracing(FILE, FORMATS, WORKLOAD);

  @TempDir Path folder;

  private record Recorded(FtraceRecorder recorder, GroundTruth truth) {}

  private static Recorded record(TraceDatOptions options) throws IOException {
    var recorder = new FtraceRecorder(options, FORMATS, t -> true);
    return new Recorded(recorder, SyntheticWorkload.run(WORKLOAD, 3000, recorder));
  }

  private void open(
      TraceDatOptions options, List<Option> list, List<Buffer> buffers, Consumer<Timeline> look)
      throws IOException {
    byte[] bytes = TraceDatWriter.write(options, TRACING, list, buffers);
    try (Timeline timeline = Traces.open(Files.write(folder.resolve("trace.dat"), bytes))) {
      TimelineWalk.walk(timeline);
      look.accept(timeline);
    }
  }

  @Test
  void instancesWithOtherEventsCompleteTheTopBuffer() throws IOException {
    var top = new FtraceRecorder(FILE, FORMATS, t -> t == SchedTracepoint.SWITCH);
    var instance = new FtraceRecorder(FILE, FORMATS, t -> t != SchedTracepoint.SWITCH);
    SyntheticWorkload.run(WORKLOAD, 3000, top);
    GroundTruth truth = SyntheticWorkload.run(WORKLOAD, 3000, instance);
    instance.names().putAll(top.names());
    for (TraceDatOptions options : List.of(FILE, FILE.withVersion(6))) {
      open(
          options,
          FtraceRecording.options(KERNEL),
          List.of(new Buffer("", "mono", top.pages()), new Buffer("lab", "mono", instance.pages())),
          timeline -> {
            assertThat(Traces.problems(timeline)).isEmpty();
            assertThat(timeline.sources().getFirst().events()).isEqualTo(truth.totalEvents());
            assertThat(timeline.wakeups().size())
                .isEqualTo(
                    truth.events(SchedTracepoint.WAKING)
                        + truth.events(SchedTracepoint.WAKEUP_NEW));
            assertThat(timeline.cpus()).hasSize(3);
          });
    }
  }

  @Test
  void eventsInSeveralBuffersAreTakenFromTheFullestOne() throws IOException {
    Recorded all = record(FILE);
    var some = new FtraceRecorder(FILE, FORMATS, t -> t == SchedTracepoint.SWITCH);
    SyntheticWorkload.run(WORKLOAD, 1500, some);
    open(
        FILE.withCompression(Compression.ZSTD),
        FtraceRecording.options(KERNEL),
        List.of(
            new Buffer("", "mono", some.pages()), new Buffer("lab", "mono", all.recorder.pages())),
        timeline -> {
          assertThat(Traces.problems(timeline)).isEqualTo("ftrace.recorded-twice=1");
          TruthCheck.ofEvents(all.truth, all.recorder.names()).check(timeline);
        });
  }

  @Test
  void bufferOnAnotherClockIsLeftOut() throws IOException {
    Recorded all = record(FILE);
    open(
        FILE,
        FtraceRecording.options(KERNEL),
        List.of(
            new Buffer("", "mono", all.recorder.pages()),
            new Buffer("lab", "local", all.recorder.pages())),
        timeline -> {
          assertThat(Traces.problems(timeline)).isEqualTo("ftrace.other-clock=1");
          TruthCheck.ofEvents(all.truth, all.recorder.names()).check(timeline);
        });
  }

  @Test
  void clocksAndOffsets() throws IOException {
    Recorded all = record(FILE);
    List<Buffer> buffers = List.of(new Buffer("", "x86-tsc", all.recorder.pages()));
    List<Option> options = new ArrayList<>();
    options.add(Option.text(TraceDatWriter.DATE, "0x5e0fb9c8a1c40"));
    options.add(Option.text(TraceDatWriter.OFFSET, "-1000"));
    long first = all.truth.firstNs();
    open(
        FILE,
        options,
        buffers,
        timeline -> {
          assertThat(timeline.range().startNs()).isEqualTo(first - 1000);
          assertThat(timeline.clocks())
              .filteredOn(c -> c.name().equals(ClockDomain.REALTIME))
              .singleElement()
              .satisfies(c -> assertThat(c.offsetNs()).isEqualTo(-1000 - 0x5e0fb9c8a1c40L * 1000));
          assertThat(Traces.problems(timeline)).isEqualTo("ftrace.clock-is-no-time=1");
        });
    options.clear();
    // 3.2 GHz: a tick is 5/16 ns, which this product needs more than 64 bits for.
    long mult = 5L << 28;
    options.add(
        new Option(
            TraceDatWriter.TSC2NSEC,
            new RecordBuffer(ByteOrder.LITTLE_ENDIAN)
                .u32((int) mult)
                .u32(32)
                .u64(0)
                .toByteArray()));
    open(
        FILE,
        options,
        buffers,
        timeline -> {
          assertThat(timeline.range().startNs()).isEqualTo(first * 5 / 16);
          assertThat(timeline.clocks().getFirst().name()).isEqualTo("ftrace x86-tsc");
          assertThat(Traces.count(timeline, "ftrace.clock-is-no-time")).isZero();
        });
  }

  @Test
  void lostEventsAreHolesAndTheSwitchChainIsNotBroken() throws IOException {
    for (TraceDatOptions options :
        List.of(
            FILE, FILE.withVersion(6), FILE.withLongSize(4).withCompression(Compression.ZLIB))) {
      var formats = new EventFormats(KERNEL, options.longSize());
      var recorder = new FtraceRecorder(options, formats, t -> true).losing(1, 500, 700, 123);
      SyntheticWorkload.run(WORKLOAD, 3000, recorder);
      byte[] bytes =
          TraceDatWriter.write(
              options,
              FtraceRecording.tracing(options, formats, WORKLOAD),
              FtraceRecording.options(KERNEL),
              List.of(new Buffer("", "mono", recorder.pages())));
      try (Timeline timeline = Traces.open(Files.write(folder.resolve("lost.dat"), bytes))) {
        TimelineWalk.walk(timeline);
        assertThat(Traces.count(timeline, "ftrace.lost")).isEqualTo(123);
        assertThat(Traces.count(timeline, "sched.chain-broken")).isZero();
        assertThat(timeline.properties()).containsEntry(Properties.LOST_EVENTS, "123");
        List<Hole> holes = timeline.holes();
        assertThat(holes).hasSize(1);
        assertThat(timeline.cpus().get(holes.getFirst().cpu()).number()).isEqualTo(1);
        assertThat(holes.getFirst().lostEvents()).isEqualTo(123);
      }
    }
  }

  @Test
  void lossesThatOnlyTheCountsTellOf() throws IOException {
    Recorded all = record(FILE);
    List<Option> options = new ArrayList<>(FtraceRecording.options(KERNEL));
    options.add(
        Option.text(
            TraceDatWriter.CPUSTAT,
            "CPU: 0\nentries: 10\noverrun: 40\ncommit overrun: 1\ndropped events: 2\n"));
    options.add(Option.text(TraceDatWriter.CPUSTAT, "\nBuffer: lab\n\n"));
    options.add(Option.text(TraceDatWriter.CPUSTAT, "CPU: 0\noverrun: 5000\n"));
    open(
        FILE,
        options,
        List.of(new Buffer("", "mono", all.recorder.pages())),
        timeline -> {
          assertThat(Traces.count(timeline, "ftrace.dropped")).isEqualTo(43);
          assertThat(timeline.properties()).containsEntry(Properties.LOST_EVENTS, "43");
          assertThat(timeline.holes()).isEmpty();
        });
  }

  @Test
  void printEventsBecomeMarks() throws IOException {
    Recorded all = record(FILE);
    var print =
        new EventFormat(
            "ftrace",
            "print",
            5,
            List.of(
                new Field("unsigned short common_type", "common_type", 0, 2, false),
                new Field("int common_pid", "common_pid", 4, 4, true),
                new Field("unsigned long ip", "ip", 8, 8, false),
                new Field("char buf[]", "buf", 16, 0, false)),
            2,
            16,
            "\"%s\", REC->buf");
    List<EventFormat> formats = new ArrayList<>(TRACING.events());
    formats.add(print);
    long time = all.truth.lastNs() + 1000;
    var record = new RecordBuffer(ByteOrder.LITTLE_ENDIAN);
    record.u16(5).u16(0).u32(77).u64(0).zstr("hello from trace_marker\n");
    all.recorder.cpu(2).add(time, record.toByteArray());
    byte[] bytes =
        TraceDatWriter.write(
            FILE,
            TracingData.of(8, formats),
            FtraceRecording.options(KERNEL),
            List.of(new Buffer("", "mono", all.recorder.pages())));
    try (Timeline timeline = Traces.open(Files.write(folder.resolve("print.dat"), bytes))) {
      assertThat(timeline.marks().size()).isPositive();
      Mark mark = timeline.marks().get(timeline.marks().size() - 1);
      assertThat(mark.timeNs()).isEqualTo(time);
      assertThat(mark.text()).isEqualTo("hello from trace_marker");
      assertThat(timeline.task(mark.task()).tid()).isEqualTo(77);
      assertThat(timeline.cpus().get(mark.cpu()).number()).isEqualTo(2);
    }
  }

  @Test
  void sparseCpusKeepTheirNumbers() throws IOException {
    Recorded all = record(FILE);
    for (TraceDatOptions options : List.of(FILE, FILE.withVersion(6))) {
      open(
          options,
          FtraceRecording.options(KERNEL),
          List.of(
              new Buffer(
                  "",
                  "mono",
                  Map.of(
                      5,
                      all.recorder.cpu(0).toByteArray(),
                      900,
                      all.recorder.cpu(1).toByteArray()))),
          timeline -> assertThat(timeline.cpus().stream().map(Cpu::number)).contains(5, 900));
    }
  }

  @Test
  void savedNamesAreForThreadsThatNoEventNames() throws IOException {
    var recorder = new FtraceRecorder(FILE, FORMATS, t -> t == SchedTracepoint.WAKING);
    SyntheticWorkload.run(WORKLOAD, 3000, recorder);
    Map<Integer, String> names = new java.util.HashMap<>();
    for (int tid = 1; tid < 5000; tid++) {
      names.put(tid, "saved " + tid);
    }
    var tracing = new TracingData("0.6", 8, TRACING.events(), names);
    byte[] bytes =
        TraceDatWriter.write(
            FILE,
            tracing,
            FtraceRecording.options(KERNEL),
            List.of(new Buffer("", "mono", recorder.pages())));
    try (Timeline timeline = Traces.open(Files.write(folder.resolve("names.dat"), bytes))) {
      int saved = 0;
      for (int id = Task.UNKNOWN + 1; id < timeline.taskCount(); id++) {
        Task task = timeline.task(id);
        String told = recorder.names().get(task.tid());
        assertThat(task.name()).isEqualTo(told == null ? "saved " + task.tid() : told);
        saved += told == null ? 1 : 0;
      }
      assertThat(timeline.taskCount()).isGreaterThan(10);
      assertThat(saved).isLessThan(timeline.taskCount());
    }
  }

  @Test
  void whatCannotBeReadIsRefusedInOneSentence() throws IOException {
    byte[] six = write(FILE.withVersion(6));
    refused(patched(six, 10, "5"), "version 5");
    refused(patched(six, indexOf(six, "flyrecord"), "latency  "), "latency tracer");
    byte[] seven = write(FILE);
    refused(patched(seven, indexOf(seven, "none"), "lzma"), "\"lzma\"");
    ByteBuffer.wrap(seven).order(ByteOrder.LITTLE_ENDIAN).putLong(27, 0);
    refused(seven, "not completed");
  }

  private static byte[] write(TraceDatOptions options) throws IOException {
    return FtraceRecording.of(KERNEL, options, WORKLOAD, 100).bytes();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static byte[] patched(byte[] bytes, int at, String text) {
    byte[] copy = bytes.clone();
    byte[] with = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(with, 0, copy, at, with.length);
    return copy;
  }

  private void refused(byte[] bytes, String reason) throws IOException {
    Path file = Files.write(folder.resolve("refused.dat"), bytes);
    assertThatThrownBy(() -> Traces.open(file).close())
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith(".");
  }
}
