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
  SYNTHETIC;

  private static final Provenance[] VALUES = values();

  /// The constant with an ordinal, without copying [#values()].
  ///
  /// @param ordinal any number
  /// @return the constant, [#RECORDED] when there is none
  public static Provenance of(int ordinal) {
    return ordinal >= 0 && ordinal < VALUES.length ? VALUES[ordinal] : RECORDED;
  }
}
