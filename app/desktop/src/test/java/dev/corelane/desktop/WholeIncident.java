package dev.corelane.desktop;

import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A recording of the kernel and all that PostgreSQL and pgbench wrote meanwhile.
final class WholeIncident {
  private static final String SAMPLE = "spinlock-7.2-lazy-full";
  private static final List<String> FILES =
      List.of(
          "perf.data.zst",
          "pg.csvlog.csv",
          "pg_stat_activity.csv.zst",
          "pg_wait_sampling_history.csv.zst",
          "pgbench_oltp.log",
          "pids.csv");

  private WholeIncident() {}

  /// Writes the files.
  ///
  /// @param folder gets them
  /// @return the files
  static List<Path> in(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("whole"));
    List<Path> copies = new ArrayList<>();
    for (String name : FILES) {
      copies.add(SampleTraces.copy(SAMPLE, name, home));
    }
    return copies;
  }
}
