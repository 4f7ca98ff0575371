package dev.corelane.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures whole processes on one generated perf.data file, in turn: `perf sched timehist -s`, the
/// import into memory, and the import into a `.corelane` file, both with a heap of 1 GB.
///
/// Prints a Markdown table: CPU seconds, events per CPU-second and the ratio to perf. Needs bash
/// and perf.
public final class WholeImport {
  private static final String TIME = "TIMEFORMAT='@%U %S %R'; time ";

  private WholeImport() {}

  private record Run(String what, double cpuSeconds, double wallSeconds, List<String> output) {}

  /// @param args number of events (30 million when missing), number of rounds (3)
  /// @throws IOException if a process cannot be run
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    long events = args.length > 0 ? Long.parseLong(args[0]) : 30_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path folder = Files.createTempDirectory("corelane-benchmark");
    Path file = folder.resolve("perf.data");
    Path target = folder.resolve("out.corelane");
    try {
      Workload.write(file, events);
      System.out.printf(
          Locale.ROOT,
          "%d events, %.2f GB%n%n| process | CPU s | wall s | M events per CPU-s | perf's CPU time"
              + " over this |%n|---|---|---|---|---|%n",
          events,
          Files.size(file) / 1e9);
      for (int round = 0; round < rounds; round++) {
        Run perf = run("perf sched timehist -s", "perf sched timehist -s -i " + file);
        Run memory = run("import", java() + file);
        Run stored = run("import to .corelane", java() + file + " " + target);
        for (Run run : List.of(perf, memory, stored)) {
          System.out.printf(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %.2f |%n",
              run.what,
              run.cpuSeconds,
              run.wallSeconds,
              events / run.cpuSeconds / 1e6,
              perf.cpuSeconds / run.cpuSeconds);
        }
        if (round == rounds - 1) {
          System.out.println();
          stored.output.forEach(System.out::println);
        }
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(target);
      Files.delete(folder);
    }
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java")
        + " -Xmx1g --enable-native-access=ALL-UNNAMED -cp "
        + System.getProperty("java.class.path")
        + " "
        + ImportOnce.class.getName()
        + " ";
  }

  private static Run run(String what, String command) throws IOException {
    Process process =
        new ProcessBuilder("bash", "-c", TIME + command).redirectErrorStream(true).start();
    List<String> output = new ArrayList<>();
    double cpu = 0;
    double wall = 0;
    try (var reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("@")) {
          String[] parts = line.substring(1).split(" ");
          cpu = Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
          wall = Double.parseDouble(parts[2]);
        } else if (output.size() < 20) {
          output.add(line);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Run(what, cpu, wall, output);
  }
}
