package dev.corelane.desktop.session.replay;

import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.replay.Results.Openable;
import dev.corelane.replay.fidelity.RecordingReplay;
import dev.corelane.replay.fidelity.ReplayOutcome;
import dev.corelane.replay.fidelity.ReplayRequest;
import dev.corelane.replay.fidelity.ReplaySetting;
import dev.corelane.replay.fidelity.Sensitivity;
import dev.corelane.replay.run.CaseRuns;
import dev.corelane.replay.run.CaseRuns.Case;
import dev.corelane.replay.run.VariantResult;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The replay window: what is replayed, its form, what runs and what came of it.
///
/// All methods are called on the UI thread; runs go on in the background.
public final class ReplayModel {
  /// Fewest and most timelines that stand side by side.
  public static final int FEWEST_SIDES = 2;

  /// Most of them.
  public static final int MOST_SIDES = 4;

  private final Threads threads;
  private final Executor workers;
  private final @Nullable SharedTrace recording;
  private final @Nullable RecordingReplay replays;
  private final List<ReplaySource> sources = new ArrayList<>();
  private final ReadOnlyObjectWrapper<ReplaySource> source;
  private final ReadOnlyObjectWrapper<ReplayForm> form;
  private final ReadOnlyObjectWrapper<@Nullable Results> results = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Plot>> curves = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<String>> cliffs = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable List<Sensitivity>> owed =
      new ReadOnlyObjectWrapper<>();
  private final Work runs;
  private final Work opening;
  private boolean closed;

  /// @param first what is replayed first; of a recording the model takes a share, until [#close()]
  /// @param threads where work runs
  /// @param workers does the runs, as many at a time as there are CPUs
  public ReplayModel(ReplaySource first, Threads threads, Executor workers) {
    this.threads = threads;
    this.workers = workers;
    recording = first instanceof ReplaySource.Recording of ? of.trace().share() : null;
    // One for all requests: it keeps the programs and what was run already.
    replays = recording == null ? null : new RecordingReplay(recording.digest().timeline());
    if (recording != null) {
      sources.add(first);
    }
    sources.addAll(ReplaySource.builtIn());
    source = new ReadOnlyObjectWrapper<>(first);
    form = new ReadOnlyObjectWrapper<>(ReplaySource.form(first));
    runs = new Work(threads);
    opening = new Work(threads);
  }

  /// @return what can be replayed here
  public List<ReplaySource> sources() {
    return List.copyOf(sources);
  }

  /// @return what is replayed
  public ReadOnlyObjectProperty<ReplaySource> source() {
    return source.getReadOnlyProperty();
  }

  /// @return its form
  public ReadOnlyObjectProperty<ReplayForm> form() {
    return form.getReadOnlyProperty();
  }

  /// @return how far the runs are
  public ReadOnlyObjectProperty<Progress> progress() {
    return runs.progress();
  }

  /// @return how far the timelines are that are to be opened
  public ReadOnlyObjectProperty<Progress> opening() {
    return opening.progress();
  }

  /// @return what came of the runs so far, null before the first
  public ReadOnlyObjectProperty<@Nullable Results> results() {
    return results.getReadOnlyProperty();
  }

  /// @return the curves of the newest sweep, none before the first
  public ReadOnlyObjectProperty<List<Plot>> curves() {
    return curves.getReadOnlyProperty();
  }

  /// @return where curves fall or rise at once, a sentence each
  public ReadOnlyObjectProperty<List<String>> cliffs() {
    return cliffs.getReadOnlyProperty();
  }

  /// Replays something else: a new form, and no results yet.
  ///
  /// @param other one of [#sources()]
  public void choose(ReplaySource other) {
    if (other.equals(source.get())) {
      return;
    }
    cancel();
    source.set(other);
    results.set(null);
    curves.set(List.of());
    cliffs.set(List.of());
    owed.set(null);
    form.set(ReplaySource.form(other));
  }

