package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Decodes recordings with the walker, by ids, sample types and offsets in the format texts.
class SyntheticRecordingTest {
  private static final int SAMPLE = 9;
  private static final int SWITCH_CPU_WIDE = 15;
  private static final int EVENTS = 8000;
  private static final PerfDataOptions FILE = PerfDataOptions.defaults().withRing(1 << 15, 900);

  @TempDir Path folder;

  /// A sched_switch: what a reader needs of it.
  private record Switch(long time, int cpu, int prev, long state, int next) {}

  private PerfDataWalker walk(SyntheticRecording recording) throws IOException {
    Path file = folder.resolve("perf.data");
    recording.writeTo(file, EVENTS);
    return new PerfDataWalker(file);
  }

  private static List<Switch> switches(PerfDataWalker read, EventFormat format) {
    List<Switch> switches = new ArrayList<>();
    PerfDataWalker.Attr attr =
        read.attrs.stream().filter(a -> a.config() == format.id()).findFirst().orElseThrow();
    boolean callchain = (attr.sampleType() & SampleType.CALLCHAIN) != 0;
    for (PerfDataWalker.Rec rec : read.ofType(SAMPLE)) {
      ByteBuffer p = rec.payload();
      if (attr.ids().contains(p.getLong(0))) {
        int raw = callchain ? 48 + 8 + 8 * (int) p.getLong(48) + 4 : 52;
        assertThat(p.getShort(raw)).as("common_type").isEqualTo((short) format.id());
        assertThat(p.getInt(raw + 4)).as("common_pid").isEqualTo(p.getInt(20));
        int stateAt = raw + format.field("prev_state").offset();
        boolean wide = format.field("prev_state").size() == 8;
        switches.add(
            new Switch(
                p.getLong(24),
                p.getInt(32),
                p.getInt(raw + format.field("prev_pid").offset()),
                wide ? p.getLong(stateAt) : p.getInt(stateAt),
                p.getInt(raw + format.field("next_pid").offset())));
      }
    }
    switches.sort(Comparator.comparingLong(Switch::time));
    return switches;
  }

  static Stream<PerfDataOptions> forms() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
        .flatMap(order -> Stream.of(Form.values()).map(FILE.withOrder(order)::withForm))
        .flatMap(options -> Stream.of(Compression.values()).map(options::withCompression))
        .flatMap(options -> Stream.of(4, 8).map(longSize -> options.withLongSize(longSize)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormHoldsTheSameSwitchesInAChain(PerfDataOptions options) throws IOException {
    WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V6_12, 3, 20, 4);
    SyntheticRecording recording = SyntheticRecording.of(KernelVersion.V6_12, options, workload);
    List<Switch> read = switches(walk(recording), format(KernelVersion.V6_12, options));
    List<Switch> plain =
        switches(
            walk(SyntheticRecording.of(KernelVersion.V6_12, FILE, workload)),
            format(KernelVersion.V6_12, FILE));
    assertThat(read).isEqualTo(plain).hasSizeGreaterThan(2000);
    Map<Integer, Integer> nextByCpu = new TreeMap<>();
    for (Switch s : read) {
      Integer expected = nextByCpu.put(s.cpu, s.next);
      if (expected != null) {
        assertThat(s.prev).as("previous task of %s", s).isEqualTo(expected);
      }
    }
    assertThat(nextByCpu).hasSize(3);
  }

  private static EventFormat format(KernelVersion kernel, PerfDataOptions options) {
    return new EventFormats(kernel, options.longSize()).get(SchedTracepoint.SWITCH);
  }

  @Test
  void involuntarySwitchesAreThoseOfTheTruthOnEveryKernel() throws IOException {
    for (KernelVersion kernel : KernelVersion.values()) {
      WorkloadOptions workload = WorkloadOptions.of(kernel, 3, 20, 4);
      SyntheticRecording recording = SyntheticRecording.of(kernel, FILE, workload);
      Path file = folder.resolve("perf.data");
      GroundTruth truth = recording.writeTo(file, EVENTS);
      long inKernel = kernel.states().encode(TaskState.RUNNING, true);
      List<Switch> switches = switches(new PerfDataWalker(file), format(kernel, FILE));
      assertThat(switches.stream().filter(s -> s.prev != 0 && s.state == inKernel))
          .hasSize((int) truth.total(GroundTruth.ThreadTruth::preemptedInKernel))
          .isNotEmpty();
      assertThat(
              switches.stream().filter(s -> s.prev != 0 && (s.state == inKernel || s.state == 0)))
          .hasSize((int) truth.total(GroundTruth.ThreadTruth::involuntarySwitches));
    }
  }

  @Test
  void switchRecordsAndCallchainsOnRequest() throws IOException {
    WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V7_2, 3, 20, 4);
    PerfDataWalker read =
        walk(
            SyntheticRecording.of(KernelVersion.V7_2, FILE, workload)
                .withSampleType(SampleType.CALLCHAIN, ReadFormat.ID)
                .withSwitchRecords());
    List<Switch> switches = switches(read, format(KernelVersion.V7_2, FILE));
    assertThat(read.ofType(SWITCH_CPU_WIDE)).hasSize(2 * switches.size());
    long outs =
        read.ofType(SWITCH_CPU_WIDE).stream().filter(r -> (r.misc() & 1 << 13) != 0).count();
    assertThat(outs).isEqualTo(switches.size());
    assertThat(read.attrs.getFirst().bytes().getLong(40) >>> 26 & 1).isEqualTo(1);
  }

  @Test
  void tasksComeWithTheirRecords() throws IOException {
    WorkloadOptions workload =
        WorkloadOptions.of(KernelVersion.V7_2, 3, 20, 4).withOddities(50, 0, 4000);
    Path file = folder.resolve("perf.data");
    GroundTruth truth =
        SyntheticRecording.of(KernelVersion.V7_2, FILE, workload).writeTo(file, EVENTS);
    PerfDataWalker read = new PerfDataWalker(file);
    long forks = truth.events(SchedTracepoint.PROCESS_FORK);
    assertThat(forks).isGreaterThan(10);
    assertThat(read.ofType(7)).as("FORK").hasSize(20 + (int) forks);
    assertThat(read.ofType(4)).as("EXIT").hasSize((int) truth.events(SchedTracepoint.PROCESS_EXIT));
    assertThat(read.ofType(3))
        .as("COMM")
        .hasSize(20 + (int) truth.events(SchedTracepoint.PROCESS_EXEC));
    assertThat(truth.threads()).hasSize(20 + (int) forks);
    assertThat(truth.threads().stream().filter(t -> t.forkedNs() >= 0)).hasSize((int) forks);
  }
}
