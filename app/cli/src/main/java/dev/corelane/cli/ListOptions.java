package dev.corelane.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How long a list may get.
final class ListOptions {
  private static final long TEXT_LIMIT = 30;
  private static final long UNSET = Long.MIN_VALUE;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "List at most N, 0 for all (default: 30, with --json all).")
  private long limit = UNSET;

  void check() {
    if (limit < 0 && limit != UNSET) {
      throw new ParameterException(
          command.commandLine(), "--limit must be 0 or more, not " + limit + ".");
    }
  }

  long limit(boolean json) {
    if (limit == UNSET) {
      return json ? Long.MAX_VALUE : TEXT_LIMIT;
    }
    return limit == 0 ? Long.MAX_VALUE : limit;
  }
}