  /// @return the story of a guided scenario
  public Optional<GuidedStory> story() {
    return source.get() instanceof ReplaySource.Guided guided
        ? Optional.of(guided.story())
        : Optional.empty();
  }

  /// Runs what the form asks for, unless it cannot run.
  public void run() {
    ReplayForm asked = form.get();
    if (closed || !asked.problem().get().isEmpty()) {
      return;
    }
    results.set(null);
    owed.set(null);
    switch (asked) {
      case RecordingForm recorded -> replay(recorded.request());
      case ScenarioForm scenario -> run(scenario);
    }
  }

  /// Runs the sweep that the form asks for, unless it cannot run.
  public void sweep() {
    if (closed
        || !(form.get() instanceof SweepForm asked)
        || !asked.problem().get().isEmpty()
        || !asked.sweepProblem().get().isEmpty()) {
      return;
    }
    curves.set(List.of());
    cliffs.set(List.of());
    switch (asked) {
      case RecordingForm recorded -> sweep(recorded);
      case ScenarioForm scenario -> sweep(scenario);
    }
  }

  private void sweep(ScenarioForm asked) {
    List<ScenarioForm.SweepPoint> points = asked.points();
    List<Case> cases = points.stream().flatMap(point -> point.cases().stream()).toList();
    int seeds = (int) asked.seeds().known();
    var plots =
        new SweepPlots(
            asked.sweepParameter().get(),
            asked.number(asked.sweepParameter().get()).definition().unit(),
            seeds,
            points.stream().map(ScenarioForm.SweepPoint::value).toList(),
            points.getFirst().cases().stream().map(Case::name).toList());
    this.<List<Optional<VariantResult>>>start(
        "Sweep over " + asked.sweepParameter().get(),
        (monitor, news) -> all(planned(asked, cases, seeds).run(workers, monitor, news)),
        known -> {
          curves.set(plots.plots(known));
          cliffs.set(plots.sentences(known));
        });
  }

  private void sweep(RecordingForm asked) {
    SharedTrace trace = recorded();
    RecordingReplay again = replays();
    List<ReplayRequest> requests = asked.sweep();
    String parameter = asked.sweepParameter().get();
    var plots =
        new RecordingSweep(parameter, ReplaySetting.of(parameter).unit(), asked.sweptValues());
    this.<List<ReplayOutcome>>start(
        "Sweep over " + parameter,
        (monitor, news) -> {
          List<ReplayOutcome> known = new ArrayList<>();
          for (ReplayRequest request : requests) {
            ReplayRequest.Prepared prepared = prepare(request, trace);
            var part = new PartMonitor(monitor, known.size(), requests.size());
            known.add(again.run(prepared.options(), workers, part));
            news.accept(List.copyOf(known));
          }
          return known;
        },
        known -> {
          curves.set(plots.plots(known));
          cliffs.set(plots.sentences(known));
        });
  }

  /// Runs the identity replay with other values of what was assumed, unless the form cannot run.
  public void owe() {
    if (closed
        || !(form.get() instanceof RecordingForm asked)
        || !asked.problem().get().isEmpty()) {
      return;
    }
    owed.set(null);
    SharedTrace trace = recorded();
    RecordingReplay again = replays();
    ReplayRequest request = asked.request();
    this.<List<Sensitivity>>start(
        "Replaying with other costs",
        (monitor, news) ->
            Sensitivity.of(again, prepare(request, trace).options(), workers, monitor),
        owed::set);
  }

  /// @return by how much the identity replay changes with other values of what was assumed; empty
  ///   before that was asked for
  public ObservableValue<ResultTable> owedTable() {
    return owed.map(SensitivityTable::of).orElse(ResultTable.EMPTY);
  }

  /// @return which of these values matter, in a sentence; "" before that was asked for
  public ObservableValue<String> owedText() {
    return owed.map(SensitivityTable::sentence).orElse("");
  }

