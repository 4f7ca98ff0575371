package dev.corelane.render.digest;

import dev.corelane.trace.timeline.TaskStates;

/// Intervals of one lane that follow each other in time and do not overlap.
public interface Strip {
  /// @return number of intervals
  long count();

  /// @param index 0 to count - 1
  /// @return start, ns
  long startNs(long index);

  /// @param index 0 to count - 1
  /// @return end, ns
  long endNs(long index);

  /// @return no interval is longer, ns
  default long longestNs() {
    return Long.MAX_VALUE;
  }

  /// The first interval that ends after a moment.
  ///
  /// @param hint an interval not after it; the nearer, the sooner it is found
  /// @param timeNs the moment
  /// @return an interval, `count` if there is none
  default long firstEndingAfter(long hint, long timeNs) {
    long count = count();
    long step = 1;
    long low = hint;
    while (low + step < count && endNs(low + step - 1) <= timeNs) {
      low += step;
      step *= 2;
    }
    long high = Math.min(count, low + step);
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (endNs(middle) <= timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The states of a thread.
  ///
  /// @param states the states
  /// @return the strip; empty states are part of it
  static Strip of(TaskStates states) {
    return of(states, Long.MAX_VALUE);
  }

  /// The states of a thread.
  ///
  /// @param states the states
  /// @param longestNs none is longer
  /// @return the strip; empty states are part of it
  static Strip of(TaskStates states, long longestNs) {
    long count = states.count();
    return new Strip() {
      @Override
      public long count() {
        return count;
      }

      @Override
      public long startNs(long index) {
        return states.startNs(index);
      }

      @Override
      public long endNs(long index) {
        return states.endNs(index);
      }

      @Override
      public long longestNs() {
        return longestNs;
      }

      @Override
      public long firstEndingAfter(long hint, long timeNs) {
        // A state ends where the next one begins: one look per step instead of two.
        long step = 1;
        long low = hint;
        while (low + step < count && states.startNs(low + step) <= timeNs) {
          low += step;
          step *= 2;
        }
        long high = Math.min(count, low + step);
        while (low + 1 < high) {
          long middle = (low + high) >>> 1;
          if (states.startNs(middle) <= timeNs) {
            low = middle;
          } else {
            high = middle;
          }
        }
        return low < count && endNs(low) <= timeNs ? count : low;
      }
    };
  }
}
