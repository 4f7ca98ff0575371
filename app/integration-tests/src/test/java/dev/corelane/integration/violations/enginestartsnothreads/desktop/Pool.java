package dev.corelane.integration.violations.enginestartsnothreads.desktop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class Pool {
  public ExecutorService pool() {
    return Executors.newCachedThreadPool();
  }
}
