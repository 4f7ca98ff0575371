package dev.corelane.render.digest;

import java.util.Arrays;

/// How many intervals cover each moment, with the area under it: the mean over any stretch of time
/// is exact and takes two binary searches, however many intervals there are.
public final class Curve {
  private final long[] times;
  private final int[] levels;
  private final double[] areas;
  private final int most;

  private Curve(long[] times, int[] levels, double[] areas, int most) {
    this.times = times;
    this.levels = levels;
    this.areas = areas;
    this.most = most;
  }

  /// Counts intervals.
  ///
  /// @param starts their starts in any order, ns; is sorted
  /// @param ends their ends in any order, ns; is sorted
  /// @return the curve
  static Curve of(long[] starts, long[] ends) {
    Arrays.sort(starts);
    Arrays.sort(ends);
    long[] times = new long[starts.length + ends.length];
    int[] levels = new int[times.length];
    double[] areas = new double[times.length];
    int size = 0;
    int level = 0;
    int most = 0;
    double area = 0;
    int s = 0;
    int e = 0;
    while (e < ends.length) {
      long time = s < starts.length ? Math.min(starts[s], ends[e]) : ends[e];
      if (size > 0) {
        area += (double) level * (time - times[size - 1]);
      }
      while (s < starts.length && starts[s] == time) {
        level++;
        s++;
      }
      while (e < ends.length && ends[e] == time) {
        level--;
        e++;
      }
      most = Math.max(most, level);
      times[size] = time;
      levels[size] = level;
      areas[size++] = area;
    }
    return new Curve(
        Arrays.copyOf(times, size), Arrays.copyOf(levels, size), Arrays.copyOf(areas, size), most);
  }

  /// @return the largest number at any moment
  public int most() {
    return most;
  }

  /// How many intervals cover a moment.
  ///
  /// @param timeNs the moment
  /// @return the number
  public int at(long timeNs) {
    int i = last(timeNs);
    return i < 0 ? 0 : levels[i];
  }

  /// The mean number over a stretch of time.
  ///
  /// @param fromNs start
  /// @param toNs end
  /// @return the mean, the number at `fromNs` if the stretch is empty
  public double mean(long fromNs, long toNs) {
    return toNs <= fromNs ? at(fromNs) : (area(toNs) - area(fromNs)) / (toNs - fromNs);
  }

  /// The largest number during a stretch of time. Takes time in proportion to the changes in it.
  ///
  /// @param fromNs start
  /// @param toNs end
  /// @return the number
  public int most(long fromNs, long toNs) {
    int level = at(fromNs);
    for (int i = last(fromNs) + 1; i < times.length && times[i] < toNs; i++) {
      level = Math.max(level, levels[i]);
    }
    return level;
  }

  /// The area under the curve before a moment, in ns.
  double area(long timeNs) {
    int i = last(timeNs);
    return i < 0 ? 0 : areas[i] + (double) levels[i] * (timeNs - times[i]);
  }

  private int last(long timeNs) {
    int i = Arrays.binarySearch(times, timeNs);
    return i >= 0 ? i : -i - 2;
  }

  /// @return reads the curve from left to right, cheaper than searching each time
  public Reader reader() {
    return new Reader();
  }

  /// Reads the curve at times that do not go back; goes on from where it was.
  public final class Reader {
    private int at = -1;
    private long lastNs = Long.MIN_VALUE;
    private double lastArea;

    private Reader() {}

    /// The mean number over a stretch of time.
    ///
    /// @param fromNs start
    /// @param toNs end
    /// @return the mean, the number at `fromNs` if the stretch is empty
    public double mean(long fromNs, long toNs) {
      double from = fromNs == lastNs ? lastArea : areaAt(fromNs);
      if (toNs <= fromNs) {
        return at < 0 ? 0 : levels[at];
      }
      double to = areaAt(toNs);
      return (to - from) / (toNs - fromNs);
    }

    private double areaAt(long timeNs) {
      if (at < 0 || timeNs < lastNs) {
        at = last(timeNs);
      } else {
        int step = 1;
        while (at + step < times.length && times[at + step] <= timeNs) {
          at += step;
          step *= 2;
        }
        while (step > 0) {
          if (at + step < times.length && times[at + step] <= timeNs) {
            at += step;
          }
          step /= 2;
        }
      }
      lastNs = timeNs;
      lastArea = at < 0 ? 0 : areas[at] + (double) levels[at] * (timeNs - times[at]);
      return lastArea;
    }
  }
}
