package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `load` tells of a built-in recording, beside what other commands and perf count.
class LoadOfSamplesTest {
  @TempDir static Path folder;

  private static Path file = Path.of("");
  private static Json load = new Json(null);

  @BeforeAll
  static void run() throws IOException {
    file = SampleFiles.SMALL.copyTo(folder);
    load = Run.of("load", "--json", file).withoutWarnings();
  }

  /// `perf sched timehist -s` prints, to the microsecond and cut off, how long a CPU was idle, and
  /// "entire time window" for one that never was.
  @Test
  void idleTimesAreThoseOfPerf() {
    Map<Long, Long> idle =
        load.get("cpus").elements().stream()
            .collect(Collectors.toMap(cpu -> cpu.number("cpu"), cpu -> cpu.number("idleNs")));
    assertThat(idle).containsEntry(1L, 0L).containsEntry(2L, 0L);
    assertThat(idle.get(0L) / 1_000).isEqualTo(88);
    assertThat(idle.get(3L) / 1_000).isEqualTo(1_770);
  }

  @Test
  void everyRecordedMoveCounts() {
    List<Json> events =
        Run.of("info", "--json", file).withoutWarnings().get("eventCounts").elements();
    long recorded =
        events.stream()
            .filter(event -> event.text("name").equals("sched:sched_migrate_task"))
            .mapToLong(event -> event.number("count"))
            .sum();
    assertThat(load.number("migrations.total")).isEqualTo(recorded).isPositive();
  }

  /// What stands in the queues is what the threads wait: their run delays, and the waits that an
  /// end of the recording cut short.
  @Test
  void queuesHoldTheRunDelaysOfTheThreads() {
    long delays =
        Run.of("threads", "--json", file).withoutWarnings().elements().stream()
            .mapToLong(thread -> thread.number("runDelayNs"))
            .sum();
    double queued =
        load.get("cpus").elements().stream()
            .mapToDouble(
                cpu ->
                    (Double) cpu.get("waiting.mean").value()
                        * (cpu.number("busyNs") + cpu.number("idleNs")))
            .sum();
    assertThat(queued)
        .isCloseTo(delays, within(0.02 * delays))
        .isGreaterThanOrEqualTo(delays * 0.999);
  }
}
