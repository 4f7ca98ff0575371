package dev.corelane.render.digest;

import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The marks of one category by time.
public final class MarkList {
  private final String category;
  private final long[] times;
  private final int[] rows;

  private MarkList(String category, long[] times, int[] rows) {
    this.category = category;
    this.times = times;
    this.rows = rows;
  }

  static List<MarkList> of(Timeline timeline) {
    Map<String, List<Integer>> byCategory = new TreeMap<>();
    for (int i = 0; i < timeline.marks().size(); i++) {
      String category = timeline.marks().get(i).category();
      byCategory.computeIfAbsent(category, c -> new ArrayList<>()).add(i);
    }
    List<MarkList> lists = new ArrayList<>();
    byCategory.forEach((category, rows) -> lists.add(of(timeline, category, rows)));
    return List.copyOf(lists);
  }

  private static MarkList of(Timeline timeline, String category, List<Integer> rows) {
    return new MarkList(
        category,
        rows.stream().mapToLong(r -> timeline.marks().timeNs(r)).toArray(),
        rows.stream().mapToInt(Integer::intValue).toArray());
  }

  /// @return what sort of marks
  public String category() {
    return category;
  }

  /// @return number of marks
  public int count() {
    return times.length;
  }

  /// @param index 0 to count - 1
  /// @return when, ns
  public long timeNs(int index) {
    return times[index];
  }

  /// @param index 0 to count - 1
  /// @return its row of MARKS
  public int row(int index) {
    return rows[index];
  }

  /// The first mark at or after a moment.
  ///
  /// @param timeNs the moment
  /// @return its index, `count` if there is none
  public int firstAtOrAfter(long timeNs) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
