package dev.corelane.importers.perf.testing;

/// The bits of `perf_event_attr.read_format` (`PERF_FORMAT_*`).
public final class ReadFormat {
  public static final long TOTAL_TIME_ENABLED = 1L;
  public static final long TOTAL_TIME_RUNNING = 1L << 1;
  public static final long ID = 1L << 2;
  public static final long GROUP = 1L << 3;
  public static final long LOST = 1L << 4;

  private ReadFormat() {}
}
