package dev.corelane.replay.sampled;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.extract.Missing;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The programs that samples tell of.
public final class SampledModel {
  private final Timeline timeline;
  private final TimeRange window;
  private final List<ThreadClass> classes;
  private final List<SampledLock> locks;
  private final SampledProfile profile;
  private final List<Missing> missing;

  SampledModel(
      Timeline timeline,
      TimeRange window,
      List<ThreadClass> classes,
      List<SampledLock> locks,
      SampledProfile profile,
      List<Missing> missing) {
    this.timeline = timeline;
    this.window = window;
    this.classes = List.copyOf(classes);
    this.locks = List.copyOf(locks);
    this.profile = profile;
    this.missing = List.copyOf(missing);
  }

  /// Whether a recording has nothing but samples to make programs of: nobody was seen on a CPU.
  ///
  /// @param timeline a recording
  /// @return whether it has wait samples, and no slices
  public static boolean fits(Timeline timeline) {
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      if (timeline.slices(cpu).count() > 0) {
        return false;
      }
    }
    return timeline.waitSamples().size() > 0;
  }

  /// @return the time in which the backends were sampled
  public TimeRange window() {
    return window;
  }

  /// @return what the samples themselves tell of the load
  public SampledProfile profile() {
    return profile;
  }

  /// @return what they do not tell
  public List<Missing> missing() {
    return missing;
  }

  /// @param kernel how much of the work runs in the kernel
  /// @param seed decides all draws
  /// @return one thread per backend, at its beginning
  public List<ThreadSpec> threads(KernelShare kernel, long seed) {
    var streams = new Streams(seed);
    List<ThreadSpec> threads = new ArrayList<>();
    for (ThreadClass kind : classes) {
      for (int id : kind.tasks()) {
        Task task = timeline.task(id);
        threads.add(
            new ThreadSpec(
                task.name(),
                task.label(),
                task.pid(),
                SchedParams.NORMAL,
                List.of(),
                0,
                new SampledThread(kind, locks, kernel, streams, threads.size())));
      }
    }
    return threads;
  }

  /// @return the locks that they take
  public List<LockSpec> locks() {
    return locks.stream().<LockSpec>map(lock -> new LockSpec.LwLock(lock.name())).toList();
  }

  /// Measures a replay as samples without number would.
  ///
  /// @param run a replay of these threads
  /// @param busyCpus CPU time per second in it
  /// @return the same numbers as of the samples
  public SampledProfile measure(Timeline run, double busyCpus) {
    double threads = classes.stream().mapToInt(kind -> kind.tasks().size()).sum();
    double all = threads * run.range().durationNs();
    Map<String, Double> shares = new TreeMap<>();
    long requests = 0;
    for (long row = 0; row < run.spans().size(); row++) {
      Span span = run.spans().get(row);
      shares.merge(span.name(), (span.endNs() - span.startNs()) / all, Double::sum);
      requests += span.name().equals(SampledProfile.CLIENT) ? 1 : 0;
    }
    for (long row = 0; row < run.waits().size(); row++) {
      var wait = run.waits().get(row);
      String name = run.locks().get(wait.lock()).name();
      shares.merge(name, (wait.endNs() - wait.startNs()) / all, Double::sum);
    }
    double perSecond = requests * 1e9 / run.range().durationNs();
    return new SampledProfile(
        busyCpus, requests == 0 ? OptionalDouble.empty() : OptionalDouble.of(perSecond), shares);
  }
}
