package dev.corelane.trace.file;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.RandomTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes timelines in a program of its own, which may be killed.
final class ChildWriter {
  private ChildWriter() {}

  /// @param args what to do (`once`, `stall` in the middle, `repeat` for ever with two sizes), the
  ///   file, the size
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    int size = Integer.parseInt(args[2]);
    try (var odd = new RandomTimeline(1, size);
        var even = new RandomTimeline(2, size / 2)) {
      System.out.println("ready");
      switch (args[0]) {
        case "once" -> write(odd, file, ProgressMonitor.NONE);
        case "stall" -> write(odd, file, ChildWriter::stall);
        default -> {
          while (true) {
            write(odd, file, ProgressMonitor.NONE);
            write(even, file, ProgressMonitor.NONE);
            System.out.println("written");
          }
        }
      }
    }
  }

  /// Starts the program with this one's classes.
  ///
  /// @param limit shell command to run before it, or ""
  static Process start(String limit, String what, Path file, int size) throws IOException {
    List<String> command = new ArrayList<>();
    if (!limit.isEmpty()) {
      command.addAll(List.of("sh", "-c", limit + "; exec \"$@\"", "sh"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            home(ChildWriter.class)
                + System.getProperty("path.separator")
                + home(TimelineFile.class),
            ChildWriter.class.getName(),
            what,
            file.toString(),
            String.valueOf(size)));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /// Waits until the program says a word.
  static void await(BufferedReader said, String word) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals(word)) {
        return;
      }
    }
    throw new AssertionError("the program ended before it said " + word);
  }

  static BufferedReader said(Process process) {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  private static void write(RandomTimeline timeline, Path file, ProgressMonitor monitor) {
    try {
      TimelineFile.write(timeline.timeline(), file, monitor);
    } catch (TimelineFileException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void stall(long done, long total, String what) {
    if (done > total / 2) {
      System.out.println("half");
      try {
        Thread.sleep(600_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
