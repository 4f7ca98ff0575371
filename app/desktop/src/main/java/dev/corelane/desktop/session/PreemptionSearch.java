package dev.corelane.desktop.session;

import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// Finds the involuntary switch before or after another one. It climbs the levels of detail to step
/// over buckets without one, so that a search costs a few buckets and not the slices in between.
///
/// Involuntary switches are ordered by time, those of one time by CPU.
public final class PreemptionSearch {
  private final Timeline timeline;

  /// @param timeline where to search
  public PreemptionSearch(Timeline timeline) {
    this.timeline = timeline;
  }

  /// The first involuntary switch after a place.
  ///
  /// @param timeNs time of the place
  /// @param cpu CPU of the place: a switch of the same time counts when its CPU comes later; -1 to
  ///   count all of that time
  /// @return the slice that ended so, empty when there is none
  public Optional<SliceRef> next(long timeNs, int cpu) {
    SliceRef best = null;
    long bestNs = 0;
    for (int c = 0; c < timeline.cpus().size(); c++) {
      long index = nextOn(c, c > cpu ? timeNs : timeNs + 1);
      if (index >= 0) {
        long endNs = timeline.slices(c).endNs(index);
        if (best == null || endNs < bestNs) {
          best = new SliceRef(c, index);
          bestNs = endNs;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /// The last involuntary switch before a place.
  ///
  /// @param timeNs time of the place
  /// @param cpu CPU of the place: a switch of the same time counts when its CPU comes earlier
  /// @return the slice that ended so, empty when there is none
  public Optional<SliceRef> previous(long timeNs, int cpu) {
    SliceRef best = null;
    long bestNs = 0;
    for (int c = timeline.cpus().size() - 1; c >= 0; c--) {
      long index = previousOn(c, c < cpu ? timeNs : timeNs - 1);
      if (index >= 0) {
        long endNs = timeline.slices(c).endNs(index);
        if (best == null || endNs > bestNs) {
          best = new SliceRef(c, index);
          bestNs = endNs;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /// The first slice of a CPU that ended involuntarily at or after a time, -1 if there is none.
  private long nextOn(int cpu, long fromNs) {
    CpuSlices slices = timeline.slices(cpu);
    CpuLevels levels = timeline.levels(cpu);
    if (slices.count() == 0 || levels.count() == 0 || fromNs > timeline.range().endNs()) {
      return -1;
    }
    long bucket = levels.bucketAt(0, fromNs);
    while (bucket >= 0) {
      long startNs = levels.startNs(0, bucket);
      long endNs = bucketEnd(levels, bucket);
      for (long i = firstEndingAtOrAfter(slices, Math.max(fromNs, startNs));
          i < slices.count() && slices.endNs(i) < endNs;
          i++) {
        if (slices.end(i).involuntary()) {
          return i;
        }
      }
      bucket = nextBucket(levels, bucket);
    }
    return -1;
  }

  /// The last slice of a CPU that ended involuntarily at or before a time, -1 if there is none.
  private long previousOn(int cpu, long untilNs) {
    CpuSlices slices = timeline.slices(cpu);
    CpuLevels levels = timeline.levels(cpu);
    if (slices.count() == 0 || levels.count() == 0 || untilNs < timeline.range().startNs()) {
      return -1;
    }
    long bucket = levels.bucketAt(0, untilNs);
    while (bucket >= 0) {
      long startNs = levels.startNs(0, bucket);
      long lastNs = Math.min(untilNs, bucketEnd(levels, bucket) - 1);
      for (long i = lastEndingAtOrBefore(slices, lastNs);
          i >= 0 && slices.endNs(i) >= startNs;
          i--) {
        if (slices.end(i).involuntary()) {
          return i;
        }
      }
      bucket = previousBucket(levels, bucket);
    }
    return -1;
  }

  /// One past the last time that is counted in a bucket; the last one also holds what ends with the
  /// timeline.
  private static long bucketEnd(CpuLevels levels, long bucket) {
    return bucket == levels.buckets(0) - 1
        ? Long.MAX_VALUE
        : levels.startNs(0, bucket) + levels.widthNs(0);
  }

  private static long firstEndingAtOrAfter(CpuSlices slices, long timeNs) {
    long i = slices.at(timeNs);
    while (i > 0 && slices.endNs(i - 1) >= timeNs) {
      i--;
    }
    return i;
  }

  private static long lastEndingAtOrBefore(CpuSlices slices, long timeNs) {
    long i = slices.at(timeNs);
    while (i >= 0 && slices.endNs(i) > timeNs) {
      i--;
    }
    return i;
  }

  private static long nextBucket(CpuLevels levels, long after) {
    int level = 0;
    long bucket = after + 1;
    while (bucket < levels.buckets(level)) {
      if (levels.involuntarySwitches(level, bucket) > 0) {
        if (level == 0) {
          return bucket;
        }
        level--;
        bucket *= 2;
      } else if ((bucket & 1) == 1 && level + 1 < levels.count()) {
        level++;
        bucket = (bucket >> 1) + 1;
      } else {
        bucket++;
      }
    }
    return -1;
  }

  private static long previousBucket(CpuLevels levels, long before) {
    int level = 0;
    long bucket = before - 1;
    while (bucket >= 0) {
      if (levels.involuntarySwitches(level, bucket) > 0) {
        if (level == 0) {
          return bucket;
        }
        level--;
        bucket = Math.min(2 * bucket + 1, levels.buckets(level) - 1);
      } else if ((bucket & 1) == 0 && level + 1 < levels.count()) {
        level++;
        bucket = (bucket >> 1) - 1;
      } else {
        bucket--;
      }
    }
    return -1;
  }
}
