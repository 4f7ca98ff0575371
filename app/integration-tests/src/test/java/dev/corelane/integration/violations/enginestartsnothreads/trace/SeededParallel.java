package dev.corelane.integration.violations.enginestartsnothreads.trace;

import java.util.stream.LongStream;

public final class SeededParallel {
  public long sum(LongStream numbers) {
    return numbers.parallel().sum();
  }
}
