package dev.corelane.cli;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.cli.report.RecordingReplayReport;
import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.fidelity.RecordingReplay;
import dev.corelane.replay.fidelity.ReplayOptions;
import dev.corelane.replay.fidelity.ReplayOutcome;
import dev.corelane.replay.fidelity.ReplayRequest;
import dev.corelane.replay.fidelity.Sensitivity;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a recording is replayed.
final class RecordingReplayChoices {
  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description = "Replay a recording on another kernel, such as 7.2.")
  private @Nullable String kernel;

  @Option(
      names = "--recorded-model",
      paramLabel = "MODEL",
      description = "The preemption model of the recording, if it does not tell it.")
  private @Nullable String recordedModel;

  @Option(
      names = "--recorded-kernel",
      paramLabel = "VERSION",
      description = "The kernel of the recording, if it does not tell it.")
  private @Nullable String recordedKernel;

  @Option(
      names = "--arrivals",
      paramLabel = "closed|open",
      defaultValue = "closed",
      description =
          "What comes from outside lasts as long as it lasted (closed, the default) or comes when"
              + " it came (open).")
  private String arrivals = "closed";

  @Option(
      names = "--part",
      paramLabel = "SHARE",
      defaultValue = "0.7",
      description = "Measure this part of the recording, from its begin; 0.7 unless given.")
  private double part = ReplayOptions.DEFAULT_SHARE;

  /// Replays.
  ///
  /// @throws IllegalArgumentException with a sentence if the choices make no sense
  RecordingReplayReport run(
      List<Path> files,
      List<String> models,
      Map<String, Double> settings,
      int seeds,
      boolean sensitivity,
      @Nullable Path folder,
      Executor executor,
      ProgressMonitor monitor)
      throws IOException {
    var request =
        new ReplayRequest(
            models.stream().map(PreemptionModel::of).toList(),
            kernel == null ? null : KernelVersion.parse(kernel),
            recordedModel == null ? null : PreemptionModel.of(recordedModel),
            recordedKernel == null ? null : KernelVersion.parse(recordedKernel),
            settings,
            arrivals(),
            seeds,
            part);
    try (Timeline timeline = Importers.open(files, ImportOptions.ALL, monitor)) {
      ReplayRequest.Prepared prepared = request.prepare(timeline);
      ReplayOptions options = prepared.options();
      var replay = new RecordingReplay(timeline);
      ReplayOutcome outcome = replay.run(options, executor, monitor);
      if (folder != null) {
        Files.createDirectories(folder);
        write(replay, options, options.recorded(), folder.resolve("identity"), monitor);
        for (Machine machine : options.others()) {
          String name = machine.model().id() + "-" + machine.kernel();
          write(replay, options, machine, folder.resolve(name), monitor);
        }
      }
      List<Sensitivity> changed =
          sensitivity ? Sensitivity.of(replay, options, executor, monitor) : List.of();
      return new RecordingReplayReport(outcome, changed, prepared.assumptions());
    }
  }

  /// Writes the run of the first seed.
  private static void write(
      RecordingReplay replay,
      ReplayOptions options,
      Machine machine,
      Path to,
      ProgressMonitor monitor)
      throws IOException {
    try (Timeline replayed = replay.once(options, machine, 1, monitor)) {
      TimelineFile.write(
          replayed, to.resolveSibling(to.getFileName() + TimelineFile.EXTENSION), monitor);
    }
  }

  private Arrivals arrivals() {
    return switch (arrivals) {
      case "closed" -> Arrivals.CLOSED;
      case "open" -> Arrivals.OPEN;
      default ->
          throw new IllegalArgumentException("--arrivals is closed or open, not " + arrivals);
    };
  }
}
