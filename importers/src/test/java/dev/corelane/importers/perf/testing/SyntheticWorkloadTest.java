package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SyntheticWorkloadTest {
  @Property(tries = 150)
  void streamIsConsistentAndAddsUpToItsTruth(
      @ForAll KernelVersion kernel,
      @ForAll @IntRange(min = 1, max = 9) int cpus,
      @ForAll @IntRange(min = 1, max = 40) int threads,
      @ForAll @IntRange(max = 30) int slicesPerLifecycle,
      @ForAll @IntRange(max = 50) int spuriousPercent,
      @ForAll @IntRange(min = 1, max = 3000) int events,
      @ForAll boolean allEvents,
      @ForAll long seed)
      throws IOException {
    Set<SchedTracepoint> recorded = EnumSet.copyOf(WorkloadOptions.usualEvents(kernel));
    if (allEvents) {
      recorded.addAll(new EventFormats(kernel, 8).tracepoints());
    }
    WorkloadOptions options =
        WorkloadOptions.of(kernel, cpus, threads, seed)
            .withRecorded(recorded)
            .withOddities(slicesPerLifecycle, spuriousPercent, 2 * threads + cpus + 64);
    var checker = new ConsistencyChecker(options);
    GroundTruth truth = SyntheticWorkload.run(options, events, checker);
    assertThat(truth.totalEvents()).isEqualTo(events).isEqualTo(checker.events);
    checker.compareWith(truth);
  }

  @Test
  void sameSeedSameEventsOtherSeedOtherEvents() throws IOException {
    WorkloadOptions options = WorkloadOptions.of(KernelVersion.V7_2, 4, 40, 1);
    GroundTruth first = SyntheticWorkload.run(options, 20_000, new ConsistencyChecker(options));
    GroundTruth again = SyntheticWorkload.run(options, 20_000, new ConsistencyChecker(options));
    assertThat(again).isEqualTo(first);
    WorkloadOptions other = WorkloadOptions.of(KernelVersion.V7_2, 4, 40, 2);
    assertThat(SyntheticWorkload.run(other, 20_000, new ConsistencyChecker(other)))
        .isNotEqualTo(first);
  }

  @Test
  void mixIsThatOfPerfSchedRecord() throws IOException {
    WorkloadOptions options = WorkloadOptions.of(KernelVersion.V7_2, 8, 200, 3);
    GroundTruth truth = SyntheticWorkload.run(options, 200_000, new ConsistencyChecker(options));
    double switches = truth.events(SchedTracepoint.SWITCH);
    assertThat(truth.events(SchedTracepoint.STAT_RUNTIME) / switches).isCloseTo(1, within(0.2));
    assertThat(truth.events(SchedTracepoint.WAKING) / switches).isCloseTo(0.6, within(0.1));
    assertThat(truth.events(SchedTracepoint.MIGRATE_TASK) / switches).isCloseTo(0.1, within(0.05));
    long involuntary = truth.total(GroundTruth.ThreadTruth::involuntarySwitches);
    assertThat(involuntary / switches).isBetween(0.1, 0.4);
    assertThat(truth.total(GroundTruth.ThreadTruth::preemptedInKernel))
        .isBetween(involuntary / 4, involuntary * 3 / 4);
    assertThat(truth.events(SchedTracepoint.PROCESS_FORK)).isGreaterThan(10);
    assertThat(truth.events(SchedTracepoint.PROCESS_EXIT)).isGreaterThan(10);
    assertThat(truth.events(SchedTracepoint.PROCESS_EXEC)).isGreaterThan(3);
    assertThat(truth.events(SchedTracepoint.PI_SETPRIO)).isGreaterThan(10);
    assertThat(truth.cpus()).allMatch(cpu -> cpu.busyNs() > 0 && cpu.idleNs() > 0);
  }

  @Test
  void tidsAreUsedAgain() throws IOException {
    WorkloadOptions options =
        WorkloadOptions.of(KernelVersion.V7_2, 2, 10, 3).withOddities(5, 0, 90);
    GroundTruth truth = SyntheticWorkload.run(options, 20_000, new ConsistencyChecker(options));
    long tids = truth.threads().stream().mapToInt(GroundTruth.ThreadTruth::tid).distinct().count();
    assertThat(truth.threads().size()).isGreaterThan(300);
    assertThat(tids).isLessThan(90);
  }
}
