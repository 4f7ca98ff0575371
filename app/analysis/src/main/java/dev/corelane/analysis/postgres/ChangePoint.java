package dev.corelane.analysis.postgres;

import java.util.SplittableRandom;

/// Where a series changes its mean, found by the largest cumulative deviation from the overall
/// mean; how likely that is by chance is told by the same series in other orders. Buckets next to
/// each other are kept together in groups of five when they are put into another order, because
/// neighbours in time resemble each other.
///
/// @param index first element after the change
/// @param before mean of the elements before
/// @param after mean of the rest
/// @param probability share of the other orders with as large a deviation
record ChangePoint(int index, double before, double after, double probability) {
  private static final int ORDERS = 999;
  private static final int GROUP = 5;
  private static final long SEED = 0x436c_6966_66L;

  static ChangePoint find(double[] series) {
    double mean = mean(series, 0, series.length);
    int best = 0;
    double largest = 0;
    double sum = 0;
    for (int i = 0; i < series.length - 1; i++) {
      sum += series[i] - mean;
      if (Math.abs(sum) > largest) {
        largest = Math.abs(sum);
        best = i + 1;
      }
    }
    if (best == 0) {
      return new ChangePoint(0, mean, mean, 1);
    }
    var random = new SplittableRandom(SEED);
    int asLarge = 1;
    for (int order = 0; order < ORDERS; order++) {
      if (deviation(shuffled(series, random), mean) >= largest) {
        asLarge++;
      }
    }
    return new ChangePoint(
        best,
        mean(series, 0, best),
        mean(series, best, series.length),
        (double) asLarge / (ORDERS + 1));
  }

  private static double deviation(double[] series, double mean) {
    double largest = 0;
    double sum = 0;
    for (double value : series) {
      sum += value - mean;
      largest = Math.max(largest, Math.abs(sum));
    }
    return largest;
  }

  private static double[] shuffled(double[] series, SplittableRandom random) {
    int groups = (series.length + GROUP - 1) / GROUP;
    int[] order = new int[groups];
    for (int i = 0; i < groups; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    double[] mixed = new double[series.length];
    int n = 0;
    for (int group : order) {
      for (int i = group * GROUP; i < Math.min(series.length, (group + 1) * GROUP); i++) {
        mixed[n++] = series[i];
      }
    }
    return mixed;
  }

  private static double mean(double[] series, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += series[i];
    }
    return to > from ? sum / (to - from) : 0;
  }
}
