package dev.corelane.integration.violations.engineisdeterministic.replay;

public final class SeededClock {
  public long now() {
    return System.nanoTime();
  }
}
