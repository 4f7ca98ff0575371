package dev.corelane.replay.fidelity;

import dev.corelane.replay.extract.Missing;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.sampled.SampledModel;
import dev.corelane.replay.sampled.SampledProfile;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Map;

/// Programs drawn from what samples tell. Such programs do not end, so the whole time is measured.
final class SampledSource implements WorkSource {
  private final SampledModel model;

  SampledSource(SampledModel model) {
    this.model = model;
  }

  @Override
  public TimeRange measured(double share) {
    return model.window();
  }

  @Override
  public Behaviour recorded(TimeRange measured, ProgressMonitor monitor) {
    SampledProfile told = model.profile();
    return with(
        new Behaviour(Map.of(Measure.UTILISATION, told.busyCpus()), told.waitShares()), told);
  }

  @Override
  public Cast cast(KernelShare kernel, int cpus, int seed) {
    return new Cast(model.threads(kernel, seed), model.locks());
  }

  @Override
  public Behaviour replayed(Timeline run, ProgressMonitor monitor) {
    Behaviour all = Behaviour.ofReplay(run, run.locks().size(), monitor);
    double busyCpus = all.value(Measure.UTILISATION).orElse(0);
    SampledProfile told = model.measure(run, busyCpus);
    return with(new Behaviour(all.values(), told.waitShares()), told);
  }

  private static Behaviour with(Behaviour of, SampledProfile told) {
    return told.requestsPerSecond().isPresent()
        ? of.withThroughput(told.requestsPerSecond().getAsDouble())
        : of;
  }

  @Override
  public List<Missing> missing() {
    return model.missing();
  }

  @Override
  public boolean statistical() {
    return true;
  }
}
