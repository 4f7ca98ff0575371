package dev.corelane.integration.violations.engineisdeterministic.cli;

public final class Progress {
  public long now() {
    return System.nanoTime();
  }
}