  private void run(ScenarioForm asked) {
    List<Case> cases = asked.cases();
    int seeds = (int) asked.seeds().known();
    Optional<GuidedStory> story = story();
    var settings = asked.settings();
    this.<Results>start(
        "Running",
        (monitor, news) -> {
          CaseRuns planned = planned(asked, cases, seeds);
          var told =
              new CaseResults(
                  asked.scenario(), settings, cases, planned, planned.hypothetical(), story);
          return told.of(all(planned.run(workers, monitor, known -> news.accept(told.of(known)))));
        },
        results::set);
  }

  private static CaseRuns planned(ScenarioForm asked, List<Case> cases, int seeds)
      throws Work.RefusedException {
    try {
      return CaseRuns.of(asked.scenario(), cases, seeds);
    } catch (ScenarioException e) {
      throw new Work.RefusedException(String.valueOf(e.getMessage()));
    }
  }

  private static List<Optional<VariantResult>> all(List<VariantResult> results) {
    return results.stream().map(Optional::of).toList();
  }

  private void replay(ReplayRequest request) {
    SharedTrace trace = recorded();
    RecordingReplay replays = replays();
    this.<Results>start(
        "Replaying",
        (monitor, news) -> {
          monitor.progress(0, -1, "reading the recording");
          ReplayRequest.Prepared prepared = prepare(request, trace);
          var told = new RecordingResults(trace, replays, prepared);
          return told.of(
              replays.run(
                  prepared.options(), workers, monitor, known -> news.accept(told.of(known))));
        },
        results::set);
  }

  private static ReplayRequest.Prepared prepare(ReplayRequest request, SharedTrace trace)
      throws Work.RefusedException {
    try {
      return request.prepare(trace.digest().timeline());
    } catch (IllegalArgumentException e) {
      throw new Work.RefusedException(String.valueOf(e.getMessage()));
    }
  }

  /// Work on a recording keeps it open until it has noticed that it was cancelled.
  private <T> void start(String what, Work.Job<T> job, Consumer<T> take) {
    opening.cancel();
    runs.start(what, job, keepOpen(), take, late -> {});
  }

  private Runnable keepOpen() {
    SharedTrace kept = recording == null ? null : recording.share();
    return () -> {
      if (kept != null) {
        kept.release();
      }
    };
  }

  private SharedTrace recorded() {
    if (recording == null) {
      throw new IllegalStateException("there is no recording");
    }
    return recording;
  }

  private RecordingReplay replays() {
    if (replays == null) {
      throw new IllegalStateException("there is no recording");
    }
    return replays;
  }

  /// Makes timelines of results.
  ///
  /// @param names two to four names of [Results#timelines()]
  /// @param then takes them, in the order of the results; it has to release them
  public void open(List<String> names, Consumer<List<SharedTrace>> then) {
    Results known = results.get();
    if (closed || known == null || names.size() < FEWEST_SIDES || names.size() > MOST_SIDES) {
      return;
    }
    List<Openable> wanted =
        known.timelines().stream().filter(one -> names.contains(one.name())).toList();
    opening.<List<SharedTrace>>start(
        "Opening timelines",
        (monitor, news) -> made(wanted, monitor),
        keepOpen(),
        then,
        late -> late.forEach(SharedTrace::release));
  }

  private List<SharedTrace> made(List<Openable> wanted, ProgressMonitor monitor) {
    var made = new ArrayList<SharedTrace>();
    boolean whole = false;
    try {
      for (Openable one : wanted) {
        monitor.progress(made.size(), wanted.size(), one.name());
        made.add(one.opener().apply(monitor));
        monitor.checkCancelled();
      }
      whole = true;
      return made;
    } finally {
      if (!whole) {
        made.forEach(SharedTrace::release);
      }
    }
  }

  /// Stops what runs; what is known stays.
  public void cancel() {
    runs.cancel();
    opening.cancel();
  }

  /// Ends everything; the model is not used any more.
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    cancel();
    SharedTrace held = recording;
    if (held != null) {
      threads.background().execute(held::release);
    }
  }
}
