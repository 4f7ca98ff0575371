package dev.corelane.cli;

import dev.corelane.cli.report.JsonReport;
import dev.corelane.cli.report.RecordingReplayReport;
import dev.corelane.cli.report.ReplayReport;
import dev.corelane.cli.report.Report;
import dev.corelane.cli.report.ScenarioListReport;
import dev.corelane.cli.terminal.ProgressLine;
import dev.corelane.replay.run.VariantResult;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    description =
        "Replay a recording under other preemption models or kernels, its own first; or run a"
            + " scenario. Median and band over several seeds, with what was assumed.")
final class ReplayCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "A recording, or several files of one incident.")
  private List<Path> files = new ArrayList<>();

  @Mixin private ScenarioChoices choices = new ScenarioChoices();

  @Mixin private RecordingReplayChoices recording = new RecordingReplayChoices();

  @Option(
      names = "--sensitivity",
      description = "Also run with other costs of switches, cold caches and work in the kernel.")
  private boolean sensitivity;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Also write the first run of each as a .corelane file into this folder.")
  private @Nullable Path folder;

  @Option(names = "--list", description = "Tell the built-in scenarios and their parameters.")
  private boolean list;

  @Option(names = "--json", description = "Print JSON; times are nanoseconds.")
  private boolean json;

  ReplayCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      print(ScenarioListReport.ofLibrary());
      return ExitCode.OK;
    }
    if (!files.isEmpty()) {
      return recording();
    }
    Scenario scenario = choices.scenario();
    var campaign = choices.campaign(scenario, Map.of());
    try (ProgressLine progress = session.progress();
        var workers = new Workers()) {
      var result = campaign.run(sensitivity, workers.threads(), progress);
      if (folder != null) {
        Files.createDirectories(folder);
        for (VariantResult variant : result.variants()) {
          String name = scenario.name() + "-" + variant.name() + TimelineFile.EXTENSION;
          try (Timeline timeline = campaign.timeline(variant.name(), progress)) {
            TimelineFile.write(timeline, folder.resolve(name), progress);
          }
        }
      }
      progress.wipe();
      print(new ReplayReport(scenario, result));
    }
    return ExitCode.OK;
  }

  private int recording() throws IOException {
    if (choices.named()) {
      throw choices.wrong("--scenario does not go with a recording");
    }
    try (ProgressLine progress = session.progress();
        var workers = new Workers()) {
      RecordingReplayReport report =
          recording.run(
              files,
              choices.variants(),
              choices.settings(),
              choices.seeds(),
              sensitivity,
              folder,
              workers.threads(),
              progress);
      progress.wipe();
      print(report);
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw choices.wrong(e.getMessage());
    }
  }

  private void print(Report report) {
    if (json) {
      try (JsonReport out = new JsonReport(session.terminal().results())) {
        report.write(out);
      }
    } else {
      report.print(session.terminal());
      session.terminal().out().flush();
    }
  }
}
