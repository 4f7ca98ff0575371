package dev.corelane.render.digest;

import dev.corelane.render.digest.CpuDifference.Kind;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;

/// Levels of detail of a [CpuDifference]: buckets of time, each level twice as wide as the one
/// before. A bucket tells which share of its time a thread ran in one timeline and not in the
/// other, and the class of threads that this was most of the time.
public final class DifferenceLevels {
  /// Stands for no class.
  public static final int NO_CLASS = -1;

  private static final int SLICES_PER_BUCKET = 16;
  private static final long FEWEST = 64;
  private static final int CHECK_EVERY = 1 << 14;

  private final long startNs;
  private final long finestNs;
  private final Level[] levels;

  /// What the buckets of a level hold, in arrays by bucket.
  private static final class Level {
    final float[] inFirst;
    final float[] inSecond;
    final float[] unknown;
    final byte[] firstClass;
    final byte[] secondClass;

    Level(int buckets) {
      inFirst = new float[buckets];
      inSecond = new float[buckets];
      unknown = new float[buckets];
      firstClass = new byte[buckets];
      secondClass = new byte[buckets];
    }
  }

  private DifferenceLevels(long startNs, long finestNs, Level[] levels) {
    this.startNs = startNs;
    this.finestNs = finestNs;
    this.levels = levels;
  }

  /// Takes time in proportion to the slices of the CPU.
  ///
  /// @param difference what is counted
  /// @param most most buckets of the finest level
  /// @param monitor says whether to go on
  /// @return the levels
  public static DifferenceLevels of(CpuDifference difference, int most, ProgressMonitor monitor) {
    TimeRange range = difference.sides().range();
    long slices = difference.first().count() + difference.second().count();
    long wanted = Math.clamp(slices / SLICES_PER_BUCKET, FEWEST, most);
    long width = 1;
    while (range.durationNs() / width >= wanted) {
      width *= 2;
    }
    int buckets = (int) (range.durationNs() / width) + 1;
    var counting = new Counting(difference, range.startNs(), width, buckets, monitor);
    difference.walk(range.startNs(), range.endNs(), counting);
    counting.close();
    int count = 1 + (Integer.SIZE - Integer.numberOfLeadingZeros(buckets - 1));
    Level[] levels = new Level[count];
    levels[0] = counting.level;
    for (int i = 1; i < count; i++) {
      levels[i] = coarser(levels[i - 1]);
    }
    return new DifferenceLevels(range.startNs(), width, levels);
  }

  private static Level coarser(Level fine) {
    int buckets = (fine.inFirst.length + 1) / 2;
    var level = new Level(buckets);
    for (int b = 0; b < buckets; b++) {
      int left = 2 * b;
      int right = Math.min(left + 1, fine.inFirst.length - 1);
      // Of an odd number of buckets the last has no neighbour: nothing is there.
      boolean pair = right > left;
      level.inFirst[b] = (fine.inFirst[left] + (pair ? fine.inFirst[right] : 0)) / 2;
      level.inSecond[b] = (fine.inSecond[left] + (pair ? fine.inSecond[right] : 0)) / 2;
      level.unknown[b] = (fine.unknown[left] + (pair ? fine.unknown[right] : 0)) / 2;
      level.firstClass[b] =
          fine.firstClass[fine.inFirst[right] > fine.inFirst[left] ? right : left];
      level.secondClass[b] =
          fine.secondClass[fine.inSecond[right] > fine.inSecond[left] ? right : left];
    }
    return level;
  }

  /// The coarsest level whose buckets are not wider than a length of time.
  ///
  /// @param ns the length
  /// @return a level, -1 if even the finest is wider
  public int levelFor(double ns) {
    int level = -1;
    while (level + 1 < levels.length && widthNs(level + 1) <= ns) {
      level++;
    }
    return level;
  }

  /// @param level 0 (finest) up
  /// @return width of its buckets in ns
  public long widthNs(int level) {
    return finestNs << level;
  }

