package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuRingsTest {
  private static final int SAMPLE = 9;
  private static final int FINISHED_ROUND = 68;
  private static final int TIME_AT = 24;

  @TempDir Path folder;

  @Test
  void nothingAfterARoundIsOlderThanTheNewestBeforeTheRoundBefore() throws IOException {
    Path file = folder.resolve("perf.data");
    PerfDataOptions options = PerfDataOptions.defaults().withRing(1 << 14, 1000);
    WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V6_12, 4, 30, 9);
    SyntheticRecording.of(KernelVersion.V6_12, options, workload).writeTo(file, 30_000);
    long newest = 0;
    long newestBeforeLastRound = 0;
    long floor = 0;
    int rounds = 0;
    int backwards = 0;
    for (PerfDataWalker.Rec rec : new PerfDataWalker(file).records) {
      if (rec.type() == FINISHED_ROUND) {
        rounds++;
        floor = newestBeforeLastRound;
        newestBeforeLastRound = newest;
      } else if (rec.type() == SAMPLE) {
        long time = rec.payload().getLong(TIME_AT);
        assertThat(time).isGreaterThan(floor);
        backwards += time < newest ? 1 : 0;
        newest = Math.max(newest, time);
      }
    }
    assertThat(rounds).isBetween(25, 35);
    assertThat(backwards).as("the file is not in time order").isGreaterThan(10_000);
  }

  @Test
  void withoutRoundsRecordsStayInOrder() throws IOException {
    Path file = folder.resolve("perf.data");
    PerfDataOptions options = PerfDataOptions.defaults().withRing(1 << 14, 0);
    WorkloadOptions workload = WorkloadOptions.of(KernelVersion.V6_12, 4, 30, 9);
    SyntheticRecording.of(KernelVersion.V6_12, options, workload).writeTo(file, 1000);
    PerfDataWalker read = new PerfDataWalker(file);
    assertThat(read.ofType(FINISHED_ROUND)).isEmpty();
    assertThat(read.ofType(SAMPLE)).extracting(r -> r.payload().getLong(TIME_AT)).isSorted();
  }
}
