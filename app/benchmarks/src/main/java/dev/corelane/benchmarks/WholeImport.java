package dev.corelane.benchmarks;

import dev.corelane.benchmarks.Shell.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures whole processes on one generated file, in turn: another program that reads it, the
/// import into memory, and the import into a `.corelane` file, both with a heap of 1 GB.
///
/// Prints a Markdown table. Needs bash and the other program.
public final class WholeImport {
  private static final int ROUNDS = 3;

  private WholeImport() {}

  /// @param args a format of [Format]; number of events, lines or records; number of rounds (3)
  /// @throws IOException if a process cannot be run
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      throw new IllegalArgumentException(
          "Usage: WholeImport " + Format.names() + " [EVENTS [ROUNDS]]");
    }
    Format format = Format.valueOf(args[0]);
    long events = args.length > 1 ? Long.parseLong(args[1]) : format.usualEvents();
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : ROUNDS;
    Path folder = Files.createTempDirectory("corelane-benchmark");
    Path file = folder.resolve(format.fileName());
    Path target = folder.resolve("out.corelane");
    try {
      format.write(file, events);
      measure(format, file, target, events, rounds);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(target);
      Files.delete(folder);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(Format format, Path file, Path target, long events, int rounds)
      throws IOException {
    long bytes = Files.size(file);
    System.out.printf(
        Locale.ROOT,
        "%s: %d events, %.2f GB%n%n| process | CPU s | wall s | M events per CPU-s | MB per CPU-s"
            + " | the other's CPU time over this |%n|---|---|---|---|---|---|%n",
        format,
        events,
        bytes / 1e9);
    List<Run> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Run peer = format.runPeer(file);
      Run memory = Shell.measured("import", java() + file);
      Run stored = Shell.measured("import to .corelane", java() + file + " " + target);
      for (Run run : List.of(peer, memory, stored)) {
        print(run, events, bytes, peer.cpuSeconds());
        all.add(run);
      }
    }
    System.out.println();
    all.getLast().output().forEach(System.out::println);
  }

  @SuppressWarnings("SystemOut")
  private static void print(Run run, long events, long bytes, double peerSeconds) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %.0f | %.2f |%n",
        run.what(),
        run.cpuSeconds(),
        run.wallSeconds(),
        events / run.cpuSeconds() / 1e6,
        bytes / run.cpuSeconds() / 1e6,
        peerSeconds / run.cpuSeconds());
  }

  /// Starts an import with the collector that `app/corelane` chooses for commands.
  private static String java() {
    return ProcessHandle.current().info().command().orElse("java")
        + " -Xmx1g -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED -cp '"
        + System.getProperty("java.class.path")
        + "' "
        + ImportOnce.class.getName()
        + " ";
  }
}