  /// @param level a level
  /// @param timeNs a time on the clock of the first timeline
  /// @return the bucket that holds it, clamped to those there are
  public int bucketAt(int level, long timeNs) {
    long at = Math.max(0, timeNs - startNs) / widthNs(level);
    return (int) Math.min(at, levels[level].inFirst.length - 1);
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return its first nanosecond
  public long startNs(int level, int bucket) {
    return startNs + bucket * widthNs(level);
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return share of its time in which a thread ran in the first and not in the second
  public double inFirst(int level, int bucket) {
    return levels[level].inFirst[bucket];
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return share of its time in which a thread ran in the second and not in the first
  public double inSecond(int level, int bucket) {
    return levels[level].inSecond[bucket];
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return share of its time in which it is not known of one of them what ran
  public double unknown(int level, int bucket) {
    return levels[level].unknown[bucket];
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return the class that ran longest in the first only, [#NO_CLASS] if none did
  public int firstClass(int level, int bucket) {
    return levels[level].firstClass[bucket];
  }

  /// @param level a level
  /// @param bucket a bucket of it
  /// @return the class that ran longest in the second only, [#NO_CLASS] if none did
  public int secondClass(int level, int bucket) {
    return levels[level].secondClass[bucket];
  }

  /// Adds up one bucket after the other.
  private static final class Counting implements CpuDifference.Sink {
    final Level level;
    private final CpuDifference difference;
    private final long startNs;
    private final long width;
    private final ProgressMonitor monitor;
    private final long[] first;
    private final long[] second;
    private long unknown;
    private int bucket;
    private int steps;

    Counting(
        CpuDifference difference, long startNs, long width, int buckets, ProgressMonitor monitor) {
      this.difference = difference;
      this.startNs = startNs;
      this.width = width;
      this.monitor = monitor;
      level = new Level(buckets);
      first = new long[difference.sides().first().classes().classes().size()];
      second = new long[difference.sides().second().classes().classes().size()];
    }

    @Override
    public void take(long fromNs, long toNs, long a, long b, Kind kind) {
      if (++steps % CHECK_EVERY == 0) {
        monitor.checkCancelled();
      }
      int firstClass =
          kind.inFirst()
              ? difference.sides().first().classes().classOf(difference.first().task(a))
              : NO_CLASS;
      int secondClass =
          kind.inSecond()
              ? difference.sides().second().classes().classOf(difference.second().task(b))
              : NO_CLASS;
      long at = fromNs;
      while (at < toNs) {
        int in = (int) ((at - startNs) / width);
        if (in != bucket) {
          close();
          bucket = in;
        }
        long end = Math.min(toNs, startNs + (in + 1L) * width);
        long ns = end - at;
        if (firstClass >= 0) {
          first[firstClass] += ns;
        }
        if (secondClass >= 0) {
          second[secondClass] += ns;
        }
        if (kind == Kind.UNKNOWN) {
          unknown += ns;
        }
        at = end;
      }
    }

    void close() {
      level.inFirst[bucket] = (float) ((double) sum(first) / width);
      level.firstClass[bucket] = longest(first);
      level.inSecond[bucket] = (float) ((double) sum(second) / width);
      level.secondClass[bucket] = longest(second);
      level.unknown[bucket] = (float) ((double) unknown / width);
      java.util.Arrays.fill(first, 0);
      java.util.Arrays.fill(second, 0);
      unknown = 0;
    }

    private static long sum(long[] parts) {
      long sum = 0;
      for (long part : parts) {
        sum += part;
      }
      return sum;
    }

    private static byte longest(long[] parts) {
      byte best = NO_CLASS;
      long most = 0;
      for (byte k = 0; k < parts.length; k++) {
        if (parts[k] > most) {
          most = parts[k];
          best = k;
        }
      }
      return best;
    }
  }
}
