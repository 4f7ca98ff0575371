package dev.corelane.importers;

import java.util.Locale;

/// What is concluded from a timeline, as far as an import problem can spoil it.
public enum Finding {
  /// Who ran when on which CPU.
  SCHEDULING("who ran where"),
  /// How long each thread ran.
  RUN_TIMES("run times"),
  /// How long runnable threads waited for a CPU.
  RUN_DELAYS("run delays"),
  /// Who woke whom, and how long the woken thread then waited.
  WAKE_UPS("wake-up latencies"),
  /// Who lost the CPU to whom, and why.
  PREEMPTIONS("preemptions"),
  /// Waits for locks.
  LOCK_WAITS("lock waits"),
  /// Who held which lock, and how long.
  LOCK_HOLDS("lock holders"),
  /// Sampled wait events of PostgreSQL.
  WAIT_EVENTS("wait events"),
  /// Transactions, queries and other spans.
  SPANS("spans"),
  /// Marks.
  MARKS("marks"),
  /// How times of several files stand to each other.
  CLOCK("times between files"),
  /// Lengths of single intervals.
  LENGTHS("lengths of intervals");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  /// @return what a person calls it, in the plural, as part of a sentence
  public String words() {
    return words;
  }

  static Finding of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
