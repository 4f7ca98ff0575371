package dev.corelane.replay.machine;

/// What a kernel is built for, as far as the scheduler's switches depend on it (arch Kconfig files
/// of Linux 7.2 and 7.3).
public enum Architecture {
  /// x86: lazy preemption, HRTICK by default since 7.1, slice extension since 7.0.
  X86(true, true),
  /// arm64: lazy preemption; neither `GENERIC_ENTRY` nor `HAVE_GENERIC_TIF_BITS`, on which HRTICK
  /// by default and the slice extension depend.
  ARM64(true, false),
  /// Any other architecture with lazy preemption: riscv, s390, powerpc, loongarch.
  OTHER(true, false);

  private final boolean lazy;
  private final boolean genericEntry;

  Architecture(boolean lazy, boolean genericEntry) {
    this.lazy = lazy;
    this.genericEntry = genericEntry;
  }

  /// @return whether it selects `ARCH_HAS_PREEMPT_LAZY`
  public boolean hasLazyPreemption() {
    return lazy;
  }

  /// @return whether it selects `GENERIC_ENTRY` and `HAVE_GENERIC_TIF_BITS`
  public boolean hasGenericEntry() {
    return genericEntry;
  }
}
