package dev.corelane.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A recording that comes with the program.
///
/// @param id name of its folder
/// @param title a few words for a menu
/// @param description one sentence: what it shows
public record SampleTrace(String id, String title, String description) {
  private static final String FILE = "perf.data.zst";

  /// Copies the recording to a folder, unless it is there already.
  ///
  /// @param folder where to; made when missing
  /// @return the file, named after the sample
  /// @throws IOException if it cannot be written
  public Path copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(id + "." + FILE);
    try (InputStream in = open(FILE)) {
      byte[] bytes = in.readAllBytes();
      if (!Files.exists(target) || Files.size(target) != bytes.length) {
        Path fresh = Files.createTempFile(folder, id, ".part");
        Files.write(fresh, bytes);
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return target;
  }

  /// Opens a file of the sample's folder.
  ///
  /// @param name a path below the folder ("expected/timehist-threads.csv")
  /// @return its bytes, to be closed
  /// @throws IOException if there is no such file
  public InputStream open(String name) throws IOException {
    return SampleTraces.open(id, name);
  }
}
