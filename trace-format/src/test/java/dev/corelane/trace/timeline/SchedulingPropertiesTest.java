package dev.corelane.trace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.RandomTimeline.Slice;
import dev.corelane.trace.timeline.RandomTimeline.State;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  void statesAreReadUntilOneBeginsTooLate(
      @ForAll long seed,
      @ForAll @IntRange(max = 300) int size,
      @ForAll @IntRange(max = 3) int more) {
    try (var built = new RandomTimeline(seed, size)) {
      Timeline t = built.timeline();
      var random = new Random(seed);
      var run = new StateRun(t.states(Task.UNKNOWN));
      for (int task = 0; task < t.taskCount(); task++) {
        TaskStates states = t.states(task);
        long from = random.nextLong(states.count());
        long to = from + random.nextLong(states.count() - from + 1);
        long untilNs = t.range().startNs() + random.nextLong(t.range().durationNs() + 1);
        long end = states.read(from, to, untilNs, more, run);
        assertThat(end).isEqualTo(Math.clamp(states.at(untilNs) + 1, from, to));
        for (long i = 0; i < states.count(); i++) {
          assertThat(run.startNs(i)).isEqualTo(states.startNs(i));
          assertThat(run.endNs(i)).isEqualTo(states.endNs(i));
          assertThat(run.kind(i)).isEqualTo(states.kind(i));
          assertThat(run.cpu(i)).isEqualTo(states.cpu(i));
        }
      }
    }
  }

  @Property(tries = 50)
  void theCpuOfARowIsTheOneThatBeganLast(@ForAll long seed, @ForAll @IntRange(min = 1) int scale) {
    var random = new Random(seed);
    long[] firstRow = new long[1 + random.nextInt(40)];
    long rows = 0;
    for (int cpu = 0; cpu < firstRow.length; cpu++) {
      firstRow[cpu] = rows;
      rows += random.nextInt(4) == 0 ? 0 : random.nextInt(1 + scale % 100_000);
    }
    var cpus = new SliceCpus(new LongColumn(MemorySegment.ofArray(bytes(firstRow))), rows);
    for (long row = 0; row < rows; row += 1 + random.nextInt(1 + (int) (rows / 1000))) {
      int cpu = cpus.of(row);
      assertThat(firstRow[cpu]).isLessThanOrEqualTo(row);
      assertThat(cpu + 1 == firstRow.length || firstRow[cpu + 1] > row).isTrue();
    }
  }

  private static byte[] bytes(long[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return buffer.array();
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
