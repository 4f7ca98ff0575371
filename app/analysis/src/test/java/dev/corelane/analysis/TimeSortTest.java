package dev.corelane.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TimeSortTest {
  @Property(tries = 200)
  void rowsAreInOrderOfTimeAndEqualOnesInTheirOwn(
      @ForAll @Size(max = 300) long[] numbers, @ForAll @IntRange(min = 2, max = 62) int bits) {
    long[] times = Arrays.stream(numbers).map(number -> number >> bits).toArray();
    int[] expected =
        IntStream.range(0, times.length)
            .boxed()
            .sorted(Comparator.comparingLong(row -> times[row]))
            .mapToInt(row -> row)
            .toArray();
    assertThat(TimeSort.order(times, times.length)).isEqualTo(expected);
  }

  @Property(tries = 200)
  void theTimeAtAPlaceIsThatOfTheSortedTimes(
      @ForAll @Size(min = 1, max = 300) long[] numbers,
      @ForAll @IntRange(min = 2, max = 62) int bits,
      @ForAll @IntRange(max = 299) int any) {
    long[] times = Arrays.stream(numbers).map(number -> number >> bits).toArray();
    int place = any % times.length;
    long expected = Arrays.stream(times).sorted().toArray()[place];
    assertThat(TimeSort.nth(times, times.length, place)).isEqualTo(expected);
  }
}
