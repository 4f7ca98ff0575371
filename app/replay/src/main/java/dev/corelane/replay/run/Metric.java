package dev.corelane.replay.run;

import java.util.Locale;

/// What is measured in a run. A number that a run cannot give (no lock, too few values) is missing.
public enum Metric {
  /// Spans that ended, per second; of policies, urgent transactions.
  THROUGHPUT("1/s", "spans that ended, per second"),
  /// From begin to end of spans; of policies, from generation to end of urgent transactions.
  LATENCY_MEAN("ns", "mean time of a span"),
  /// Its median.
  LATENCY_P50("ns", "median time of a span"),
  /// Its 99th percentile, from 100 values on.
  LATENCY_P99("ns", "99th percentile of it"),
  /// Its 99.9th percentile, from 1,000 values on.
  LATENCY_P999("ns", "99.9th percentile of it"),
  /// Long queries that ended, per second.
  QUERIES("1/s", "long queries that ended, per second"),
  /// Share of all CPU time in which a thread ran.
  UTILISATION("share", "CPU time in which a thread ran"),
  /// Share of all CPU time that programs computed.
  USEFUL("share", "CPU time that programs computed"),
  /// Share of all CPU time spent spinning for locks.
  SPIN("share", "CPU time spent spinning for locks"),
  /// Involuntary switches per second.
  INVOLUNTARY("1/s", "involuntary switches per second"),
  /// Voluntary switches per second.
  VOLUNTARY("1/s", "voluntary switches per second"),
  /// Run delay after a wake-up.
  WAKE_DELAY_MEAN("ns", "mean run delay after a wake-up"),
  /// Run delay after an involuntary switch.
  PREEMPTED_DELAY_MEAN("ns", "mean run delay after an involuntary switch"),
  /// From request to acquisition of the lock that is waited for most.
  LOCK_WAIT_MEAN("ns", "mean wait per acquisition of the most waited-for lock"),
  /// From acquisition to release of that lock.
  LOCK_HOLD_MEAN("ns", "mean hold of that lock"),
  /// Share of the time in which that lock is held.
  LOCK_UTILISATION("share", "time in which that lock is held"),
  /// Share of its acquisitions that had to wait.
  LOCK_CONTENDED("share", "acquisitions of that lock that waited"),
  /// Holds of all locks with an involuntary switch of the holder, per second.
  HOLDER_PREEMPTIONS("1/s", "lock-holder preemptions per second"),
  /// Time off the CPU by involuntary switches per such hold.
  HOLDER_STRETCH_MEAN("ns", "mean time off the CPU of a preempted holder"),
  /// Share of all CPU time that others spun while the holder was off the CPU by force.
  HOLDER_WASTE("share", "CPU time spun while the holder was preempted"),
  /// Throughput times latency over the mean number of spans open: 1 in a steady state (Little's
  /// law), less when spans begin that do not end.
  LITTLE("ratio", "throughput times latency over spans open"),
  /// Jain's index over the threads' CPU time.
  FAIRNESS("index", "Jain's index of the threads' CPU time");

  private final String unit;
  private final String about;

  Metric(String unit, String about) {
    this.unit = unit;
    this.about = about;
  }

  /// @return its name in results, such as `latency-p99`
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @return `ns`, `1/s`, `share`, `ratio` or `index`
  public String unit() {
    return unit;
  }

  /// @return what it is
  public String about() {
    return about;
  }
}
