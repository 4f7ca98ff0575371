package dev.corelane.integration.violations.enginestartsnothreads.analysis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class SeededPool {
  public ExecutorService pool() {
    return Executors.newCachedThreadPool();
  }
}
