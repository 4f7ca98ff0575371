package dev.corelane.cli;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs every command once on a built-in recording, for the launcher: while it runs, the Java
/// machine records which classes the program loads, and later starts take them from an archive.
public final class Rehearsal {
  private static final String TRACE = "trace.corelane";
  private static final String PICTURE = "trace.png";

  private Rehearsal() {}

  /// Runs the commands and ends the process, with a code other than 0 if one of them failed.
  ///
  /// @param args not used
  /// @throws IOException if the temporary folder cannot be used
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    System.exit(run());
  }

  /// Runs the commands.
  ///
  /// @return [ExitCode#OK], or the first other code
  /// @throws IOException if the temporary folder cannot be used
  static int run() throws IOException {
    Path folder = Files.createTempDirectory("corelane-rehearsal-");
    SampleTrace sample = SampleTraces.all().getFirst();
    Path recording = sample.copyTo(folder);
    try {
      return commands(recording.toString(), folder).stream()
          .mapToInt(Rehearsal::run)
          .filter(code -> code != ExitCode.OK)
          .findFirst()
          .orElse(ExitCode.OK);
    } finally {
      Files.deleteIfExists(folder.resolve(TRACE));
      Files.deleteIfExists(folder.resolve(PICTURE));
      Files.deleteIfExists(recording);
      Files.deleteIfExists(folder);
    }
  }

  private static List<List<String>> commands(String recording, Path folder) {
    String trace = folder.resolve(TRACE).toString();
    return List.of(
        List.of("info", recording),
        List.of("import", recording, "-o", trace),
        List.of("info", "--json", trace),
        List.of("threads", trace),
        List.of("threads", "--json", trace),
        List.of("preemptions", trace),
        List.of("preemptions", "--json", trace),
        List.of("locks", trace),
        List.of("locks", "--json", trace),
        List.of("analyze", trace),
        List.of("analyze", "--json", trace),
        List.of("waits", trace),
        List.of("load", trace),
        List.of("compare", trace, trace),
        List.of("compare", "--json", trace, trace),
        List.of("render", "-o", folder.resolve(PICTURE).toString(), trace),
        List.of("help"));
  }

  private static int run(List<String> command) {
    var program =
        new Program(
            Terminal.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()),
            new AtomicBoolean());
    return program.run(command.toArray(String[]::new));
  }
}
