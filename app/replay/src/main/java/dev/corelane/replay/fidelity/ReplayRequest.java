package dev.corelane.replay.fidelity;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a person asks for who replays a recording; the rest is what the recording tells, or the
/// kernel's defaults.
///
/// @param models the models it is replayed under besides its own
/// @param kernel the kernel it is replayed on, null for its own; then without models under its own
/// @param recordedModel the model that it ran under, if the person tells it
/// @param recordedKernel the kernel that it ran on, if the person tells it
/// @param settings values of [ReplaySetting] by key
/// @param arrivals what becomes of blocks that something outside ended
/// @param seeds how many runs of each, at least 1
/// @param share the part that is measured, see [ReplayOptions]
public record ReplayRequest(
    List<PreemptionModel> models,
    @Nullable KernelVersion kernel,
    @Nullable PreemptionModel recordedModel,
    @Nullable KernelVersion recordedKernel,
    Map<String, Double> settings,
    Arrivals arrivals,
    int seeds,
    double share) {
  /// Copies.
  public ReplayRequest {
    models = List.copyOf(models);
    settings = Map.copyOf(settings);
  }

  /// A request that has been held against its recording.
  ///
  /// @param options how it is replayed
  /// @param assumptions what was neither recorded nor told, a sentence each
  public record Prepared(ReplayOptions options, List<String> assumptions) {
    /// Copies the list.
    public Prepared {
      assumptions = List.copyOf(assumptions);
    }
  }

  /// Finds out the machines.
  ///
  /// @param timeline the recording
  /// @return how it is replayed
  /// @throws IllegalArgumentException with a sentence if the request does not fit the recording
  public Prepared prepare(Timeline timeline) {
    Map<String, Double> ofMachine = new TreeMap<>(settings);
    Double share = ofMachine.remove(ReplaySetting.KERNEL_SHARE.key());
    RecordedMachine recorded =
        RecordedMachine.of(timeline, recordedModel, recordedKernel, ofMachine);
    List<PreemptionModel> wanted = new ArrayList<>(models);
    if (kernel != null && wanted.isEmpty()) {
      wanted.add(recorded.machine().model());
    }
    List<Machine> machines =
        wanted.stream().map(model -> recorded.with(model, kernel, ofMachine)).toList();
    return new Prepared(
        new ReplayOptions(
            recorded.machine(),
            machines,
            arrivals,
            kernelShare(timeline, recorded.machine(), share),
            seeds,
            this.share),
        recorded.assumptions());
  }

  private static KernelShare kernelShare(
      Timeline timeline, Machine machine, @Nullable Double told) {
    if (told != null) {
      double share = ReplaySetting.KERNEL_SHARE.check(told);
      return new KernelShare(
          share,
          KernelShare.DEFAULT_SEGMENT_NS,
          String.format(
              Locale.ROOT, "%.0f %% of the work runs in the kernel, as told", share * 100));
    }
    boolean anywhere =
        machine.model().preemptible()
            && (!machine.model().marksLazily() || machine.features().hrtick());
    return KernelShare.of(timeline, anywhere);
  }
}
