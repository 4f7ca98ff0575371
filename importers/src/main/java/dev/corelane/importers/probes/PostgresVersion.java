package dev.corelane.importers.probes;

import java.util.Set;

/// The major version of the traced server, as far as the trace tells: by the path of its program,
/// or by names that only old versions use.
public final class PostgresVersion {
  /// The first version with today's LWLock names and lock tag numbers.
  private static final int RENAMED = 13;

  /// Names of LWLocks and tranches until 12 (src/backend/storage/lmgr/lwlocknames.txt, lwlock.c);
  /// 13 renamed all of them.
  private static final Set<String> OLD_NAMES =
      Set.of(
          "ProcArrayLock",
          "XidGenLock",
          "WALWriteLock",
          "WALBufMappingLock",
          "CLogControlLock",
          "SubtransControlLock",
          "MultiXactGenLock",
          "MultiXactOffsetControlLock",
          "MultiXactMemberControlLock",
          "SInvalReadLock",
          "SInvalWriteLock",
          "ControlFileLock",
          "CheckpointerCommLock",
          "buffer_content",
          "buffer_mapping",
          "buffer_io",
          "lock_manager",
          "wal_insert",
          "proc");

  private int major;

  /// The path of a program that was run or mapped.
  ///
  /// @param path as recorded
  public void program(String path) {
    if (!path.endsWith("/postgres")) {
      return;
    }
    for (String part : path.split("/", -1)) {
      int number = major(part);
      if (number > 0) {
        major = number;
      }
    }
  }

  /// `17`, `pgsql-17`, `postgresql-17` or `postgresql@17`; `9.6` and the like count as 9.
  private static int major(String part) {
    int at = 0;
    for (String prefix : new String[] {"postgresql", "pgsql"}) {
      if (part.startsWith(prefix)) {
        at = prefix.length();
      }
    }
    if (at > 0 && at < part.length() && (part.charAt(at) == '-' || part.charAt(at) == '@')) {
      at++;
    }
    int number = 0;
    int digits = 0;
    while (at < part.length() && Character.isDigit(part.charAt(at)) && digits < 3) {
      number = number * 10 + (part.charAt(at) - '0');
      digits++;
      at++;
    }
    boolean whole = digits > 0 && (at == part.length() || part.charAt(at) == '.');
    return whole && number >= 9 && number < 100 ? number : 0;
  }

  /// A name of an LWLock or tranche.
  ///
  /// @param name as recorded
  public void tranche(String name) {
    if (major == 0 && OLD_NAMES.contains(name)) {
      major = RENAMED - 1;
    }
  }

  /// @return the major version, 0 when not known; 12 also stands for any older one
  public int major() {
    return major;
  }

  /// @return whether names and numbers are those of 12 and before
  boolean isOld() {
    return major > 0 && major < RENAMED;
  }
}
