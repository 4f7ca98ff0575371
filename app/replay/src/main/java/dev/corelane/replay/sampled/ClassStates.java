package dev.corelane.replay.sampled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the samples of one class of backends tell of its states: state 0 is computing, the others
/// are waits that were seen often enough to be told apart.
final class ClassStates {
  /// Events that were seen less often are taken together with the most frequent one.
  private static final int ENOUGH = 20;

  /// Waits in a row that are this long tell their own lengths.
  private static final double LONG_PERIODS = 5;

  private static final int ENOUGH_RUNS = 20;
  private static final int LATER = 8;
  private static final double MOST = 0.9999;

  private final List<SampleSeries> series;
  private final int[] eventOf;
  private final int[] stateOf;
  private final double[] share;
  private final long[][] again;
  private final long[][] pairs;
  private final double lagNs;
  private final List<List<Integer>> runs = new ArrayList<>();
  private final double[] lengthNs;
  private final boolean[] resolved;
  private int merged;

  /// @param series the samples of the backends of the class
  /// @param events number of wait events
  /// @param periodNs median distance of samples
  ClassStates(List<SampleSeries> series, int events, long periodNs) {
    this.series = series;
    long[] seen = seen(events);
    this.stateOf = new int[events];
    this.eventOf = states(seen);
    int states = eventOf.length;
    share = new double[states];
    again = new long[states][LATER];
    pairs = new long[states][LATER];
    resolved = new boolean[states];
    for (int i = 0; i < states; i++) {
      runs.add(new ArrayList<>());
    }
    this.lagNs = count(periodNs);
    this.lengthNs = new double[states];
    double left = 0;
    for (int state = 1; state < states; state++) {
      lengthNs[state] = length(state);
      left += share[state] / lengthNs[state];
    }
    lengthNs[0] = share[0] / left;
  }

  private long[] seen(int events) {
    long[] seen = new long[events];
    for (SampleSeries one : series) {
      for (int i = 0; i < one.size(); i++) {
        if (one.event(i) != SampleSeries.NOT_WAITING) {
          seen[one.event(i)]++;
        }
      }
    }
    return seen;
  }

  private int[] states(long[] seen) {
    int[] byNumber = new int[seen.length + 1];
    int states = 1;
    int most = 0;
    for (int event = 0; event < seen.length; event++) {
      most = seen[event] > seen[most] ? event : most;
    }
    for (int event = 0; event < seen.length; event++) {
      if (seen[event] >= ENOUGH || event == most) {
        stateOf[event] = states;
        byNumber[states++] = event;
      }
    }
    for (int event = 0; event < seen.length; event++) {
      if (stateOf[event] == 0) {
        stateOf[event] = stateOf[most];
        merged += (int) seen[event];
      }
    }
    byNumber[0] = SampleSeries.NOT_WAITING;
    return Arrays.copyOf(byNumber, states);
  }

  private int state(int event) {
    return event == SampleSeries.NOT_WAITING ? 0 : stateOf[event];
  }

  /// Shares, pairs of neighbouring samples, runs. The mean distance of a pair is returned.
  private double count(long periodNs) {
    long samples = 0;
    double distance = 0;
    long distances = 0;
    for (SampleSeries one : series) {
      again(one, periodNs);
      int run = 0;
      boolean whole = false;
      for (int i = 0; i < one.size(); i++) {
        int state = state(one.event(i));
        share[state]++;
        samples++;
        run++;
        boolean last = i + 1 == one.size();
        long apart = last ? 0 : one.timeNs(i + 1) - one.timeNs(i);
        boolean neighbour = !last && apart <= periodNs * 3 / 2;
        boolean same = neighbour && state(one.event(i + 1)) == state;
        if (neighbour) {
          distance += apart;
          distances++;
        }
        if (!same) {
          if (whole && neighbour) {
            runs.get(state).add(run);
          }
          run = 0;
          whole = neighbour;
        }
      }
    }
    for (int state = 0; state < share.length; state++) {
      // A class that was never seen to compute does so too shortly to be seen.
      share[state] = Math.max(share[state], 0.5) / samples;
    }
    return distances == 0 ? periodNs : distance / distances;
  }

  /// How often a state is seen again some samples later; a gap in the samples ends the sequence.
  private void again(SampleSeries one, long periodNs) {
    int from = 0;
    for (int i = 1; i < one.size(); i++) {
      if (one.timeNs(i) - one.timeNs(i - 1) > periodNs * 3 / 2) {
        from = i;
      }
      int now = state(one.event(i));
      for (int later = 1; later <= LATER && i - later >= from; later++) {
        int state = state(one.event(i - later));
        pairs[state][later - 1]++;
        again[state][later - 1] += now == state ? 1 : 0;
      }
    }
  }

  private double length(int state) {
    double[] chance = new double[LATER];
    for (int i = 0; i < LATER; i++) {
      chance[i] = again[state][i] / (double) Math.max(1, pairs[state][i]);
    }
    Visits.Length length = Visits.length(Math.min(share[state], MOST), chance, pairs[state]);
    resolved[state] = length.resolved();
    return length.periods() * lagNs;
  }

  int count() {
    return eventOf.length;
  }

  /// The wait event of a state above 0.
  int event(int state) {
    return eventOf[state];
  }

  /// Of the backends' time, 0 to 1.
  double share(int state) {
    return share[state];
  }

  /// Mean length of one visit.
  double lengthNs(int state) {
    return lengthNs[state];
  }

  /// Whether the length is known; else it is the longest that fits.
  boolean resolved(int state) {
    return resolved[state];
  }

  /// Visits per ns of one backend.
  double rate(int state) {
    return share[state] / lengthNs[state];
  }

  /// The distribution of the length of a visit.
  Lengths lengths(int state) {
    List<Integer> seen = runs.get(state);
    boolean visible = lengthNs[state] >= LONG_PERIODS * lagNs && seen.size() >= ENOUGH_RUNS;
    return visible
        ? Lengths.seen(lengthNs[state], seen.stream().mapToInt(Integer::intValue).toArray())
        : Lengths.exponential(lengthNs[state]);
  }

  /// Samples of waits that were too rare to be told apart.
  int merged() {
    return merged;
  }
}
