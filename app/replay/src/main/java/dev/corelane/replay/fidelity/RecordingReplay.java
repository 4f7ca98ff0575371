package dev.corelane.replay.fidelity;

import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.extract.Missing;
import dev.corelane.replay.extract.ProgramExtractor;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.record.TimelineRecorder;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.run.Jobs;
import dev.corelane.replay.sampled.SampleReader;
import dev.corelane.replay.sampled.SampledModel;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.statistics.Band;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// Replays a recording: first on its own machine, then on others.
///
/// What was found out is kept: the programs, what the recording itself did, and the measures of
/// every run. So another question about the same recording costs only the runs that are new. May be
/// used by several threads. The recording has to stay open; it is not closed here.
public final class RecordingReplay {
  /// A run asks so often whether to go on.
  private static final int PIECES = 50;

  private final Timeline timeline;
  private final Map<SourceKey, WorkSource> sources = new HashMap<>();
  private final Map<RecordedKey, Behaviour> recorded = new HashMap<>();
  private final Map<RunKey, Run> runs = new ConcurrentHashMap<>();

  /// What decides the programs; the number of CPUs only those of samples.
  private record SourceKey(Arrivals arrivals, int cpus) {
    static SourceKey of(ReplayOptions options) {
      return new SourceKey(options.arrivals(), options.recorded().topology().cpus());
    }
  }

  private record RecordedKey(SourceKey source, TimeRange measured) {}

  /// What decides a run.
  private record RunKey(Machine machine, KernelShare kernel, RecordedKey work, int seed) {}

  private record Run(Behaviour behaviour, long events) {}

  /// @param timeline the recording; none of its events is read yet
  public RecordingReplay(Timeline timeline) {
    this.timeline = timeline;
  }

  /// @param options how it is replayed
  /// @param executor does the runs, several at a time if it has several threads
  /// @param monitor told of the progress and asked whether to go on, from any thread
  /// @return what came of it
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public ReplayOutcome run(ReplayOptions options, Executor executor, ProgressMonitor monitor) {
    return run(options, executor, monitor, news -> {});
  }

  /// @param options how it is replayed
  /// @param executor does the runs, several at a time if it has several threads
  /// @param monitor told of the progress and asked whether to go on, from any thread
  /// @param news told, by the thread of a run, what is known after it: bands over the runs that are
  ///   through, the identity replay's first, and of the other machines only those that were run
  /// @return what came of it
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public ReplayOutcome run(
      ReplayOptions options,
      Executor executor,
      ProgressMonitor monitor,
      Consumer<ReplayOutcome> news) {
    WorkSource source = source(options, monitor);
    Behaviour told = recorded(options, source, monitor);
    List<Machine> machines = new ArrayList<>();
    machines.add(options.recorded());
    machines.addAll(options.others());
    List<Function<ProgressMonitor, Run>> jobs = new ArrayList<>();
    for (Machine machine : machines) {
      for (int seed = 1; seed <= options.seeds(); seed++) {
        int number = seed;
        jobs.add(inside -> measured(options, source, machine, number, inside));
      }
    }
    List<Optional<Run>> known = new ArrayList<>(Collections.nCopies(jobs.size(), Optional.empty()));
    Jobs.run(
        jobs,
        executor,
        monitor,
        "replaying",
        (job, run) -> {
          known.set(job, Optional.of(run));
          news.accept(outcome(options, source, told, machines, known));
        });
    return outcome(options, source, told, machines, known);
  }

  /// One replay as a timeline, to be looked at.
  ///
  /// @param options how it is replayed
  /// @param machine on which machine
  /// @param seed seed of the run
  /// @param monitor told of the progress and asked whether to go on
  /// @return the replay, for the caller to close
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public Timeline once(ReplayOptions options, Machine machine, int seed, ProgressMonitor monitor) {
    WorkSource source = source(options, monitor);
    return replay(options, source, machine, seed, monitor).timeline;
  }

