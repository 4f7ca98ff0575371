package dev.corelane.replay.fidelity;

import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.extract.Extraction;
import dev.corelane.replay.extract.Missing;
import dev.corelane.replay.extract.ProgramExtractor;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.record.TimelineRecorder;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.recorded.RecordedWork;
import dev.corelane.replay.run.Jobs;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.statistics.Band;
import dev.corelane.trace.model.Span;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Replays a recording: first on its own machine, then on others.
///
/// What was found out is kept: the programs, what the recording itself did, and the measures of
/// every run. So another question about the same recording costs only the runs that are new. May be
/// used by several threads. The recording has to stay open; it is not closed here.
public final class RecordingReplay {
  /// A run asks so often whether to go on.
  private static final int PIECES = 50;

  private final Timeline timeline;
  private final TimeRange whole;
  private final Map<Arrivals, Extraction> extractions = new EnumMap<>(Arrivals.class);
  private final Map<TimeRange, Behaviour> recorded = new HashMap<>();
  private final Map<RunKey, Run> runs = new ConcurrentHashMap<>();

  /// What decides a run.
  private record RunKey(
      Machine machine, Arrivals arrivals, KernelShare kernel, TimeRange measured, int seed) {}

  private record Run(Behaviour behaviour, long events) {}

  /// @param timeline the recording; none of its events is read yet
  public RecordingReplay(Timeline timeline) {
    this.timeline = timeline;
    this.whole = timeline.range();
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
    Extraction extraction = extraction(options.arrivals(), monitor);
    Behaviour told = recorded(extraction, measured(options), monitor);
    List<Machine> machines = new ArrayList<>();
    machines.add(options.recorded());
    machines.addAll(options.others());
    List<Function<ProgressMonitor, Run>> jobs = new ArrayList<>();
    for (Machine machine : machines) {
      for (int seed = 1; seed <= options.seeds(); seed++) {
        int number = seed;
        jobs.add(inside -> measured(options, extraction, machine, number, inside));
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
          news.accept(outcome(options, extraction, told, machines, known));
        });
    return outcome(options, extraction, told, machines, known);
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
    Extraction extraction = extraction(options.arrivals(), monitor);
    return replay(options, extraction, machine, seed, monitor).timeline;
  }

  private Extraction extraction(Arrivals arrivals, ProgressMonitor monitor) {
    synchronized (extractions) {
      Extraction known = extractions.get(arrivals);
      if (known == null) {
        known = ProgramExtractor.extract(timeline, arrivals, monitor);
        extractions.put(arrivals, known);
      }
      return known;
    }
  }

  private Behaviour recorded(Extraction extraction, TimeRange measured, ProgressMonitor monitor) {
    synchronized (recorded) {
      Behaviour known = recorded.get(measured);
      if (known == null) {
        known =
            throughput(
                Behaviour.of(timeline, measured, extraction.locks(), monitor), timeline, measured);
        recorded.put(measured, known);
      }
      return known;
    }
  }

  private TimeRange measured(ReplayOptions options) {
    return new TimeRange(
        whole.startNs(),
        whole.startNs() + Math.max(1, (long) (whole.durationNs() * options.share())));
  }

  private ReplayOutcome outcome(
      ReplayOptions options,
      Extraction extraction,
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
    List<Missing> missing = new ArrayList<>(extraction.missing());
    missing.add(
        new Missing(
            options.kernel().basis(),
            "Where a stay in the kernel begins is drawn anew for every seed"));
    return new ReplayOutcome(
        options,
        measured(options),
        told,
        replays.getFirst(),
        replays.subList(1, replays.size()),
        missing);
  }

  private Run measured(
      ReplayOptions options,
      Extraction extraction,
      Machine machine,
      int seed,
      ProgressMonitor monitor) {
    var key = new RunKey(machine, options.arrivals(), options.kernel(), measured(options), seed);
    Run known = runs.get(key);
    if (known != null) {
      return known;
    }
    Replayed replayed = replay(options, extraction, machine, seed, monitor);
    try (Timeline run = replayed.timeline) {
      List<Integer> locks = IntStream.range(0, extraction.locks().size()).boxed().toList();
      TimeRange range = run.range();
      Behaviour behaviour = throughput(Behaviour.of(run, range, locks, monitor), run, range);
      var fresh = new Run(behaviour, replayed.events);
      runs.put(key, fresh);
      return fresh;
    }
  }

  private record Replayed(Timeline timeline, long events) {}

  private Replayed replay(
      ReplayOptions options,
      Extraction extraction,
      Machine machine,
      int seed,
      ProgressMonitor monitor) {
    int cpus = machine.topology().cpus();
    long lengthNs = measured(options).durationNs();
    var work = new RecordedWork(timeline, extraction, options.kernel(), cpus, seed);
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
    return new ModelReplay(machine, bands, runs.stream().mapToLong(Run::events).sum());
  }

  /// Pieces of work that nothing encloses and that ended in a range, per second.
  private static Behaviour throughput(Behaviour of, Timeline timeline, TimeRange range) {
    long ended = 0;
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.parent() < 0 && span.endNs() >= range.startNs() && span.endNs() < range.endNs()) {
        ended++;
      }
    }
    return ended == 0 ? of : of.withThroughput(ended * 1e9 / range.durationNs());
  }
}
