package dev.corelane.replay.scenario;

import java.util.SplittableRandom;

/// A length that is the same every time, or drawn every time.
public sealed interface Amount {
  /// @param random where it is drawn from
  /// @return ns, at least 0
  long draw(SplittableRandom random);

  /// The same every time.
  ///
  /// @param ns at least 0
  record Fixed(long ns) implements Amount {
    @Override
    public long draw(SplittableRandom random) {
      return ns;
    }
  }

  /// Exponentially distributed.
  ///
  /// @param meanNs at least 0
  record Exponential(double meanNs) implements Amount {
    @Override
    public long draw(SplittableRandom random) {
      return Math.round(-Math.log(1 - random.nextDouble()) * meanNs);
    }
  }

  /// Uniformly distributed.
  ///
  /// @param leastNs at least 0
  /// @param mostNs at least `leastNs`
  record Uniform(long leastNs, long mostNs) implements Amount {
    @Override
    public long draw(SplittableRandom random) {
      return random.nextLong(leastNs, mostNs + 1);
    }
  }
}
