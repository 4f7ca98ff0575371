package dev.corelane.analysis.comparison;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Sums per block and observations per number of one recording, by name of the number.
final class Tally {
  private static final class Sum {
    final double[] blocks = new double[Bootstrap.BLOCKS];
    long count;
  }

  /// What a sum counts.
  enum What {
    COUNT,
    TIME,
    RUN,
    DELAY,
    WOKEN,
    WOKEN_TIME,
    USER,
    KERNEL,
    HOLDER,
    HOLDS,
    HOLD_TIME,
    SAMPLES
  }

  private record Key(SubjectKind kind, String subject, What what) {}

  private final Map<Key, Sum> sums = new HashMap<>();
  private final Blocks blocks;

  Tally(Blocks blocks) {
    this.blocks = blocks;
  }

  /// A moment.
  void count(SubjectKind kind, String subject, What what, long timeNs) {
    add(kind, subject, what, timeNs, 1);
  }

  /// A value at a moment.
  void add(SubjectKind kind, String subject, What what, long timeNs, double value) {
    Sum sum = sum(kind, subject, what);
    sum.blocks[blocks.of(timeNs)] += value;
    sum.count++;
  }

  /// A time.
  void time(SubjectKind kind, String subject, What what, long startNs, long endNs) {
    Sum sum = sum(kind, subject, what);
    blocks.spread(sum.blocks, startNs, endNs);
    sum.count++;
  }

  private Sum sum(SubjectKind kind, String subject, What what) {
    return sums.computeIfAbsent(new Key(kind, subject, what), k -> new Sum());
  }

  /// @return sums per block, zeros if nothing was counted
  double[] blocks(SubjectKind kind, String subject, What what) {
    Sum sum = sums.get(new Key(kind, subject, what));
    return sum == null ? new double[Bootstrap.BLOCKS] : sum.blocks.clone();
  }

  /// @return number of observations
  long observations(SubjectKind kind, String subject, What what) {
    Sum sum = sums.get(new Key(kind, subject, what));
    return sum == null ? 0 : sum.count;
  }

  /// @return names of the subjects of a kind of which something was counted
  Set<String> subjects(SubjectKind kind) {
    var names = new TreeSet<String>();
    sums.keySet()
        .forEach(
            key -> {
              if (key.kind() == kind) {
                names.add(key.subject());
              }
            });
    return names;
  }
}
