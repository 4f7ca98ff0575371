package dev.corelane.analysis.observer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of times, as intervals that do not meet.
final class Intervals {
  private record Interval(long startNs, long endNs) {}

  private final List<Interval> added = new ArrayList<>();
  private List<Interval> merged = List.of();

  void add(long startNs, long endNs) {
    if (endNs > startNs) {
      added.add(new Interval(startNs, endNs));
      merged = List.of();
    }
  }

  /// @return the length of all
  long length() {
    return merged().stream().mapToLong(i -> i.endNs() - i.startNs()).sum();
  }

  /// @return what of it lies in a range
  Intervals cut(long startNs, long endNs) {
    var part = new Intervals();
    List<Interval> all = merged();
    for (int i = firstEndingAfter(startNs); i < all.size() && all.get(i).startNs() < endNs; i++) {
      part.add(Math.max(startNs, all.get(i).startNs()), Math.min(endNs, all.get(i).endNs()));
    }
    return part;
  }

  /// @return how much of it lies in a range
  long overlap(long startNs, long endNs) {
    List<Interval> all = merged();
    long sum = 0;
    for (int i = firstEndingAfter(startNs); i < all.size() && all.get(i).startNs() < endNs; i++) {
      sum += Math.min(endNs, all.get(i).endNs()) - Math.max(startNs, all.get(i).startNs());
    }
    return sum;
  }

  private int firstEndingAfter(long timeNs) {
    List<Interval> all = merged();
    int low = 0;
    int high = all.size();
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (all.get(mid).endNs() <= timeNs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /// @return how much of it lies in another set
  long within(Intervals other) {
    long sum = 0;
    for (Interval interval : merged()) {
      sum += other.overlap(interval.startNs(), interval.endNs());
    }
    return sum;
  }

  private List<Interval> merged() {
    if (merged.isEmpty() && !added.isEmpty()) {
      added.sort(Comparator.comparingLong(Interval::startNs));
      var all = new ArrayList<Interval>();
      for (Interval next : added) {
        Interval last = all.isEmpty() ? null : all.getLast();
        if (last == null || next.startNs() > last.endNs()) {
          all.add(next);
        } else if (next.endNs() > last.endNs()) {
          all.set(all.size() - 1, new Interval(last.startNs(), next.endNs()));
        }
      }
      merged = all;
    }
    return merged;
  }
}
