package dev.corelane.desktop;

import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A recording, a server log without a time zone and a file that is none, as a user would drop them
/// together.
final class SmallIncident {
  private SmallIncident() {}

  /// Writes the files.
  ///
  /// @param folder gets them
  /// @return the files
  static List<Path> in(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("incident"));
    Path recording = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().copyTo(home);
    Path log =
        Files.writeString(
            home.resolve("postgresql.log"),
            """
            2026-11-21 09:47:29.000 UTC [300] LOG:  checkpoint starting: time
            2026-11-21 09:47:30.000 UTC [300] LOG:  checkpoint complete: wrote 1 buffers (0.0%)
            """);
    Path notes = Files.writeString(home.resolve("notes.txt"), "what we saw on that day\n");
    return List.of(recording, log, notes);
  }
}
