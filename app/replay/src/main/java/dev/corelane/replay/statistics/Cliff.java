package dev.corelane.replay.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/// The step of a curve at which everything changes at once.
public final class Cliff {
  /// A step is a cliff when the value changes at least by this factor.
  private static final double LEAST_FACTOR = 1.3;

  /// And by so many times the usual step, on a logarithmic scale.
  private static final double TIMES_USUAL = 3;

  private Cliff() {}

  /// Looks for the cliff of a curve: the greatest step, if it is by 30 % or more, three times the
  /// median of the other steps, and the bands of both sides are apart.
  ///
  /// @param bands the curve
  /// @return index of the band before the step, empty if there is no cliff or a median is not above
  ///   0
  public static OptionalInt before(List<Band> bands) {
    if (bands.stream().anyMatch(band -> !(band.median() > 0))) {
      return OptionalInt.empty();
    }
    var steps = new ArrayList<Double>();
    for (int i = 1; i < bands.size(); i++) {
      steps.add(Math.abs(Math.log(bands.get(i).median() / bands.get(i - 1).median())));
    }
    if (steps.isEmpty()) {
      return OptionalInt.empty();
    }
    double greatest = Collections.max(steps);
    int at = steps.indexOf(greatest);
    boolean cliff =
        greatest >= Math.log(LEAST_FACTOR)
            && greatest >= TIMES_USUAL * median(steps, at)
            && bands.get(at).apartFrom(bands.get(at + 1));
    return cliff ? OptionalInt.of(at) : OptionalInt.empty();
  }

  private static double median(List<Double> steps, int without) {
    double[] others =
        DoubleStream.iterate(0, i -> i < steps.size(), i -> i + 1)
            .filter(i -> i != without)
            .map(i -> steps.get((int) i))
            .sorted()
            .toArray();
    return others.length == 0 ? 0 : others[others.length / 2];
  }
}
