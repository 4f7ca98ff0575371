package dev.corelane.integration.violations.enginestartsnothreads.analysis;

public final class Plain {
  public void stop() {
    Thread.currentThread().interrupt();
  }
}
