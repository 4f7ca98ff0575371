package dev.corelane.analysis.latency;

import org.HdrHistogram.Histogram;

/// How long waits took: a histogram that is right to 1 %.
///
/// Percentiles are by nearest rank. Those that the number of waits does not bear out are not told:
/// the 99th of fewer than 100, the 99.9th of fewer than 1000. Distributions are added up, never
/// their percentiles.
public final class Distribution {
  private static final int DIGITS = 2;

  private final Histogram histogram = new Histogram(DIGITS);
  private long totalNs;
  private long longestNs;

  Distribution() {
    histogram.setAutoResize(true);
  }

  void add(long ns) {
    histogram.recordValue(ns);
    totalNs += ns;
    longestNs = Math.max(longestNs, ns);
  }

  void addAll(Distribution that) {
    histogram.add(that.histogram);
    totalNs += that.totalNs;
    longestNs = Math.max(longestNs, that.longestNs);
  }

  /// @return how many waits
  public long count() {
    return histogram.getTotalCount();
  }

  /// @return their time, exact, ns
  public long totalNs() {
    return totalNs;
  }

  /// @return the longest, exact, ns
  public long longestNs() {
    return longestNs;
  }

  /// @return mean, ns; 0 if there are none
  public double meanNs() {
    return count() == 0 ? 0 : (double) totalNs / count();
  }

  /// @param percent above 0, at most 100
  /// @return whether there are enough waits: at least `100 / (100 - percent)`
  public boolean tells(double percent) {
    return count() > 0 && count() * (100 - percent) >= 100 - 1e-6 || percent >= 100 && count() > 0;
  }

  /// @param percent above 0, at most 100
  /// @return the shortest length that so many percent of the waits do not exceed, ns, to 1 %; never
  ///   above the longest
  /// @throws IllegalStateException if there are too few waits to tell
  public long percentileNs(double percent) {
    if (!tells(percent)) {
      throw new IllegalStateException(count() + " waits do not tell the percentile " + percent);
    }
    return Math.min(longestNs, histogram.getValueAtPercentile(percent));
  }
}
