package dev.corelane.trace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.RandomTimeline.Slice;
import dev.corelane.trace.timeline.RandomTimeline.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SchedulingPropertiesTest {
  @Property(tries = 100)
  void slicesOfACpuAreWhatWasRecordedAndGapless(
      @ForAll long seed, @ForAll @IntRange(max = 500) int size) {
    try (var random = new RandomTimeline(seed, size)) {
      Timeline t = random.timeline();
      for (int cpu = 0; cpu < t.cpus().size(); cpu++) {
        CpuSlices lane = t.slices(cpu);
        List<Slice> stored = new ArrayList<>();
        for (long i = 0; i < lane.count(); i++) {
          stored.add(new Slice(lane.startNs(i), lane.endNs(i), lane.task(i)));
        }
        assertThat(stored).isEqualTo(withUnknown(random.slices().get(cpu), t.range()));
      }
    }
  }

  @Property(tries = 100)
  void statesOfATaskAreWhatWasRecordedAndGapless(
      @ForAll long seed, @ForAll @IntRange(max = 500) int size) {
    try (var random = new RandomTimeline(seed, size)) {
      Timeline t = random.timeline();
      for (int task = 0; task < t.taskCount(); task++) {
        TaskStates states = t.states(task);
        List<State> stored = new ArrayList<>();
        for (long i = 0; i < states.count(); i++) {
          stored.add(new State(states.startNs(i), states.kind(i)));
          boolean last = i == states.count() - 1;
          assertThat(states.endNs(i)).isEqualTo(last ? t.range().endNs() : states.startNs(i + 1));
        }
        List<State> recorded = new ArrayList<>(random.states().get(task));
        if (recorded.isEmpty() || recorded.getFirst().startNs() > t.range().startNs()) {
          recorded.addFirst(new State(t.range().startNs(), StateKind.UNKNOWN));
        }
        assertThat(stored).isEqualTo(recorded);
      }
    }
  }

  @Property(tries = 100)
  void whatIsFoundAtATimeCoversIt(@ForAll long seed, @ForAll @IntRange(max = 300) int size) {
    try (var built = new RandomTimeline(seed, size)) {
      Timeline t = built.timeline();
      var random = new Random(seed);
      TimeRange range = t.range();
      for (int i = 0; i < 200; i++) {
        long time = range.startNs() - 10 + random.nextLong(range.durationNs() + 20);
        for (int cpu = 0; cpu < t.cpus().size(); cpu++) {
          CpuSlices lane = t.slices(cpu);
          assertThat(lane.at(time)).isEqualTo(lastBegun(lane.count(), lane::startNs, time));
        }
        int task = random.nextInt(t.taskCount());
        TaskStates states = t.states(task);
        assertThat(states.at(time)).isEqualTo(lastBegun(states.count(), states::startNs, time));
        FactTable<?> marks = t.marks();
        long row = marks.firstAtOrAfter(time);
        assertThat(row == marks.size() || marks.timeNs(row) >= time).isTrue();
        assertThat(row == 0 || marks.timeNs(row - 1) < time).isTrue();
      }
    }
  }

  @Property(tries = 100)
  void aRunningStateIsTheSliceOfItsTask(@ForAll long seed, @ForAll @IntRange(max = 300) int size) {
    try (var random = new RandomTimeline(seed, size)) {
      Timeline t = random.timeline();
      for (int task = Task.UNKNOWN + 1; task < t.taskCount(); task++) {
        TaskStates states = t.states(task);
        for (long i = 0; i < states.count(); i++) {
          if (states.kind(i) == StateKind.RUNNING) {
            CpuSlices lane = t.slices(states.cpu(i));
            long index = states.sliceRow(i) - lane.firstRow();
            assertThat(lane.task(index)).isEqualTo(task);
            assertThat(lane.startNs(index)).isEqualTo(states.startNs(i));
          }
        }
      }
    }
  }

  @Property(tries = 100)
  void aRandomTimelineKeepsThePromises(@ForAll long seed, @ForAll @IntRange(max = 300) int size) {
    try (var random = new RandomTimeline(seed, size);
        var same = new RandomTimeline(seed, size)) {
      assertThat(TimelineWalk.walk(random.timeline()))
          .isEqualTo(TimelineWalk.walk(same.timeline()));
    }
  }

  private interface Starts {
    long startNs(long index);
  }

  private static long lastBegun(long count, Starts starts, long timeNs) {
    long found = 0;
    for (long i = 0; i < count; i++) {
      if (starts.startNs(i) <= timeNs) {
        found = i;
      }
    }
    return found;
  }

  private static List<Slice> withUnknown(List<Slice> recorded, TimeRange range) {
    List<Slice> all = new ArrayList<>();
    long at = range.startNs();
    for (Slice slice : recorded) {
      if (slice.startNs() > at) {
        all.add(new Slice(at, slice.startNs(), Task.UNKNOWN));
      }
      all.add(slice);
      at = slice.endNs();
    }
    if (at < range.endNs()) {
      all.add(new Slice(at, range.endNs(), Task.UNKNOWN));
    }
    return all;
  }
}
