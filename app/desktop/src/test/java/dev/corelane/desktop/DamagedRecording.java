package dev.corelane.desktop;

import com.github.luben.zstd.ZstdInputStream;
import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A recording with something to report about: a sample with a few of its bytes overwritten.
final class DamagedRecording {
  private static final String SAMPLE = "spinlock-7.2-lazy-full";
  private static final int DAMAGE = 300;

  private DamagedRecording() {}

  /// Writes it.
  ///
  /// @param folder where to
  /// @return the file
  /// @throws IOException if it cannot be written
  static Path in(Path folder) throws IOException {
    byte[] bytes;
    try (InputStream in =
        new ZstdInputStream(SampleTraces.of(SAMPLE).orElseThrow().open("perf.data.zst"))) {
      bytes = in.readAllBytes();
    }
    for (int part = 4; part < 9; part++) {
      int at = bytes.length / 10 * part;
      Arrays.fill(bytes, at, at + DAMAGE, (byte) -1);
    }
    return Files.write(folder.resolve("damaged.perf.data"), bytes);
  }
}
