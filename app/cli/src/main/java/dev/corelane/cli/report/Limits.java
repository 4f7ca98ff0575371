package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Units;
import java.io.PrintStream;
import java.util.List;

/// How far what is printed can be believed: warnings, and lists that are cut short.
public final class Limits {
  private Limits() {}

  /// Says what to know before believing what follows.
  ///
  /// @param out where to
  /// @param warnings sentences, one line each
  public static void beware(PrintStream out, List<String> warnings) {
    warnings.forEach(warning -> out.println("Beware: " + warning));
  }

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
