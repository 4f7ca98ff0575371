package dev.corelane.render.time;

/// The units that times are written in.
public enum TimeUnit {
  /// Nanoseconds.
  NS(1L, "ns"),
  /// Microseconds.
  US(1_000L, "\u00B5s"),
  /// Milliseconds.
  MS(1_000_000L, "ms"),
  /// Seconds.
  S(1_000_000_000L, "s");

  private final long ns;
  private final String symbol;

  TimeUnit(long ns, String symbol) {
    this.ns = ns;
    this.symbol = symbol;
  }

  /// @return nanoseconds in one of it
  public long ns() {
    return ns;
  }

  /// @return the SI symbol
  public String symbol() {
    return symbol;
  }

  /// The largest unit not larger than a length of time.
  ///
  /// @param ns a length of time; its sign does not matter
  /// @return the unit; nanoseconds for 0
  public static TimeUnit of(double ns) {
    double size = Math.abs(ns);
    if (size >= S.ns) {
      return S;
    }
    if (size >= MS.ns) {
      return MS;
    }
    return size >= US.ns ? US : NS;
  }

  /// @return the unit that is 1000 times larger, or this one if there is none
  public TimeUnit larger() {
    return this == S ? S : values()[ordinal() + 1];
  }
}
