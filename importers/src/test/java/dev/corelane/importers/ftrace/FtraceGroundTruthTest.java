package dev.corelane.importers.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.ftrace.testing.FtraceRecording;
import dev.corelane.importers.ftrace.testing.TraceDatOptions;
import dev.corelane.importers.ftrace.testing.TraceDatOptions.Compression;
import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.importers.testing.TruthCheck;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the importer makes of a generated trace.dat equals what the generator knows of it, to the
/// nanosecond: every form of the file, every kernel, every thread and CPU.
class FtraceGroundTruthTest {
  private static final long EVENTS = 3000;

  @TempDir Path folder;

  static Stream<Arguments> forms() {
    return Stream.of(KernelVersion.values())
        .flatMap(
            kernel ->
                Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                    .map(TraceDatOptions.defaults()::withOrder)
                    .flatMap(o -> Stream.of(4, 8).map(o::withLongSize))
                    .flatMap(
                        o ->
                            Stream.concat(
                                Stream.of(o.withVersion(6)),
                                Stream.of(Compression.values()).map(o::withCompression)))
                    .map(options -> Arguments.of(kernel, options)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormOnEveryKernel(KernelVersion kernel, TraceDatOptions options) throws IOException {
    check(kernel, options, workload(kernel), EVENTS);
  }

  @ParameterizedTest
  @EnumSource(KernelVersion.class)
  void everyTracepointWithReusedTidsAndSpuriousWakings(KernelVersion kernel) throws IOException {
    Set<SchedTracepoint> all = EnumSet.allOf(SchedTracepoint.class);
    if (!kernel.hasWaking()) {
      all.remove(SchedTracepoint.WAKING);
    }
    for (long seed = 1; seed <= 3; seed++) {
      WorkloadOptions workload =
          WorkloadOptions.of(kernel, 4, 24, seed).withRecorded(all).withOddities(12, 30, 130);
      check(kernel, TraceDatOptions.defaults(), workload, 20_000);
    }
  }

  @Test
  void everySizeOfSubBuffers() throws IOException {
    for (int size : new int[] {256, 1024, 4096, 8192, 65_536, 1 << 19}) {
      for (Compression compression : Compression.values()) {
        check(
            KernelVersion.V7_2,
            TraceDatOptions.defaults().withCompression(compression).withPageSize(size),
            workload(KernelVersion.V7_2),
            EVENTS);
      }
    }
  }

  @Test
  void oneCpuAndManyCpus() throws IOException {
    for (int cpus : new int[] {1, 2, 64, 300}) {
      WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V6_12, cpus, 2 * cpus, 3);
      check(KernelVersion.V6_12, TraceDatOptions.defaults(), workload, 20_000);
    }
  }

  private static WorkloadOptions workload(KernelVersion kernel) {
    return WorkloadOptions.of(kernel, 3, 20, 4).withOddities(40, 10, 4000);
  }

  private void check(
      KernelVersion kernel, TraceDatOptions options, WorkloadOptions workload, long events)
      throws IOException {
    FtraceRecording recording = FtraceRecording.of(kernel, options, workload, events);
    Path file = Files.write(folder.resolve("trace.dat"), recording.bytes());
    GroundTruth truth = recording.truth();
    try (Timeline timeline = Traces.open(file)) {
      assertThat(Traces.problems(timeline)).as("problems").isEmpty();
      assertThat(timeline.range()).isEqualTo(new TimeRange(truth.firstNs(), truth.lastNs()));
      TimelineWalk.walk(timeline);
      TruthCheck.ofEvents(truth, recording.names()).check(timeline);
      counts(timeline, truth);
      assertThat(timeline.properties())
          .containsEntry(Properties.KERNEL_RELEASE, kernel.release())
          .containsEntry(Properties.HOST_NAME, "synthetic")
          .containsEntry(Properties.HOST_ARCH, "x86_64")
          .containsEntry(Properties.RECORDER_VERSION, "3.3.1")
          .containsEntry(Properties.LOST_EVENTS, "0");
      assertThat(timeline.clocks().get(timeline.sources().getFirst().clock()).name())
          .isEqualTo("CLOCK_MONOTONIC");
    }
  }

  private static void counts(Timeline timeline, GroundTruth truth) {
    Map<String, Long> counted = new HashMap<>();
    for (EventCount count : timeline.eventCounts()) {
      counted.put(count.name(), count.count());
    }
    Map<String, Long> expected = new HashMap<>();
    truth.events().forEach((t, n) -> expected.put(t.qualifiedName(), n));
    expected.values().removeIf(n -> n == 0);
    assertThat(counted).isEqualTo(expected);
    assertThat(timeline.sources().getFirst().events()).isEqualTo(truth.totalEvents());
    assertThat(timeline.holes()).isEmpty();
  }
}
