package dev.corelane.importers.kernel;

/// Bits of `common_flags` (enum trace_flag_type, include/linux/trace_events.h).
final class CommonFlags {
  /// `TRACE_FLAG_NEED_RESCHED_LAZY` since 6.13; "irqs unsupported" before.
  static final int NEED_RESCHED_LAZY = 2;

  private CommonFlags() {}
}
