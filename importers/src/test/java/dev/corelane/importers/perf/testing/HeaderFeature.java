package dev.corelane.importers.perf.testing;

/// The feature sections that are written here; the ordinal is not the bit.
public enum HeaderFeature {
  TRACING_DATA(1),
  HOSTNAME(3),
  OSRELEASE(4),
  VERSION(5),
  ARCH(6),
  NRCPUS(7),
  CMDLINE(11),
  EVENT_DESC(12),
  SAMPLE_TIME(21),
  CLOCKID(23),
  COMPRESSED(27),
  CLOCK_DATA(29);

  private final int bit;

  HeaderFeature(int bit) {
    this.bit = bit;
  }

  /// Number of the bit in the header's bitmap, and the id in a HEADER_FEATURE record.
  public int bit() {
    return bit;
  }
}
