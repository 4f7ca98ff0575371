package dev.corelane.analysis.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IntervalsTest {
  private static final int END = 500;

  @Property(tries = 200)
  void setsOfTimesAreWhatASetOfNanosecondsIs(
      @ForAll long seed, @ForAll @IntRange(max = 40) int count) {
    var random = new Random(seed);
    var one = new BitSet();
    var other = new BitSet();
    Intervals first = intervals(random, count, one);
    Intervals second = intervals(random, count, other);
    int from = random.nextInt(END);
    int to = from + random.nextInt(END - from);
    assertThat(first.length()).isEqualTo(one.cardinality());
    assertThat(first.overlap(from, to)).isEqualTo(one.get(from, to).cardinality());
    assertThat(first.cut(from, to).length()).isEqualTo(one.get(from, to).cardinality());
    long[] times = random.longs(20, 0, END).sorted().toArray();
    assertThat(first.count(times))
        .isEqualTo(
            Arrays.stream(times)
                .filter(time -> one.get((int) time) || time > 0 && one.get((int) time - 1))
                .count());
    one.and(other);
    assertThat(first.within(second)).isEqualTo(one.cardinality());
  }

  private static Intervals intervals(Random random, int count, BitSet set) {
    var intervals = new Intervals();
    for (int i = 0; i < count; i++) {
      int start = random.nextInt(END);
      int end = start + random.nextInt(20);
      intervals.add(start, end);
      set.set(start, end);
    }
    return intervals;
  }
}
