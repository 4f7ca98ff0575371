package dev.corelane.integration.violations.enginestartsnothreads.render;

import java.util.List;

public final class SeededParallelStream {
  public long sum(List<Long> numbers) {
    return numbers.parallelStream().mapToLong(Long::longValue).sum();
  }
}
