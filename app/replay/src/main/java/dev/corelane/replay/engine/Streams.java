package dev.corelane.replay.engine;

import java.util.SplittableRandom;

/// Random numbers of one run: a stream of its own for every purpose and every thread or CPU, all
/// from one seed. A model that draws one number more for one purpose leaves all other purposes as
/// they were, so two models can be compared under the same luck (common random numbers).
///
/// @param seed the seed of the run
public record Streams(long seed) {
  /// What numbers are drawn for.
  public enum Purpose {
    /// Where the tick of a CPU lies within its period.
    TICK_PHASE,
    /// Which of several equally good CPUs a woken thread goes to.
    WAKE_PLACEMENT,
    /// How long a switch, an interrupt between CPUs or a wake-up takes.
    COST,
    /// How much work a thread does in one piece.
    SERVICE,
    /// How long a client thinks, or when it comes.
    ARRIVAL,
    /// Whether a page fault happens, and how long it takes.
    FAULT,
    /// How long a thread sleeps that did not get a spinlock.
    BACKOFF,
    /// How long a user interrupt travels.
    DELIVERY,
    /// Which of several locks or rows is chosen.
    CHOICE
  }

  /// @param purpose what the numbers are for
  /// @param index which thread, CPU or lock they are for, at least 0
  /// @return a stream at its beginning; asked twice, two streams of the same numbers
  public SplittableRandom stream(Purpose purpose, int index) {
    return new SplittableRandom(
        mix(mix(seed + purpose.ordinal() * 0x9E3779B97F4A7C15L) + index * 0xD1B54A32D192ED03L));
  }

  /// Spreads neighbouring seeds over all numbers: the finaliser of SplitMix64 (Steele, Lea, Flood:
  /// Fast splittable pseudorandom number generators, OOPSLA 2014).
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
