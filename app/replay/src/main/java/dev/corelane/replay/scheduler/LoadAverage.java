package dev.corelane.replay.scheduler;

/// An average over time in which the latest counts most (per-entity load tracking,
/// kernel/sched/pelt.c): what was 32 periods of 1024 µs ago counts half. Numbers are exact to nine
/// digits and the same on every machine.
public final class LoadAverage {
  private static final double HALF_LIFE_NS = 32 * 1024 * 1000.0;
  private static final double DECAY = StrictMath.log(2) / HALF_LIFE_NS;

  /// Up to this exponent the series below has nine digits.
  private static final double SMALL = 0.01;

  private double value;
  private double now;
  private long atNs;

  /// @param value the average at the time 0, at which what is averaged is 0
  public LoadAverage(double value) {
    this.value = value;
  }

  /// @param timeNs not before any time that it was asked or told
  /// @return the average
  public double at(long timeNs) {
    if (timeNs > atNs) {
      value = now + (value - now) * left(timeNs - atNs);
      atNs = timeNs;
    }
    return value;
  }

  /// What is averaged has another value from now on.
  ///
  /// @param timeNs as above
  /// @param other the value
  public void set(long timeNs, double other) {
    at(timeNs);
    now = other;
  }

  /// As [#set], by a difference.
  ///
  /// @param timeNs as above
  /// @param difference to the value so far
  public void change(long timeNs, double difference) {
    set(timeNs, now + difference);
  }

  /// A part of the average itself comes or goes.
  ///
  /// @param timeNs as above
  /// @param part of it
  public void move(long timeNs, double part) {
    value = Math.max(0, at(timeNs) + part);
  }

  private static double left(long ns) {
    double x = DECAY * ns;
    return x < SMALL ? 1 - x + x * x / 2 - x * x * x / 6 : StrictMath.exp(-x);
  }
}
