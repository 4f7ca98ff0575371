package dev.corelane.analysis.observer;

/// How much a recording changed what it measured.
public enum Disturbance {
  /// Less than what two runs of one workload differ by.
  SMALL,
  /// Numbers are still of use; small differences between recordings are not.
  NOTICEABLE,
  /// What was recorded is first of all the recorder's work.
  STRONG
}
