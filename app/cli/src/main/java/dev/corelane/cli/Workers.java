package dev.corelane.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// As many threads as there are CPUs, for runs that do not depend on each other.
final class Workers implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  ExecutorService threads() {
    return threads;
  }

  /// Does not wait for what still runs: it has been told to stop.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
