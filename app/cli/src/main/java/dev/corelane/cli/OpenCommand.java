package dev.corelane.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "open", description = "Open traces in the window of the desktop program.")
final class OpenCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "What to open; nothing for an empty window.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--sample", paramLabel = "ID", description = "Open a built-in sample.")
  private String sample = "";

  @Option(
      names = "--compare",
      paramLabel = "FILE|ID",
      description = "Show this recording or sample side by side with the first; up to three times.")
  private List<String> compare = new ArrayList<>();

  @Option(
      names = "--at",
      paramLabel = "TIME[..TIME]",
      description = "Show this moment or range: times since the start, such as 12.5ms..14ms.")
  private String at = "";

  @Option(
      names = "--select",
      paramLabel = "NAME",
      description = "Select the thread or lock of this name.")
  private String select = "";

  @Option(names = "--theme", paramLabel = "THEME", description = "light, dark or system.")
  private String theme = "";

  @Option(names = "--frame-meter", description = "Measure frame times.")
  private boolean frameMeter;

  OpenCommand(Session session) {
    this.session = session;
  }

  /// The launcher starts the desktop program instead of this one; whoever gets here did not use it.
  @Override
  public Integer call() {
    session
        .terminal()
        .err()
        .println(
            "corelane: the desktop program opens windows, and this is the command line alone;"
                + " start it by app/corelane open.");
    return ExitCode.USAGE;
  }
}
