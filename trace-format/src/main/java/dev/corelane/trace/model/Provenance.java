package dev.corelane.trace.model;

/// Where a fact on the timeline comes from. Every fact carries one, and each is drawn differently.
public enum Provenance {
  /// Stands in the trace as it is told here.
  RECORDED,
  /// Follows from recorded facts by a rule that cannot fail (a slice ends where the next begins).
  DERIVED,
  /// Follows from recorded facts by a rule that may be wrong; the rule is documented with the fact.
  INFERRED,
  /// Made by a replay or a simulator.
  SYNTHETIC
}
