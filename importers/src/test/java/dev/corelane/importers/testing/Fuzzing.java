package dev.corelane.importers.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What all fuzz tests share: further seeds from a folder, and the time that a reader may take.
public final class Fuzzing {
  /// The system property that names a folder of further seeds.
  public static final String SEEDS = "fuzz.seeds";

  /// Of the CPU. The seeds take milliseconds each; the rest is for the fuzzer's probes.
  private static final long MOST_SECONDS = 8;

  private static final int MOST_FILES = 2000;
  private static final long LARGEST = 1 << 20;

  private Fuzzing() {}

  /// Seeds, and the files of the folder that the property names, those of more than 1 MiB left out.
  ///
  /// @param own a test's own seeds
  public static Stream<byte[]> seeds(List<byte[]> own) throws IOException {
    String folder = System.getProperty(SEEDS, "");
    if (folder.isEmpty()) {
      return own.stream();
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(folder))) {
      files = walk.filter(Fuzzing::small).sorted().limit(MOST_FILES).toList();
    }
    return Stream.concat(own.stream(), files.stream().map(Fuzzing::read));
  }

  private static boolean small(Path path) {
    return Files.isRegularFile(path) && path.toFile().length() <= LARGEST;
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Gives bytes to a reader and checks that it comes back in time.
  ///
  /// @param bytes what to read
  /// @param reader throws if a promise is broken
  public static void read(byte[] bytes, Consumer<byte[]> reader) {
    Duration begin = cpuTime();
    reader.accept(bytes);
    long seconds = cpuTime().minus(begin).toSeconds();
    if (seconds > MOST_SECONDS) {
      throw new AssertionError(bytes.length + " bytes keep the reader busy for " + seconds + " s");
    }
  }

  private static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
