package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Units;
import java.io.PrintStream;

/// Lists that are cut short.
final class Limits {
  private Limits() {}

  /// Says that a list was cut short.
  ///
  /// @param out where to
  /// @param rest how many are missing; nothing is said when it is 0
  /// @param what they are
  static void tellRest(PrintStream out, long rest, String what) {
    tellAll(out, rest, what + " (--limit 0 lists all)");
  }

  /// Says that a list was cut short.
  ///
  /// @param out where to
  /// @param rest how many are missing; nothing is said when it is 0
  /// @param what they are, and where all of them are
  static void tellAll(PrintStream out, long rest, String what) {
    if (rest > 0) {
      out.println(Units.count(rest) + " more " + what + ".");
    }
  }
}
