package dev.corelane.replay.userspace;

import java.util.SplittableRandom;

/// How long something takes: always the same, or drawn.
public sealed interface Cost permits Cost.Fixed, MeasuredCost {
  /// @param random where a drawn one comes from
  /// @return ns, 0 or more
  long draw(SplittableRandom random);

  /// @return its mean, ns
  double meanNs();

  /// Always the same.
  ///
  /// @param ns how long, 0 or more
  record Fixed(long ns) implements Cost {
    /// Refuses a negative one.
    public Fixed {
      if (ns < 0) {
        throw new IllegalArgumentException("a cost is not negative: " + ns + " ns");
      }
    }

    @Override
    public long draw(SplittableRandom random) {
      return ns;
    }

    @Override
    public double meanNs() {
      return ns;
    }
  }
}
