package dev.corelane.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long a list may get.
final class ListOptions {
  private static final long TEXT_LIMIT = 30;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = LimitArgument.class,
      description = "List at most N, 0 for all (default: 30, with --json all).")
  private @Nullable Long limit;

  long limit(boolean json) {
    if (limit == null) {
      return json ? Long.MAX_VALUE : TEXT_LIMIT;
    }
    return limit;
  }
}
