package dev.corelane.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// On two CPUs of Linux 7.2 a slice is 1.4 ms.
class SliceOverrunTest {
  private static final long US = 1_000;
  private static final long SLICE = 1_400 * US;

  /// Two threads that take turns on one CPU; the run lengths repeat.
  private static RecordedMachine machine(int runs, Map<String, Double> settings, long... lengths) {
    try (var builder = new TimelineBuilder()) {
      int cpu = builder.cpu(0);
      builder.cpu(1);
      builder.property(Properties.KERNEL_RELEASE, "7.2.13");
      builder.property(Properties.HOST_ARCH, "x86_64");
      int[] threads = {builder.task(11, 11, "a", 0, false), builder.task(12, 12, "b", 0, false)};
      long at = 0;
      for (int i = 0; i < runs; i++) {
        long end = at + lengths[i % lengths.length];
        int thread = threads[i % 2];
        builder.slice(
            cpu,
            at,
            end,
            thread,
            SliceEnd.PREEMPTED_USER,
            'R',
            Provenance.RECORDED,
            false,
            false,
            120,
            0);
        builder.state(
            thread,
            end,
            StateKind.RUNNABLE_PREEMPTED,
            'R',
            cpu,
            threads[1 - i % 2],
            Provenance.RECORDED);
        at = end;
      }
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        return RecordedMachine.of(timeline, PreemptionModel.LAZY, null, settings);
      }
    }
  }

  /// 100 and 300 us late; a rest of a slice and a run without anybody waiting do not count.
  @Test
  void runsBeyondTheSliceTellHowLateItEnds() {
    RecordedMachine found =
        machine(400, Map.of(), SLICE + 100 * US, SLICE / 2, SLICE + 300 * US, 2 * SLICE);
    assertThat(found.machine().sliceEndNs()).isEqualTo(200 * US);
    assertThat(found.assumptions())
        .contains("A slice ends 200 µs late, as slices did in the recording on average");
  }

  @Test
  void anotherKernelWouldBeAsLate() {
    RecordedMachine found = machine(400, Map.of(), SLICE + 100 * US);
    assertThat(found.with(PreemptionModel.FULL, null, Map.of()).sliceEndNs()).isEqualTo(100 * US);
    assertThat(found.with(PreemptionModel.NONE, KernelVersion.parse("6.12"), Map.of()).sliceEndNs())
        .isEqualTo(100 * US);
  }

  @Test
  void fewRunsOrTicksTellNothing() {
    assertThat(machine(99, Map.of(), SLICE + 100 * US).machine().sliceEndNs()).isZero();
    assertThat(machine(400, Map.of("hrtick", 0.0), SLICE + 100 * US).machine().sliceEndNs())
        .isZero();
  }

  @Test
  void itIsNeverEarly() {
    var machine = machine(99, Map.of(), SLICE).machine();
    assertThatThrownBy(() -> machine.withSliceEndNs(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An interrupt does not come early: -1 ns");
  }
}
