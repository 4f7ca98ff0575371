package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EarliestCpuTest {
  @Property(tries = 200)
  void findsTheSmallestTime(@ForAll @IntRange(min = 1, max = 20) int cpus, @ForAll long seed) {
    var random = new SplitMix64(seed);
    var earliest = new EarliestCpu(cpus);
    long[] times = new long[cpus];
    for (int cpu = 0; cpu < cpus; cpu++) {
      times[cpu] = random.below(50);
      earliest.set(cpu, times[cpu]);
    }
    for (int i = 0; i < 100; i++) {
      int cpu = random.below(cpus);
      long time = random.below(50);
      if (random.onceIn(2)) {
        times[cpu] = time;
        earliest.set(cpu, time);
      } else {
        times[cpu] = Math.min(times[cpu], time);
        earliest.atLatest(cpu, time);
      }
      assertThat(times[earliest.cpu()]).isEqualTo(Arrays.stream(times).min().orElseThrow());
      assertThat(earliest.time(cpu)).isEqualTo(times[cpu]);
    }
  }
}
