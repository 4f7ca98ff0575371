package dev.corelane.importers.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedRecordsTest {
  private static final int SIZE = RecordLayout.COMMON_SIZE;

  private final TextEvent event = new TextEvent("e");
  private final List<Long> times = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final OrderedRecords records = new OrderedRecords(this::take);

  private void take(OrderedRecords from, int index) {
    times.add(from.time(index));
    int bare = from.tid(index);
    numbers.add(from.length(index) == 0 ? bare : from.slab().getInt(from.start(index)));
  }

  private void add(long time, int number) {
    var row = new TextRow();
    row.timeNs = time;
    row.tid = number;
    if (number % 5 == 0) {
      records.addBare(row, event);
      return;
    }
    records.slab().begin(SIZE + number % 3 * Long.BYTES);
    if (number % 7 == 0) {
      records.slab().drop();
      records.slab().begin(SIZE);
    }
    records.slab().putInt(0, number);
    records.add(row, event);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, OrderedRecords.WINDOW})
  void givesRecordsOutInOrderOfTimeAndThenOfTheirLines(int latest) {
    var random = new Random(latest);
    int count = 10 * OrderedRecords.WINDOW + 17;
    // Every fourth time is that of others; a record is late by less than a window.
    long[] time =
        IntStream.range(0, count)
            .mapToLong(i -> (i - (latest == 0 ? 0 : random.nextInt(latest))) / 4 * 4L)
            .toArray();
    for (int i = 0; i < count; i++) {
      add(time[i], i);
    }
    records.finish();
    assertThat(numbers)
        .isEqualTo(
            IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> time[i]))
                .toList());
    assertThat(times).isSorted().hasSize(count);
  }

  @Test
  void holdsNoMoreBytesThanItMust() {
    var row = new TextRow();
    byte[] text = new byte[1 << 14];
    for (int i = 0; i < 5000; i++) {
      row.timeNs = i;
      records.slab().begin(SIZE);
      records.slab().putString(0, text, 0, text.length);
      records.add(row, event);
      assertThat(records.slab().size()).isLessThan((16 << 20) + (1 << 15));
    }
    records.finish();
    assertThat(times).hasSize(5000).isSorted();
  }
}
