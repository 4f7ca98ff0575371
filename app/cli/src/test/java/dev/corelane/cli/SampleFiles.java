package dev.corelane.cli;

import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Recordings for the tests.
final class SampleFiles {
  /// The smallest of the samples.
  static final SampleTrace SMALL = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow();

  /// One with holds and waits of PostgreSQL's locks.
  static final SampleTrace LOCKS = SampleTraces.of("spinlock-6.12-none-full").orElseThrow();

  /// One whose recorder slowed the workload down.
  static final SampleTrace DISTURBED = SampleTraces.of("spinlock-7.2-lazy-full").orElseThrow();

  private SampleFiles() {}

  /// Recordings that have all there is to tell: an undamaged one, a damaged one, and one with
  /// locks.
  static List<Path> each(Path folder) throws IOException {
    return List.of(SMALL.copyTo(folder), truncated(folder), LOCKS.copyTo(folder));
  }

  /// A recording whose last part is missing, as after a full disk: it opens, and has problems.
  static Path truncated(Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(SMALL.copyTo(folder));
    Path file = folder.resolve("truncated.perf.data.zst");
    return Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
  }
}
