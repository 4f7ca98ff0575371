package dev.corelane.trace.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.Task;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LevelPropertiesTest {
  @Property(tries = 100)
  void everyLevelHoldsTheTimeOfTheSlices(
      @ForAll long seed, @ForAll @IntRange(max = 1500) int size) {
    try (var random = new RandomTimeline(seed, size)) {
      Timeline t = random.timeline();
      for (int cpu = 0; cpu < t.cpus().size(); cpu++) {
        CpuSlices lane = t.slices(cpu);
        CpuLevels levels = t.levels(cpu);
        double allBusy = time(lane, true);
        double allUnknown = time(lane, false);
        for (int level = 0; level < levels.count(); level++) {
          double width = levels.widthNs(level);
          double rounding = levels.buckets(level) * width / (1L << 31) + 1e-3;
          double busy = 0;
          double unknown = 0;
          long involuntary = 0;
          for (long b = 0; b < levels.buckets(level); b++) {
            busy += levels.busy(level, b) * width;
            unknown += levels.unknown(level, b) * width;
            involuntary += levels.involuntarySwitches(level, b);
          }
          assertThat(busy).isCloseTo(allBusy, offset(rounding));
          assertThat(unknown).isCloseTo(allUnknown, offset(rounding));
          assertThat(involuntary).isEqualTo(involuntary(lane));
        }
        assertThat(levels.buckets(levels.count() - 1)).isEqualTo(1);
      }
    }
  }

  @Property(tries = 100)
  void everyLevelHoldsTheWaitingAndThePreemptedHolders(
      @ForAll long seed, @ForAll @IntRange(max = 1500) int size) {
    try (var random = new RandomTimeline(seed, size)) {
      Timeline t = random.timeline();
      double waited = waited(t);
      long holders = holderPreemptions(t);
      for (int level = 0; level < t.levels(0).count(); level++) {
        double runnable = 0;
        long preempted = 0;
        double rounding = 1e-3;
        for (int cpu = 0; cpu < t.cpus().size(); cpu++) {
          CpuLevels levels = t.levels(cpu);
          double width = levels.widthNs(level);
          rounding += levels.buckets(level) * width / (1L << 17);
          for (long b = 0; b < levels.buckets(level); b++) {
            runnable += levels.runnable(level, b) * width;
            preempted += levels.holderPreemptions(level, b);
          }
        }
        assertThat(runnable).isCloseTo(waited, offset(rounding));
        assertThat(preempted).isEqualTo(holders);
      }
    }
  }

  @Property(tries = 20)
  void aBucketIsWhatItsSlicesAre(@ForAll long seed, @ForAll @IntRange(max = 300) int size) {
    try (var random = new RandomTimeline(seed, size)) {
      Timeline t = random.timeline();
      for (int cpu = 0; cpu < t.cpus().size(); cpu++) {
        CpuLevels levels = t.levels(cpu);
        double width = levels.widthNs(0);
        for (long b = 0; b < levels.buckets(0); b++) {
          Map<Integer, Long> times = times(t.slices(cpu), levels.startNs(0, b), (long) width);
          long unknown = times.getOrDefault(Task.UNKNOWN, 0L);
          times.keySet().removeIf(task -> task <= Task.UNKNOWN);
          long busy = times.values().stream().mapToLong(Long::longValue).sum();
          long most = times.values().stream().mapToLong(Long::longValue).max().orElse(0);
          assertThat(levels.busy(0, b)).isCloseTo(busy / width, offset(1e-9));
          assertThat(levels.unknown(0, b)).isCloseTo(unknown / width, offset(1e-9));
          int dominant = levels.dominantTask(0, b);
          assertThat(times.getOrDefault(dominant, 0L)).isEqualTo(most);
        }
      }
    }
  }

  @Property(tries = 100)
  void theWorstDelayIsTheSameOnEveryLevel(
      @ForAll long seed, @ForAll @IntRange(max = 1000) int size) {
    try (var random = new RandomTimeline(seed, size)) {
      Timeline t = random.timeline();
      for (int cpu = 0; cpu < t.cpus().size(); cpu++) {
        CpuLevels levels = t.levels(cpu);
        long top = levels.worstDelayNs(levels.count() - 1, 0);
        for (int level = 0; level < levels.count(); level++) {
          long worst = 0;
          for (long b = 0; b < levels.buckets(level); b++) {
            worst = Math.max(worst, levels.worstDelayNs(level, b));
          }
          assertThat(worst).isEqualTo(top);
        }
      }
    }
  }

  private static double time(CpuSlices lane, boolean known) {
    double sum = 0;
    for (long i = 0; i < lane.count(); i++) {
      int task = lane.task(i);
      if (known ? task > Task.UNKNOWN : task == Task.UNKNOWN) {
        sum += lane.endNs(i) - lane.startNs(i);
      }
    }
    return sum;
  }

  private static long involuntary(CpuSlices lane) {
    long count = 0;
    for (long i = 0; i < lane.count(); i++) {
      count += lane.end(i).involuntary() ? 1 : 0;
    }
    return count;
  }

  private static Map<Integer, Long> times(CpuSlices lane, long start, long width) {
    Map<Integer, Long> times = new HashMap<>();
    for (long i = 0; i < lane.count(); i++) {
      long inside = Math.min(lane.endNs(i), start + width) - Math.max(lane.startNs(i), start);
      if (inside > 0) {
        times.merge(lane.task(i), inside, Long::sum);
      }
    }
    return times;
  }

  private static double waited(Timeline t) {
    double sum = 0;
    for (int task = Task.UNKNOWN + 1; task < t.taskCount(); task++) {
      TaskStates states = t.states(task);
      for (long i = 0; i < states.count(); i++) {
        if (states.kind(i).runnable()) {
          sum += states.endNs(i) - states.startNs(i);
        }
      }
    }
    return sum;
  }

  private static long holderPreemptions(Timeline t) {
    long count = 0;
    for (int cpu = 0; cpu < t.cpus().size(); cpu++) {
      CpuSlices lane = t.slices(cpu);
      for (long i = 0; i < lane.count(); i++) {
        SchedSlice slice = lane.get(i);
        if (slice.end().involuntary() && slice.task() > Task.UNKNOWN) {
          count += holds(t, slice.task(), slice.endNs()) ? 1 : 0;
        }
      }
    }
    return count;
  }

  private static boolean holds(Timeline t, int task, long timeNs) {
    for (long row = 0; row < t.holds().size(); row++) {
      LockHold hold = t.holds().get(row);
      if (hold.task() == task && hold.startNs() <= timeNs && timeNs < hold.endNs()) {
        return true;
      }
    }
    return false;
  }
}
