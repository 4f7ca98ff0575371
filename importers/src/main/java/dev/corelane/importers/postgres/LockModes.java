package dev.corelane.importers.postgres;

import dev.corelane.trace.model.LockMode;

/// Names of heavyweight lock modes (src/backend/storage/lmgr/lock.c, `lock_mode_names`).
final class LockModes {
  private LockModes() {}

  /// @param name as in `pg_locks` and in messages ("ShareLock")
  static LockMode of(String name) {
    return switch (name) {
      case "AccessShareLock" -> LockMode.ACCESS_SHARE;
      case "RowShareLock" -> LockMode.ROW_SHARE;
      case "RowExclusiveLock" -> LockMode.ROW_EXCLUSIVE;
      case "ShareUpdateExclusiveLock" -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case "ShareLock" -> LockMode.SHARE;
      case "ShareRowExclusiveLock" -> LockMode.SHARE_ROW_EXCLUSIVE;
      case "ExclusiveLock" -> LockMode.HEAVY_EXCLUSIVE;
      case "AccessExclusiveLock" -> LockMode.ACCESS_EXCLUSIVE;
      case "SIReadLock" -> LockMode.SHARED;
      default -> LockMode.UNKNOWN;
    };
  }
}
