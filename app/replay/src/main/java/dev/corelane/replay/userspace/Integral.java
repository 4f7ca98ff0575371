package dev.corelane.replay.userspace;

/// A number over time, and its integral.
final class Integral {
  private long value;
  private long sinceNs;
  private double sum;

  void change(long nowNs, long by) {
    sum += (double) value * (nowNs - sinceNs);
    sinceNs = nowNs;
    value += by;
  }

  double until(long nowNs) {
    change(nowNs, 0);
    return sum;
  }

  long value() {
    return value;
  }
}
