package dev.corelane.cli;

import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.cli.report.InfoReport;
import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.importers.Importers;
import dev.corelane.render.theme.Theme;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sample",
    description = "Paint a built-in recording as a PNG image and print its numbers.")
final class SampleCommand implements Callable<Integer> {
  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;

  private final Session session;

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "Which one (default: the first of --list).")
  private String id = SampleTraces.all().getFirst().id();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The PNG file to write (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("corelane-sample.png");

  @Option(names = "--list", description = "List the built-in recordings instead.")
  private boolean list;

  SampleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    PrintStream out = session.terminal().out();
    if (list) {
      for (SampleTrace sample : SampleTraces.all()) {
        out.println(sample.id() + ": " + sample.title() + ". " + sample.description());
      }
      return ExitCode.OK;
    }
    SampleTrace sample =
        SampleTraces.of(id)
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(),
                        "There is no sample " + id + "; corelane sample --list names them."));
    Path folder = Files.createTempDirectory("corelane-sample-");
    Path file = sample.copyTo(folder);
    try (ProgressLine progress = session.progress();
        Timeline timeline = Importers.open(List.of(file), progress)) {
      progress.progress(0, -1, "painting");
      new PictureFile(WIDTH, HEIGHT, Theme.LIGHT, Optional.empty()).write(timeline, output);
      progress.wipe();
      out.println(sample.title() + ". " + sample.description());
      out.println("Painted as " + output.toAbsolutePath().normalize());
      out.println();
      new InfoReport(timeline, new TraceSummaryAnalysis().run(timeline, progress))
          .print(session.terminal());
      return ExitCode.OK;
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
