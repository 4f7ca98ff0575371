package dev.corelane.analysis.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PrimitiveTablesTest {
  @Property(tries = 100)
  void timesOfThreadsAddUpAsInAMap(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100_000) int tasks) {
    var random = new Random(seed);
    var times = new TaskTimes();
    Map<Integer, TaskTime> expected = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      int task = random.nextInt(tasks);
      int count = random.nextInt(2);
      long ns = random.nextInt(1000);
      times.add(task, count, ns);
      expected.merge(
          task,
          new TaskTime(task, count, ns),
          (a, b) -> new TaskTime(task, a.count() + b.count(), a.ns() + b.ns()));
    }
    assertThat(times.list()).containsExactlyInAnyOrderElementsOf(expected.values());
  }

  @Property(tries = 100)
  void whoWaitedIsKnownAsInASet(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3000) int locks,
      @ForAll @IntRange(min = 1, max = 3000) int tasks) {
    var random = new Random(seed);
    var waited = new Waited();
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      int lock = random.nextInt(locks);
      int task = random.nextInt(tasks);
      long pair = (long) lock * tasks + task;
      if (random.nextBoolean()) {
        waited.add(lock, task);
        expected.add(pair);
      } else {
        assertThat(waited.remove(lock, task)).isEqualTo(expected.remove(pair));
      }
    }
  }
}
