package dev.corelane.cli.report;

import dev.corelane.cli.terminal.Terminal;

/// What a command prints.
public interface Report {
  /// Prints it for a program; `app/cli/README.md` documents the fields.
  ///
  /// @param json where to
  void write(JsonReport json);

  /// Prints it for a person.
  ///
  /// @param terminal where to
  void print(Terminal terminal);

  /// @return whether it tells the problems of the data itself
  default boolean tellsProblems() {
    return false;
  }
}
