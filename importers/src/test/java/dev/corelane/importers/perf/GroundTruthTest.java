package dev.corelane.importers.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.PerfDataOptions;
import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import dev.corelane.importers.perf.testing.ReadFormat;
import dev.corelane.importers.perf.testing.SampleType;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticRecording;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.importers.testing.TruthCheck;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the importer makes of a generated recording equals what the generator knows of it, to the
/// nanosecond: every form of the file, every kernel, every thread and CPU.
class GroundTruthTest {
  private static final long EVENTS = 3000;
  private static final PerfDataOptions FILE = PerfDataOptions.defaults().withRing(1 << 14, 1000);

  @TempDir Path folder;

  static Stream<Arguments> forms() {
    return Stream.of(KernelVersion.values())
        .flatMap(
            kernel ->
                Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                    .map(FILE::withOrder)
                    .flatMap(o -> Stream.of(Form.values()).map(o::withForm))
                    .flatMap(o -> Stream.of(Compression.values()).map(o::withCompression))
                    .flatMap(o -> Stream.of(4, 8).map(o::withLongSize))
                    .map(options -> Arguments.of(kernel, options)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormOnEveryKernel(KernelVersion kernel, PerfDataOptions options) throws IOException {
    check(SyntheticRecording.of(kernel, options, workload(kernel)), EVENTS, "");
  }

  @Test
  void everyAttrSize() throws IOException {
    for (int size = 64; size <= 176; size += 8) {
      for (Form form : Form.values()) {
        PerfDataOptions options = FILE.withAttrSize(size).withForm(form);
        check(SyntheticRecording.of(KernelVersion.V6_12, options, workload(KernelVersion.V6_12)));
      }
    }
  }

  @Test
  void headerVersionOne() throws IOException {
    PerfDataOptions options = FILE.withVersion(1).withAttrSize(72);
    check(SyntheticRecording.of(KernelVersion.V3_4, options, workload(KernelVersion.V3_4)));
  }

  @Test
  void recordsSplitOverTinyRings() throws IOException {
    for (Compression compression : Compression.values()) {
      PerfDataOptions options = FILE.withRing(4096, 100).withCompression(compression);
      check(SyntheticRecording.of(KernelVersion.V7_2, options, workload(KernelVersion.V7_2)));
    }
  }

  @Test
  void noRoundsAtAll() throws IOException {
    PerfDataOptions options = FILE.withRing(1 << 19, 0);
    check(SyntheticRecording.of(KernelVersion.V5_15, options, workload(KernelVersion.V5_15)));
  }

  static List<Arguments> sampleTypes() {
    long all = SampleType.ADDR | SampleType.ID | SampleType.STREAM_ID;
    long readGroup =
        ReadFormat.GROUP
            | ReadFormat.ID
            | ReadFormat.LOST
            | ReadFormat.TOTAL_TIME_ENABLED
            | ReadFormat.TOTAL_TIME_RUNNING;
    return List.of(
        Arguments.of(SampleType.CALLCHAIN, ReadFormat.ID),
        Arguments.of(SampleType.READ, ReadFormat.ID),
        Arguments.of(SampleType.READ, ReadFormat.ID | ReadFormat.LOST),
        Arguments.of(SampleType.READ, readGroup),
        Arguments.of(SampleType.READ | SampleType.CALLCHAIN, readGroup),
        Arguments.of(all, ReadFormat.ID),
        Arguments.of(
            all
                | SampleType.READ
                | SampleType.CALLCHAIN
                | SampleType.BRANCH_STACK
                | SampleType.WEIGHT
                | SampleType.DATA_SRC
                | SampleType.PHYS_ADDR,
            readGroup));
  }

  @ParameterizedTest
  @MethodSource("sampleTypes")
  void furtherSampleFields(long sampleType, long readFormat) throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      check(
          SyntheticRecording.of(
                  KernelVersion.V6_12, FILE.withOrder(order), workload(KernelVersion.V6_12))
              .withSampleType(sampleType, readFormat));
    }
  }

  @ParameterizedTest
  @EnumSource(KernelVersion.class)
  void everyTracepointWithReusedTidsAndSpuriousWakings(KernelVersion kernel) throws IOException {
    Set<SchedTracepoint> all = EnumSet.allOf(SchedTracepoint.class);
    if (!kernel.hasWaking()) {
      all.remove(SchedTracepoint.WAKING);
    }
    for (long seed = 1; seed <= 5; seed++) {
      WorkloadOptions workload =
          WorkloadOptions.of(kernel, 4, 24, seed).withRecorded(all).withOddities(12, 30, 130);
      check(SyntheticRecording.of(kernel, FILE, workload), 20_000, "");
    }
  }

  @Test
  void switchRecordsBesideTracepointsChangeNothing() throws IOException {
    check(
        SyntheticRecording.of(KernelVersion.V7_2, FILE, workload(KernelVersion.V7_2))
            .withSwitchRecords());
  }

  @Test
  void oneCpuAndManyCpus() throws IOException {
    for (int cpus : new int[] {1, 2, 64, 300}) {
      WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V6_12, cpus, 2 * cpus, 3);
      check(SyntheticRecording.of(KernelVersion.V6_12, FILE, workload), 20_000, "");
    }
  }

