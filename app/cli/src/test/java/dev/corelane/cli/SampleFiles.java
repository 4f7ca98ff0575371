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

  /// An hour of wait samples around the samples' own recordings; after half of it the backend
  /// begins to wait for a row.
  static Path waits(Path folder) throws IOException {
    var rows = new StringBuilder("pid,ts,event_type,event,queryid\n");
    for (int i = 0; i < 600; i++) {
      rows.append("4711,2026-11-21 09:%02d:%02d.5+00,".formatted(i / 10, i % 10 * 6))
          .append(i < 300 ? "Client,ClientRead,0\n" : "Lock,tuple,12\n");
    }
    return Files.writeString(folder.resolve("waits.csv"), rows.toString());
  }

  /// A server log with a deadlock, at about the time of the samples' own recordings.
  static Path deadlocks(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("postgresql.log"),
        """
        2026-11-21 09:30:00.000 UTC [4711] ERROR:  deadlock detected
        2026-11-21 09:30:00.000 UTC [4711] DETAIL:  Process 4711 waits for ShareLock on transaction 1; blocked by process 4712.
        \tProcess 4712 waits for ShareLock on transaction 2; blocked by process 4711.
        2026-11-21 09:30:00.000 UTC [4711] HINT:  See server log for query details.
        2026-11-21 09:30:01.000 UTC [4712] LOG:  duration: 12.5 ms  statement: SELECT 1
        """);
  }

  /// A recording whose last part is missing, as after a full disk: it opens, and has problems.
  static Path truncated(Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(SMALL.copyTo(folder));
    Path file = folder.resolve("truncated.perf.data.zst");
    return Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
  }
}