  private WorkSource source(ReplayOptions options, ProgressMonitor monitor) {
    synchronized (sources) {
      SourceKey key = SourceKey.of(options);
      WorkSource known = sources.get(key);
      if (known == null) {
        known =
            SampledModel.fits(timeline)
                ? new SampledSource(SampleReader.read(timeline, key.cpus))
                : new RecordedSource(
                    timeline, ProgramExtractor.extract(timeline, options.arrivals(), monitor));
        sources.put(key, known);
      }
      return known;
    }
  }

  private Behaviour recorded(ReplayOptions options, WorkSource source, ProgressMonitor monitor) {
    synchronized (recorded) {
      TimeRange measured = source.measured(options.share());
      var key = new RecordedKey(SourceKey.of(options), measured);
      Behaviour known = recorded.get(key);
      if (known == null) {
        known = source.recorded(measured, monitor);
        recorded.put(key, known);
      }
      return known;
    }
  }

  private ReplayOutcome outcome(
      ReplayOptions options,
      WorkSource source,
      Behaviour told,
      List<Machine> machines,
      List<Optional<Run>> known) {
    List<ModelReplay> replays = new ArrayList<>();
    for (int i = 0; i < machines.size(); i++) {
      List<Run> runs =
          known.subList(i * options.seeds(), (i + 1) * options.seeds()).stream()
              .flatMap(Optional::stream)
              .toList();
      if (i == 0 || !runs.isEmpty()) {
        replays.add(summary(machines.get(i), runs));
      }
    }
    List<Missing> missing = new ArrayList<>(source.missing());
    missing.add(
        new Missing(
            options.kernel().basis(),
            "Where a stay in the kernel begins is drawn anew for every seed"));
    return new ReplayOutcome(
        options,
        source.measured(options.share()),
        told,
        replays.getFirst(),
        replays.subList(1, replays.size()),
        missing,
        source.statistical());
  }

  private Run measured(
      ReplayOptions options,
      WorkSource source,
      Machine machine,
      int seed,
      ProgressMonitor monitor) {
    var work = new RecordedKey(SourceKey.of(options), source.measured(options.share()));
    var key = new RunKey(machine, options.kernel(), work, seed);
    Run known = runs.get(key);
    if (known != null) {
      return known;
    }
    Replayed replayed = replay(options, source, machine, seed, monitor);
    try (Timeline run = replayed.timeline) {
      var fresh = new Run(source.replayed(run, monitor), replayed.events);
      runs.put(key, fresh);
      return fresh;
    }
  }

  private record Replayed(Timeline timeline, long events) {}

  private Replayed replay(
      ReplayOptions options,
      WorkSource source,
      Machine machine,
      int seed,
      ProgressMonitor monitor) {
    int cpus = machine.topology().cpus();
    long lengthNs = source.measured(options.share()).durationNs();
    WorkSource.Cast work = source.cast(options.kernel(), cpus, seed);
    try (var recorder = new TimelineRecorder()) {
      Simulation.Builder builder = Simulation.on(machine).seed(seed).observe(recorder);
      work.locks().forEach(builder::lock);
      work.threads().forEach(builder::thread);
      Simulation simulation = builder.build();
      for (int piece = 1; piece < PIECES; piece++) {
        monitor.checkCancelled();
        simulation.run(lengthNs * piece / PIECES);
      }
      simulation.run(lengthNs);
      long events = simulation.finish().events();
      return new Replayed(recorder.timeline(monitor), events);
    }
  }

  private static ModelReplay summary(Machine machine, List<Run> runs) {
    Map<Measure, Band> bands = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      double[] values =
          runs.stream()
              .mapToDouble(run -> run.behaviour().value(measure).orElse(Double.NaN))
              .toArray();
      Band band = Band.of(values);
      if (band.n() > 0) {
        bands.put(measure, band);
      }
    }
    Set<String> events = new TreeSet<>();
    runs.forEach(run -> events.addAll(run.behaviour().waitShares().keySet()));
    Map<String, Band> waits = new TreeMap<>();
    for (String event : events) {
      double[] shares =
          runs.stream()
              .mapToDouble(run -> run.behaviour().waitShares().getOrDefault(event, 0.0))
              .toArray();
      waits.put(event, Band.of(shares));
    }
    return new ModelReplay(machine, bands, waits, runs.stream().mapToLong(Run::events).sum());
  }
}
