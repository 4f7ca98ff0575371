package dev.corelane.trace.timeline;

/// The levels of detail of one CPU lane: buckets of 2^k nanoseconds, each level twice as wide as
/// the one before, so that a picture of any range costs a few buckets per pixel and not its events.
public final class CpuLevels {
  private static final double SHARE = 1 << 30;
  private static final double MEAN = 1 << 16;

  private final BucketColumns columns;
  private final References references;
  private final long[] widths;
  private final long[] firsts;
  private final long[] counts;

  CpuLevels(
      BucketColumns columns, References references, long[] widths, long[] firsts, long[] counts) {
    this.columns = columns;
    this.references = references;
    this.widths = widths;
    this.firsts = firsts;
    this.counts = counts;
  }

  /// @return number of levels; 0 when the CPU has no slices
  public int count() {
    return widths.length;
  }

  /// @param level 0 (finest) to count - 1
  /// @return width of its buckets in ns, a power of two
  public long widthNs(int level) {
    return widths[level];
  }

  /// @param level 0 (finest) to count - 1
  /// @return number of its buckets
  public long buckets(int level) {
    return counts[level];
  }

  /// The coarsest level whose buckets are not wider than a duration.
  ///
  /// @param ns a duration, usually that of a pixel
  /// @return a level, -1 when even the finest is wider: then draw the slices themselves
  public int levelFor(double ns) {
    int level = -1;
    while (level + 1 < widths.length && widths[level + 1] <= ns) {
      level++;
    }
    return level;
  }

  /// @param level a level
  /// @param timeNs time on the timeline
  /// @return the bucket that holds it, clamped to the lane
  public long bucketAt(int level, long timeNs) {
    long fromStart = references.time(timeNs) - references.start;
    return Math.min(fromStart / widths[level], counts[level] - 1);
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return its first nanosecond
  public long startNs(int level, long bucket) {
    return references.start + bucket * widths[level];
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return share of the bucket in which a task ran, 0 to 1
  public double busy(int level, long bucket) {
    return Math.clamp(columns.busy.get(firsts[level] + bucket) / SHARE, 0.0, 1.0);
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return share of the bucket about which nothing is known, 0 to 1
  public double unknown(int level, long bucket) {
    return Math.clamp(columns.unknown.get(firsts[level] + bucket) / SHARE, 0.0, 1.0);
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return the task that ran longest, [dev.corelane.trace.model.Task#IDLE] if none ran
  public int dominantTask(int level, long bucket) {
    return references.task(columns.dominant.get(firsts[level] + bucket));
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return number of involuntary switches
  public int involuntarySwitches(int level, long bucket) {
    return Math.max(0, columns.involuntary.get(firsts[level] + bucket));
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return number of involuntary switches whose victim held a lock
  public int holderPreemptions(int level, long bucket) {
    return Math.max(0, columns.holderPreempted.get(firsts[level] + bucket));
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return mean number of tasks that waited for this CPU
  public double runnable(int level, long bucket) {
    return Math.max(0, columns.runnable.get(firsts[level] + bucket)) / MEAN;
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return longest run delay that ended in the bucket, ns
  public long worstDelayNs(int level, long bucket) {
    return Math.max(0, columns.worstDelay.get(firsts[level] + bucket));
  }
}
