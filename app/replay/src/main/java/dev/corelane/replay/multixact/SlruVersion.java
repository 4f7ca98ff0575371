package dev.corelane.replay.multixact;

/// How the caches of transaction data are locked and named, by major version of PostgreSQL.
public enum SlruVersion {
  /// To 12: one lock per cache, old names.
  TO_12(8, 16, 32, false),
  /// 13 to 16: one lock per cache.
  FROM_13(8, 16, 32, false),
  /// From 17: a lock per bank of 16 buffers; sizes are settings, the defaults stand here.
  FROM_17(16, 32, 0, true);

  /// Buffers per bank (`SLRU_BANK_SIZE`).
  public static final int BANK = 16;

  private final int offsetBuffers;
  private final int memberBuffers;
  private final int parentBuffers;
  private final boolean banks;

  SlruVersion(int offsetBuffers, int memberBuffers, int parentBuffers, boolean banks) {
    this.offsetBuffers = offsetBuffers;
    this.memberBuffers = memberBuffers;
    this.parentBuffers = parentBuffers;
    this.banks = banks;
  }

  /// @param major version of PostgreSQL, at least 9
  /// @return its rules
  public static SlruVersion of(int major) {
    if (major < 9) {
      throw new IllegalArgumentException("PostgreSQL " + major + " is not known here");
    }
    if (major <= 12) {
      return TO_12;
    }
    return major <= 16 ? FROM_13 : FROM_17;
  }

  /// @return buffers for pages of offsets, by default
  public int offsetBuffers() {
    return offsetBuffers;
  }

  /// @return buffers for pages of members, by default
  public int memberBuffers() {
    return memberBuffers;
  }

  /// @return buffers for parents of subtransactions; 0 if they follow from `shared_buffers`
  public int parentBuffers() {
    return parentBuffers;
  }

  /// @param buffers of a cache
  /// @return how many locks it has
  public int locks(int buffers) {
    return banks ? Math.max(1, buffers / BANK) : 1;
  }

  /// @return name of the wait for the lock of the offsets
  public String offsetLock() {
    return this == TO_12 ? "MultiXactOffsetControlLock" : "MultiXactOffsetSLRU";
  }

  /// @return name of the wait for the lock of the members
  public String memberLock() {
    return this == TO_12 ? "MultiXactMemberControlLock" : "MultiXactMemberSLRU";
  }
}
