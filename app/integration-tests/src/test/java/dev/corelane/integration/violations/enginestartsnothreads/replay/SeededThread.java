package dev.corelane.integration.violations.enginestartsnothreads.replay;

public final class SeededThread {
  public Thread start(Runnable task) {
    return new Thread(task);
  }
}
