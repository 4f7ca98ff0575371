package dev.corelane.integration.violations.enginestartsnothreads.importers;

public final class SeededVirtual {
  public Thread start(Runnable task) {
    return Thread.ofVirtual().start(task);
  }
}
