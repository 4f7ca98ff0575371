package dev.corelane.replay.sampled;

import java.util.ArrayList;
import java.util.List;

/// How long visits of a state are, from samples of it. A state that is left and come back to is
/// seen again after one period, two, three, ... with chances that fall from 1 to its share of time,
/// the slower, the longer its visits are. The chances are computed for visits of exponential length
/// and time away of several shapes (regular, exponential, now short and now long), whose mean
/// follows from the share; those that are nearest to what was seen tell the length, also where it
/// is less than a period.
final class Visits {
  private static final double SHORTEST = 1.0 / 30;
  private static final double STEP = 1.4;

  /// Up to 3,000 periods.
  private static final int POINTS = 35;

  private static final int REFINEMENTS = 8;
  private static final int TERMS = 14;

  /// Squares of distances in units of the error of counting: so much better than no memory at all,
  /// a fit tells something (3 standard errors); so much worse than the best, one may be true (2).
  private static final double TELLS = 9;

  private static final double MAY_BE = 4;

  /// Time away: stages one after the other, or with the chance of one half a short time, with one
  /// half a time so many times longer.
  private record Away(int stages, double longer) {}

  private static final Away[] SHAPES = {
    new Away(1, 1), new Away(2, 1), new Away(4, 1), new Away(8, 1), new Away(2, 10), new Away(2, 40)
  };

  private final double share;
  private final double[] again;
  private final double[] weight;

  private Visits(double share, double[] again, long[] pairs) {
    this.share = share;
    this.again = again;
    this.weight = new double[again.length];
    for (int i = 0; i < again.length; i++) {
      double n = Math.max(1, pairs[i]);
      double p = Math.clamp(again[i], 1 / (n + 1), n / (n + 1));
      weight[i] = n / (p * (1 - p));
    }
  }

  /// @param periods mean length of a visit, in periods
  /// @param resolved whether it is known; else it is the longest that fits
  record Length(double periods, boolean resolved) {}

  /// @param share of time in the state, above 0 and below 1
  /// @param again at i, how often the state was seen again i + 1 periods later, 0 to 1
  /// @param pairs at i, of so many samples
  static Length length(double share, double[] again, long[] pairs) {
    return new Visits(share, again, pairs).fit();
  }

  /// Of shapes that fit nearly as well as the best, the one with the fewest visits: short times
  /// away that nothing shows are not made up.
  private Length fit() {
    double best = Double.POSITIVE_INFINITY;
    List<Nearest> nearest = new ArrayList<>();
    for (Away away : SHAPES) {
      Nearest one = nearest(away);
      nearest.add(one);
      best = Math.min(best, one.distance);
    }
    boolean resolved = noMemory() - best > TELLS;
    double length = 0;
    for (Nearest one : nearest) {
      if (one.distance < best + MAY_BE) {
        length = Math.max(length, resolved ? one.length : one.longest);
      }
    }
    return new Length(length, resolved);
  }

  /// The length that fits best with times away of one shape, and the longest that may be.
  private record Nearest(double distance, double length, double longest) {}

  private Nearest nearest(Away away) {
    double[] distances = new double[POINTS];
    int at = 0;
    for (int i = 0; i < POINTS; i++) {
      distances[i] = distance(away, SHORTEST * Math.pow(STEP, i));
      at = distances[i] < distances[at] ? i : at;
    }
    int last = at;
    for (int i = at; i < POINTS; i++) {
      last = distances[i] < distances[at] + MAY_BE ? i : last;
    }
    double low = at - 1.0;
    double high = at + 1.0;
    for (int i = 0; i < REFINEMENTS; i++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (distance(away, SHORTEST * Math.pow(STEP, left))
          < distance(away, SHORTEST * Math.pow(STEP, right))) {
        high = right;
      } else {
        low = left;
      }
    }
    double length = SHORTEST * Math.pow(STEP, (low + high) / 2);
    return new Nearest(distance(away, length), length, SHORTEST * Math.pow(STEP, last));
  }

  private double noMemory() {
    double distance = 0;
    for (int i = 0; i < again.length; i++) {
      distance += weight[i] * (again[i] - share) * (again[i] - share);
    }
    return distance;
  }

  private double distance(Away away, double length) {
    double[][] step = exponential(generator(away, length, length * (1 - share) / share));
    double[] now = new double[step.length];
    now[0] = 1;
    double distance = 0;
    for (int i = 0; i < again.length; i++) {
      now = times(now, step);
      distance += weight[i] * (now[0] - again[i]) * (now[0] - again[i]);
    }
    return distance;
  }

  /// Rates between the state (0) and the stages of the time away, per period.
  private static double[][] generator(Away away, double length, double meanAway) {
    int n = 1 + away.stages;
    double[][] rate = new double[n][n];
    if (away.longer == 1) {
      rate[0][1] = 1 / length;
      for (int stage = 1; stage < n; stage++) {
        rate[stage][(stage + 1) % n] = away.stages / meanAway;
      }
    } else {
      double brief = 2 * meanAway / (1 + away.longer);
      rate[0][1] = rate[0][2] = 0.5 / length;
      rate[1][0] = 1 / brief;
      rate[2][0] = 1 / (brief * away.longer);
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        rate[i][i] -= k == i ? 0 : rate[i][k];
      }
    }
    return rate;
  }

  /// exp(rate): a Taylor series of a small part, squared as often as needed.
  private static double[][] exponential(double[][] rate) {
    int n = rate.length;
    double most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, -rate[i][i]);
    }
    int squarings = Math.max(0, (int) Math.ceil(Math.log(most) / Math.log(2)));
    double scale = Math.pow(2, -squarings);
    double[][] sum = new double[n][n];
    double[][] term = new double[n][n];
    for (int i = 0; i < n; i++) {
      sum[i][i] = term[i][i] = 1;
    }
    for (int k = 1; k <= TERMS; k++) {
      for (int i = 0; i < n; i++) {
        term[i] = times(term[i], rate);
        for (int j = 0; j < n; j++) {
          term[i][j] *= scale / k;
          sum[i][j] += term[i][j];
        }
      }
    }
    for (int s = 0; s < squarings; s++) {
      double[][] squared = new double[n][];
      for (int i = 0; i < n; i++) {
        squared[i] = times(sum[i], sum);
      }
      sum = squared;
    }
    return sum;
  }

  private static double[] times(double[] row, double[][] matrix) {
    double[] product = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        for (int k = 0; k < row.length; k++) {
          product[k] += row[i] * matrix[i][k];
        }
      }
    }
    return product;
  }
}
