package dev.corelane.cli;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.cli.report.RecordingReplayReport;
import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.fidelity.RecordedMachine;
import dev.corelane.replay.fidelity.RecordingReplay;
import dev.corelane.replay.fidelity.ReplayOptions;
import dev.corelane.replay.fidelity.ReplayOutcome;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a recording is replayed.
final class RecordingReplayChoices {
  private static final String KERNEL_SHARE = "kernelShare";

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
      @Nullable Path folder,
      Executor executor,
      ProgressMonitor monitor)
      throws IOException {
    KernelVersion other = kernel == null ? null : KernelVersion.parse(kernel);
    KernelVersion told = recordedKernel == null ? null : KernelVersion.parse(recordedKernel);
    PreemptionModel model = recordedModel == null ? null : model(recordedModel);
    Arrivals how = arrivals();
    List<PreemptionModel> wanted = new ArrayList<>();
    models.forEach(name -> wanted.add(model(name)));
    Map<String, Double> machineSettings = new TreeMap<>(settings);
    Double share = machineSettings.remove(KERNEL_SHARE);
    try (Timeline timeline = Importers.open(files, ImportOptions.ALL, monitor)) {
      RecordedMachine recorded = RecordedMachine.of(timeline, model, told, machineSettings);
      if (other != null && wanted.isEmpty()) {
        wanted.add(recorded.machine().model());
      }
      List<Machine> machines =
          wanted.stream().map(m -> recorded.with(m, other, machineSettings)).toList();
      var options =
          new ReplayOptions(
              recorded.machine(),
              machines,
              how,
              kernelShare(timeline, recorded, share),
              seeds,
              part);
      ReplayOutcome outcome = RecordingReplay.run(timeline, options, executor, monitor);
      if (folder != null) {
        Files.createDirectories(folder);
        write(timeline, options, recorded.machine(), folder.resolve("identity"), monitor);
        for (Machine machine : machines) {
          String name = spelt(machine.model()) + "-" + machine.kernel();
          write(timeline, options, machine, folder.resolve(name), monitor);
        }
      }
      return new RecordingReplayReport(outcome, recorded.assumptions());
    }
  }

  /// Writes the run of the first seed.
  private static void write(
      Timeline recording, ReplayOptions options, Machine machine, Path to, ProgressMonitor monitor)
      throws IOException {
    try (Timeline replayed = RecordingReplay.once(recording, options, machine, 1, monitor)) {
      TimelineFile.write(
          replayed, to.resolveSibling(to.getFileName() + TimelineFile.EXTENSION), monitor);
    }
  }

  private static KernelShare kernelShare(
      Timeline timeline, RecordedMachine recorded, @Nullable Double told) {
    if (told != null) {
      return new KernelShare(
          told,
          KernelShare.DEFAULT_SEGMENT_NS,
          String.format(
              Locale.ROOT, "%.0f %% of the work runs in the kernel, as told", told * 100));
    }
    Machine machine = recorded.machine();
    boolean anywhere =
        machine.model().preemptible()
            && (!machine.model().marksLazily() || machine.features().hrtick());
    return KernelShare.of(timeline, anywhere);
  }

  private Arrivals arrivals() {
    return switch (arrivals) {
      case "closed" -> Arrivals.CLOSED;
      case "open" -> Arrivals.OPEN;
      default ->
          throw new IllegalArgumentException("--arrivals is closed or open, not " + arrivals);
    };
  }

  private static PreemptionModel model(String name) {
    for (PreemptionModel model : PreemptionModel.values()) {
      if (spelt(model).equals(name)) {
        return model;
      }
    }
    throw new IllegalArgumentException(
        "There is no preemption model \""
            + name
            + "\"; there are none, voluntary, full, lazy, rt, rt-lazy");
  }

  private static String spelt(PreemptionModel model) {
    return model.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
