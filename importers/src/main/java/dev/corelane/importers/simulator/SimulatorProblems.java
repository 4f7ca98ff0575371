package dev.corelane.importers.simulator;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with a simulator's file.
final class SimulatorProblems {
  static final ProblemKind BAD_LINE =
      new ProblemKind(
          "simulator.bad-line",
          Severity.DATA_LOSS,
          "These lines were left out; a line is one JSON object, or as many values as the CSV"
              + " header has names.");
  static final ProblemKind BAD_FIELD =
      new ProblemKind(
          "simulator.bad-field",
          Severity.DATA_LOSS,
          "These records were left out; importers/simulator/README.md has the fields of each"
              + " event.");
  static final ProblemKind UNKNOWN_FIELD =
      new ProblemKind(
          "simulator.unknown-field",
          Severity.INFO,
          "These fields have no meaning here and were not read; the records are used.");
  static final ProblemKind OUT_OF_ORDER =
      new ProblemKind(
          "simulator.out-of-order",
          Severity.WARNING,
          "Their time was raised to that of the event before; write events in the order of time.");
  static final ProblemKind CONTRADICTION =
      new ProblemKind(
          "simulator.contradiction",
          Severity.WARNING,
          "The simulator tells what cannot be; what is shown near these records follows the later"
              + " one.");
  static final ProblemKind LOCK_UNMATCHED =
      new ProblemKind(
          "simulator.lock-unmatched",
          Severity.WARNING,
          "These holds end where they were last known, these waits are left out; write a release"
              + " for each acquire, and an acquire or abandon for each request.");

  private SimulatorProblems() {}
}