  private static WorkloadOptions workload(KernelVersion kernel) {
    return WorkloadOptions.of(kernel, 3, 20, 4).withOddities(40, 10, 4000);
  }

  private void check(SyntheticRecording recording) throws IOException {
    check(recording, EVENTS, "");
  }

  private void check(SyntheticRecording recording, long events, String problems)
      throws IOException {
    Path file = folder.resolve("perf.data");
    GroundTruth truth = recording.writeTo(file, events);
    try (Timeline timeline = Traces.open(file)) {
      assertThat(Traces.problems(timeline)).as("problems").isEqualTo(problems);
      assertThat(timeline.range()).isEqualTo(new TimeRange(truth.firstNs(), truth.lastNs()));
      TimelineWalk.walk(timeline);
      TruthCheck.of(truth).check(timeline);
      counts(timeline, truth);
      properties(timeline, recording);
    }
  }

  private static void counts(Timeline timeline, GroundTruth truth) {
    Map<String, Long> counted = new HashMap<>();
    for (EventCount count : timeline.eventCounts()) {
      counted.put(count.name(), count.count());
    }
    truth
        .events()
        .forEach(
            (tracepoint, count) ->
                assertThat(counted.get(tracepoint.qualifiedName()))
                    .as(tracepoint.qualifiedName())
                    .isEqualTo(count));
    assertThat(counted.get("PERF_RECORD_SAMPLE")).isEqualTo(truth.totalEvents());
    assertThat(timeline.sources().getFirst().events()).isEqualTo(truth.totalEvents());
    long wakeups =
        truth.events(SchedTracepoint.WAKING)
            + truth.events(SchedTracepoint.WAKEUP)
            + truth.events(SchedTracepoint.WAKEUP_NEW);
    assertThat(timeline.wakeups().size()).isEqualTo(wakeups);
    assertThat(timeline.migrations().size()).isEqualTo(truth.events(SchedTracepoint.MIGRATE_TASK));
    assertThat(timeline.holes()).isEmpty();
  }

  private static void properties(Timeline timeline, SyntheticRecording recording) {
    assertThat(timeline.properties())
        .containsEntry(Properties.KERNEL_RELEASE, recording.kernel().release())
        .containsEntry(Properties.HOST_NAME, "synthetic")
        .containsEntry(Properties.RECORDER_VERSION, "6.1.0")
        .containsEntry(Properties.RECORDER_COMMAND, "perf record -a -R -c 1 -e sched:*")
        .containsEntry(Properties.LOST_EVENTS, "0")
        .doesNotContainKey(Properties.KERNEL_PREEMPTION);
    assertThat(timeline.clocks())
        .filteredOn(c -> c.name().equals(ClockDomain.REALTIME))
        .singleElement()
        .satisfies(
            c ->
                assertThat(c.offsetNs())
                    .isEqualTo(
                        recording.workload().startNs() - SyntheticRecording.START_WALL_CLOCK_NS));
    boolean hasClockId = recording.file().attrSize() >= 96;
    assertThat(timeline.clocks().get(timeline.sources().getFirst().clock()).name())
        .isEqualTo(hasClockId ? "CLOCK_MONOTONIC" : timeline.clocks().getLast().name());
  }
}
