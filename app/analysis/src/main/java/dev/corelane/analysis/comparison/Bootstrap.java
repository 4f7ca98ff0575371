package dev.corelane.analysis.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// How sure differences are: percentile intervals of a block bootstrap, and the method of Benjamini
/// and Hochberg against too many findings. The same input gives the same intervals.
final class Bootstrap {
  /// Blocks of time that a recording is cut into.
  static final int BLOCKS = 40;

  private static final int DRAWS = 1000;
  private static final double TAIL = 0.025;
  private static final double FALSE_DISCOVERIES = 0.05;
  private static final long SEED = 0x436f_7265_6c61_6e65L;

  private final int[][] weightsA = draws(new SplittableRandom(SEED));
  private final int[][] weightsB = draws(new SplittableRandom(SEED + 1));
  private final int[] all = new int[BLOCKS];

  Bootstrap() {
    Arrays.fill(all, 1);
  }

  private static int[][] draws(SplittableRandom random) {
    int[][] weights = new int[DRAWS][BLOCKS];
    for (int[] draw : weights) {
      for (int i = 0; i < BLOCKS; i++) {
        draw[random.nextInt(BLOCKS)]++;
      }
    }
    return weights;
  }

  MetricDifference compare(MetricId id, Series a, Series b) {
    double[] differences = new double[DRAWS];
    double[] ratios = new double[DRAWS];
    int n = 0;
    int below = 0;
    int above = 0;
    boolean zero = false;
    for (int draw = 0; draw < DRAWS; draw++) {
      double drawnA = a.value(weightsA[draw]);
      double drawnB = b.value(weightsB[draw]);
      if (Double.isNaN(drawnA) || Double.isNaN(drawnB)) {
        continue;
      }
      differences[n] = drawnB - drawnA;
      below += differences[n] <= 0 ? 1 : 0;
      above += differences[n] >= 0 ? 1 : 0;
      zero |= drawnA == 0;
      ratios[n++] = drawnB / drawnA;
    }
    Arrays.sort(differences, 0, n);
    Arrays.sort(ratios, 0, n);
    return new MetricDifference(
        id,
        a.value(all),
        b.value(all),
        quantile(differences, n, TAIL),
        quantile(differences, n, 1 - TAIL),
        zero ? Double.NaN : quantile(ratios, n, TAIL),
        zero ? Double.NaN : quantile(ratios, n, 1 - TAIL),
        a.count(),
        b.count(),
        n == 0 ? 1 : Math.min(1, Math.max(1.0 / DRAWS, 2.0 * Math.min(below, above) / n)),
        false);
  }

  private static double quantile(double[] sorted, int n, double q) {
    return n == 0 ? Double.NaN : sorted[(int) Math.clamp(Math.ceil(q * n) - 1, 0, n - 1)];
  }

  /// Marks the differences that are certain although so many were looked at.
  ///
  /// @return the same in the same order
  static List<MetricDifference> judge(List<MetricDifference> differences) {
    List<MetricDifference> byProbability =
        differences.stream()
            .sorted(Comparator.comparingDouble(MetricDifference::probability))
            .toList();
    double limit = -1;
    for (int i = 0; i < byProbability.size(); i++) {
      double probability = byProbability.get(i).probability();
      if (probability <= FALSE_DISCOVERIES * (i + 1) / byProbability.size()) {
        limit = probability;
      }
    }
    var judged = new ArrayList<MetricDifference>();
    for (MetricDifference difference : differences) {
      judged.add(difference.judged(difference.probability() <= limit));
    }
    return judged;
  }
}
