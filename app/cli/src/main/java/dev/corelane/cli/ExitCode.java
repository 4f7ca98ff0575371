package dev.corelane.cli;

/// How a run ended, for the program that started it.
public final class ExitCode {
  /// All went well. Problems in the data do not change this, unless `--strict` was given.
  public static final int OK = 0;

  /// The command line makes no sense.
  public static final int USAGE = 1;

  /// A file could not be read or written.
  public static final int FILE = 2;

  /// `--strict` was given and the data has problems of severity warning or worse.
  public static final int DATA_PROBLEMS = 3;

  /// A fault in the program itself.
  public static final int FAULT = 4;

  /// Cancelled by the user: 128 and the number of SIGINT.
  public static final int CANCELLED = 130;

  private ExitCode() {}
}
