package dev.corelane.analysis.load;

import java.util.Arrays;

/// How long a run queue had which depth. Profiles of parts of a time add up to that of the whole.
public final class DepthProfile {
  private static final DepthProfile EMPTY = new DepthProfile();

  private long[] nsAtDepth = new long[8];
  private long totalNs;

  DepthProfile() {}

  void add(int depth, long ns) {
    if (ns <= 0) {
      return;
    }
    if (depth >= nsAtDepth.length) {
      nsAtDepth = Arrays.copyOf(nsAtDepth, Math.max(depth + 1, nsAtDepth.length * 2));
    }
    nsAtDepth[depth] += ns;
    totalNs += ns;
  }

  DepthProfile plus(DepthProfile that) {
    var sum = new DepthProfile();
    sum.addAll(this);
    sum.addAll(that);
    return sum;
  }

  private void addAll(DepthProfile that) {
    for (int depth = 0; depth < that.nsAtDepth.length; depth++) {
      add(depth, that.nsAtDepth[depth]);
    }
  }

  /// The same times, each with one thread more.
  DepthProfile oneDeeper() {
    var deeper = new DepthProfile();
    for (int depth = 0; depth < nsAtDepth.length; depth++) {
      deeper.add(depth + 1, nsAtDepth[depth]);
    }
    return deeper;
  }

  static DepthProfile empty() {
    return EMPTY;
  }

  /// @return the time that the profile covers, ns
  public long totalNs() {
    return totalNs;
  }

  /// @param depth 0 or more
  /// @return how long the queue had this depth, ns
  public long atNs(int depth) {
    return depth < nsAtDepth.length ? nsAtDepth[depth] : 0;
  }

  /// @return depth times time, ns: how long all threads together stood in the queue
  public long threadNs() {
    long sum = 0;
    for (int depth = 1; depth < nsAtDepth.length; depth++) {
      sum += depth * nsAtDepth[depth];
    }
    return sum;
  }

  /// @return mean over time; 0 if the profile covers no time
  public double mean() {
    return totalNs == 0 ? 0 : (double) threadNs() / totalNs;
  }

  /// @return the greatest depth
  public int max() {
    int depth = nsAtDepth.length - 1;
    while (depth > 0 && nsAtDepth[depth] == 0) {
      depth--;
    }
    return depth;
  }

  /// @param percent above 0, at most 100
  /// @return the least depth that the queue did not exceed for so many percent of the time
  public int percentile(double percent) {
    double wanted = totalNs * percent / 100;
    long sum = 0;
    for (int depth = 0; depth < nsAtDepth.length; depth++) {
      sum += nsAtDepth[depth];
      if (sum >= wanted) {
        return depth;
      }
    }
    return max();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DepthProfile that
        && max() == that.max()
        && Arrays.equals(nsAtDepth, 0, max() + 1, that.nsAtDepth, 0, max() + 1);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOf(nsAtDepth, max() + 1));
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(nsAtDepth, max() + 1));
  }
}
