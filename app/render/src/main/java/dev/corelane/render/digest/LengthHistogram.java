package dev.corelane.render.digest;

/// How often lengths of time were observed, in bins whose width grows with the length: right to 1.2
/// %, however many observations there are.
public final class LengthHistogram {
  /// Bins per factor of ten.
  public static final int PER_DECADE = 200;

  private static final int DECADES = 13;
  private static final int BINS = PER_DECADE * DECADES;

  private final long[] counts = new long[BINS];
  private long count;
  private long longest;

  /// Counts a length.
  ///
  /// @param lengthNs ns; less than 1 counts as 1
  public void add(long lengthNs) {
    counts[bin(lengthNs)]++;
    count++;
    longest = Math.max(longest, lengthNs);
  }

  private static int bin(long lengthNs) {
    double decades = Math.log10(Math.max(1, lengthNs));
    return Math.clamp((int) (decades * PER_DECADE), 0, BINS - 1);
  }

  /// @return number of observations
  public long count() {
    return count;
  }

  /// @return the longest, ns; 0 if there is none
  public long longestNs() {
    return longest;
  }

  /// @return number of bins
  public int bins() {
    return BINS;
  }

  /// @param bin 0 to [#bins()] - 1
  /// @return number of observations in it
  public long inBin(int bin) {
    return counts[bin];
  }

  /// @param bin 0 to [#bins()]
  /// @return where a bin begins, ns
  public static double lowerNs(int bin) {
    return Math.pow(10, (double) bin / PER_DECADE);
  }

  /// The bin of the shortest observation.
  ///
  /// @return its index, -1 if there is none
  public int firstBin() {
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        return bin;
      }
    }
    return -1;
  }

  /// The bin of the longest observation.
  ///
  /// @return its index, -1 if there is none
  public int lastBin() {
    for (int bin = BINS - 1; bin >= 0; bin--) {
      if (counts[bin] > 0) {
        return bin;
      }
    }
    return -1;
  }

  /// The length that a share of the observations does not exceed, by the nearest rank.
  ///
  /// @param share 0 to 1
  /// @return ns, NaN if there are no observations
  public double quantileNs(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long rank = Math.clamp((long) Math.ceil(share * count), 1, count);
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += counts[bin];
      if (below >= rank) {
        return bin == BINS - 1 ? longest : Math.min(longest, lowerNs(bin + 1));
      }
    }
    return longest;
  }

  /// Whether a quantile rests on more than one observation beyond it.
  ///
  /// @param share 0 to 1
  /// @return whether it can be told
  public boolean tells(double share) {
    return count * (1 - share) >= 1;
  }
}
