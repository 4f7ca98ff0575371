package dev.corelane.cli;

import dev.corelane.cli.report.ImportReport;
import dev.corelane.cli.report.Report;
import dev.corelane.importers.ImportOptions;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = "Write a trace as a .corelane file, which opens at once however large it is.")
final class ImportCommand extends TraceCommand {
  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private ImportChoices choices = new ImportChoices();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "The .corelane file to write.")
  private Path output = Path.of("");

  @Option(names = "--force", description = "Also overwrite a file that is no .corelane file.")
  private boolean force;

  ImportCommand(Session session) {
    super(session);
  }

  @Override
  void check() throws IOException {
    if (!force && Files.isRegularFile(output) && Files.size(output) > 0 && !isTimeline()) {
      throw new ParameterException(
          command.commandLine(),
          output + " exists and is no .corelane file; --force overwrites it.");
    }
  }

  @Override
  ImportOptions choices() {
    return choices.options();
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) throws IOException {
    TimelineFile.write(timeline, output, monitor);
    return ImportReport.of(timeline, output.toString(), Files.size(output));
  }

  private boolean isTimeline() throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      return TimelineFile.recognises(in.readNBytes(TimelineFile.MAGIC_BYTES));
    }
  }
}
