package dev.corelane.trace.model;

/// How a lock is held or wanted. The eight heavyweight modes are those of PostgreSQL
/// (src/include/storage/lockdefs.h).
public enum LockMode {
  /// Not told.
  UNKNOWN,
  /// One holder at a time.
  EXCLUSIVE,
  /// Many holders at a time.
  SHARED,
  /// Waits until the lock is free without taking it (`LW_WAIT_UNTIL_FREE`).
  WAIT_UNTIL_FREE,
  /// Heavyweight mode 1.
  ACCESS_SHARE,
  /// Heavyweight mode 2.
  ROW_SHARE,
  /// Heavyweight mode 3.
  ROW_EXCLUSIVE,
  /// Heavyweight mode 4.
  SHARE_UPDATE_EXCLUSIVE,
  /// Heavyweight mode 5.
  SHARE,
  /// Heavyweight mode 6.
  SHARE_ROW_EXCLUSIVE,
  /// Heavyweight mode 7.
  HEAVY_EXCLUSIVE,
  /// Heavyweight mode 8.
  ACCESS_EXCLUSIVE;

  private static final LockMode[] VALUES = values();

  /// The constant with an ordinal, without copying [#values()].
  ///
  /// @param ordinal any number
  /// @return the constant, [#UNKNOWN] when there is none
  public static LockMode of(int ordinal) {
    return ordinal >= 0 && ordinal < VALUES.length ? VALUES[ordinal] : UNKNOWN;
  }
}
