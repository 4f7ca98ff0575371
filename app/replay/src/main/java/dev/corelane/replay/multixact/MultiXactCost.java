package dev.corelane.replay.multixact;

/// Counts that follow from the rules alone.
///
/// A MultiXact never changes: who locks a row that others have locked reads all members and writes
/// a new MultiXact with those that live and itself (`MultiXactIdExpand`). A page has 8 KiB.
public final class MultiXactCost {
  /// MultiXacts per page of offsets: 4 bytes each.
  public static final int OFFSETS_PER_PAGE = 2_048;

  /// Members per page: groups of four in 20 bytes.
  public static final int MEMBERS_PER_PAGE = 1_636;

  /// Subtransactions that a backend shows to others (`PGPROC_MAX_CACHED_SUBXIDS`).
  public static final int SHOWN_SUBTRANSACTIONS = 64;

  /// Transaction numbers per page of parents: 4 bytes each.
  public static final int PARENTS_PER_PAGE = 2_048;

  private MultiXactCost() {}

  /// @param lockers transactions that lock one row at the same time, at least 0
  /// @return MultiXacts that are made: the first locker needs none
  public static long made(long lockers) {
    requireCount(lockers);
    return Math.max(0, lockers - 1);
  }

  /// @param lockers transactions that lock one row at the same time, at least 0
  /// @return members that are written: 2 + 3 + ... + `lockers`
  public static long membersWritten(long lockers) {
    requireCount(lockers);
    return lockers < 2 ? 0 : Math.multiplyExact(lockers, lockers + 1) / 2 - 1;
  }

  /// What `SELECT ... FOR UPDATE; SAVEPOINT; UPDATE` of the same row costs each time: the lock of
  /// the transaction and that of its subtransaction, though no other session takes part.
  ///
  /// @param transactions how many, at least 0
  /// @return MultiXacts made and members written
  public static Made savepointUpdates(long transactions) {
    requireCount(transactions);
    return new Made(transactions, Math.multiplyExact(2, transactions));
  }

  /// @param multiXacts how many, at least 0
  /// @return pages of offsets that they fill, rounded up
  public static long offsetPages(long multiXacts) {
    requireCount(multiXacts);
    return Math.ceilDiv(multiXacts, OFFSETS_PER_PAGE);
  }

  /// @param members how many, at least 0
  /// @return pages of members that they fill, rounded up
  public static long memberPages(long members) {
    requireCount(members);
    return Math.ceilDiv(members, MEMBERS_PER_PAGE);
  }

  /// @param subtransactions of one transaction, at least 0
  /// @return whether snapshots overflow, so that others look parents up
  public static boolean overflows(long subtransactions) {
    requireCount(subtransactions);
    return subtransactions > SHOWN_SUBTRANSACTIONS;
  }

  /// @param buffers of the cache of parents
  /// @return transaction numbers that it covers
  public static long parentsCovered(int buffers) {
    return (long) buffers * PARENTS_PER_PAGE;
  }

  private static void requireCount(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count is not negative: " + count);
    }
  }

  /// What was written.
  ///
  /// @param multiXacts MultiXacts made
  /// @param members members written
  public record Made(long multiXacts, long members) {}
}
