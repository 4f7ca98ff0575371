package dev.corelane.cli;

import dev.corelane.cli.report.JsonReport;
import dev.corelane.cli.report.Limits;
import dev.corelane.cli.report.Problems;
import dev.corelane.cli.report.Report;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Option;

/// For whom a result is printed, and what its problems mean for the exit code.
final class OutputOptions {
  @Option(names = "--json", description = "Print JSON; times are nanoseconds.")
  private boolean json;

  @Option(names = "--strict", description = "Exit with code 3 if the data has problems.")
  private boolean strict;

  boolean json() {
    return json;
  }

  /// Prints a report.
  ///
  /// @param warnings what to know before believing it: above it for a person, on standard error for
  ///   a program
  void print(Terminal terminal, Report report, List<String> warnings) {
    PrintStream beside = json ? terminal.err() : terminal.out();
    Limits.beware(beside, warnings);
    if (json) {
      try (JsonReport out = new JsonReport(terminal.results())) {
        report.write(out);
      }
    } else {
      if (!warnings.isEmpty()) {
        beside.println();
      }
      report.print(terminal);
      terminal.out().flush();
    }
  }

  /// Tells a person of the problems of a timeline.
  ///
  /// @param prefix what each line begins with
  void problems(Terminal terminal, Timeline timeline, String prefix) {
    if (!json) {
      Problems.print(timeline, Problems.serious(timeline), terminal.err(), prefix);
    }
  }

  /// @return the exit code of a run that went well
  int code(Timeline... timelines) {
    for (Timeline timeline : timelines) {
      if (strict && !Problems.serious(timeline).isEmpty()) {
        return ExitCode.DATA_PROBLEMS;
      }
    }
    return ExitCode.OK;
  }
}
