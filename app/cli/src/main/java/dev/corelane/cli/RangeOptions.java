package dev.corelane.cli;

import dev.corelane.trace.model.TimeRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// A part of the time.
final class RangeOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = "First time, in ns or with a unit, as in 18.75s (default: the start).")
  private @Nullable Long from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = "Last time (default: the end).")
  private @Nullable Long to;

  /// @return whether a part is wanted
  boolean given() {
    return from != null || to != null;
  }

  /// What is wanted; an end that was not given lies as far out as there are numbers.
  ///
  /// @param command told of a range that makes no sense
  TimeRange range(CommandSpec command) {
    long first = from == null ? Long.MIN_VALUE : from;
    long last = to == null ? Long.MAX_VALUE : to;
    if (first >= last) {
      throw new ParameterException(command.commandLine(), "--from must be before --to.");
    }
    return new TimeRange(first, last);
  }
}
