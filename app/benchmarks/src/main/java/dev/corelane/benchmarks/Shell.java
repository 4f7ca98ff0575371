package dev.corelane.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Runs commands with bash and measures them.
final class Shell {
  private static final String TIME = "TIMEFORMAT='@%U %S %R'; time ";
  private static final int MOST_LINES = 20;

  private Shell() {}

  /// What a command cost and printed.
  ///
  /// @param what its name
  /// @param cpuSeconds of all its threads, in user and kernel mode
  /// @param wallSeconds from start to end
  /// @param output its first lines
  record Run(String what, double cpuSeconds, double wallSeconds, List<String> output) {}

  static void run(String command) throws IOException {
    measured(command, command);
  }

  static Run measured(String what, String command) throws IOException {
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
        } else if (output.size() < MOST_LINES) {
          output.add(line);
        }
      }
      if (process.waitFor() != 0) {
        throw new IOException(command + " failed: " + output);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new Run(what, cpu, wall, output);
  }
}
