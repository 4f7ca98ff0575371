package dev.corelane.importers;

import dev.corelane.importers.incident.CopyRule;
import dev.corelane.importers.incident.CopyTarget;
import dev.corelane.importers.incident.Placement;
import dev.corelane.importers.incident.TimelineCopy;
import dev.corelane.importers.incident.WallClockEvidence;
import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes one timeline of the sources of an incident: recordings first, then files with times of
/// another clock beside them, then what of all that is wanted.
final class IncidentImport {
  private final ImportOptions options;
  private final ProblemLog problems;
  private final ProgressMonitor monitor;
  private final Spool spool;
  private final Set<String> correctionsUsed = new HashSet<>();

  /// All that were begun, to be closed in the end.
  private final List<TimelineBuilder> builders = new ArrayList<>();

  private List<ImportProblem> ofRecordings = List.of();
  private @Nullable TraceReadException first;
  private int imported;
  private List<String> untimed = List.of();

  IncidentImport(ImportOptions options, ProblemLog problems, ProgressMonitor monitor, Spool spool) {
    this.options = options;
    this.problems = problems;
    this.monitor = monitor;
    this.spool = spool;
  }

  /// Imports.
  ///
  /// @param sources in the order in which they are read
  /// @return the timeline
  /// @throws TraceReadException if nothing can be read
  Timeline run(List<Source> sources) throws IOException {
    List<Source> recordings = new ArrayList<>();
    List<Source> companions = new ArrayList<>();
    for (Source source : sources) {
      boolean recording = source.importer().kind() == SourceKind.RECORDING;
      (recording ? recordings : companions).add(source);
    }
    try {
      TimelineBuilder builder = beside(recordings(recordings, companions.isEmpty()), companions);
      if (imported == untimed.size()) {
        refuse();
      }
      boolean some = builder.covered();
      builder = wantedOnly(builder);
      if (!options.wholeTime() && !(some && builder.covered())) {
        throw new TraceReadException(
            "Nothing was recorded in the range of time that was asked for; --preview tells the"
                + " times of the files.");
      }
      for (String file : options.clocks().keySet()) {
        if (!correctionsUsed.contains(file)) {
          problem(IncidentProblems.NO_SUCH_FILE, "--offset names " + file, "", 1);
        }
      }
      Stream.concat(problems.problems().stream(), ofRecordings.stream())
          .sorted(Comparator.comparing(ImportProblem::severity).reversed())
          .forEach(builder::problem);
      return builder.build(monitor);
    } finally {
      builders.forEach(TimelineBuilder::close);
    }
  }

  /// No file gives anything that has a time.
  private void refuse() throws TraceReadException {
    if (first != null) {
      throw first;
    }
    if (!untimed.isEmpty()) {
      throw new NoEventsException(untimed.getFirst());
    }
  }

  private TimelineBuilder newBuilder() {
    var builder = new TimelineBuilder();
    builders.add(builder);
    return builder;
  }

  private TimelineBuilder recordings(List<Source> sources, boolean alone) throws IOException {
    if (sources.size() == 1 && correction(sources.getFirst()) == null) {
      TimelineBuilder builder = newBuilder();
      if (alone && !options.processes().isEmpty()) {
        keepWanted(sources.getFirst(), builder);
      }
      return take(sources.getFirst(), builder, window()) ? builder : newBuilder();
    }
    try (var fusion = new RecordingFusion(problems, monitor)) {
      for (Source source : sources) {
        var own = new ProblemLog();
        try (var builder = new TimelineBuilder()) {
          if (take(source, new ImportContext(builder, own, monitor, spool))) {
            fusion.add(source, builder.build(monitor), correction(source), own.problems());
          }
        }
      }
      TimelineBuilder builder = newBuilder();
      ofRecordings = fusion.fuse(builder);
      return builder;
    }
  }

  /// Facts of threads that are not wanted need not be held, however many there are. What a thread
  /// is called may be told late, so the recording is read for that first. Only for one without
  /// other files beside it: their clocks may be placed by what any thread did.
  private void keepWanted(Source source, TimelineBuilder builder) throws IOException {
    try (var threads = new TimelineBuilder()) {
      threads.keepOnly(task -> false);
      source.importInto(
          new ImportContext(
              threads, new ProblemLog(), monitor, spool, new Incident(threads), window()));
      try (Timeline all = threads.build(monitor)) {
        boolean[] wanted = wanted(all);
        wanted[Task.IDLE] = true;
        builder.keepOnly(task -> task >= 0 && (task >= wanted.length || wanted[task]));
      }
    } catch (TraceReadException e) {
      // Told when it is read again.
    }
  }

  /// Events outside what is wanted need not become facts. Only for a recording that is alone: of
  /// several, the clocks are compared first.
  private @Nullable EventWindow window() {
    return options.wholeTime() ? null : EventWindow.of(options.window());
  }

  private boolean take(Source source, TimelineBuilder builder, @Nullable EventWindow window)
      throws IOException {
    return take(
        source,
        new ImportContext(builder, problems, monitor, spool, new Incident(builder), window));
  }

  private boolean take(Source source, ImportContext context) throws IOException {
    try {
      source.importInto(context);
      imported++;
      return true;
    } catch (TraceReadException e) {
      first = first == null ? e : first;
      problem(
          e instanceof NoEventsException ? IncidentProblems.NO_EVENTS : IncidentProblems.NOT_READ,
          e.getMessage(),
          source.name(),
          1);
      return false;
    }
  }

  private TimelineBuilder beside(TimelineBuilder before, List<Source> companions)
      throws IOException {
    if (companions.isEmpty()) {
      return before;
    }
    TimelineBuilder builder = before;
    boolean known = !builder.covered() || builder.clockOffset(ClockDomain.REALTIME).isPresent();
    List<Source> unplaced =
        companions.stream().filter(c -> !monotonic(c) && correction(c) == null).toList();
    if (!known && !unplaced.isEmpty()) {
      builder = byEvidence(builder, unplaced);
    }
    TimeRange recorded = builder.added().covered().orElse(null);
    var incident =
        new Incident(builder, Neighbours.of(companions, tids(builder), wallClock(builder)));
    var context = new ImportContext(builder, problems, monitor, spool, incident, null);
    for (Source source : companions) {
      correct(source, incident, builder);
      if (monotonic(source) ? incident.monotonicKnown() : incident.wallClockKnown()) {
        incident.placed().begin(recorded);
        take(source, context);
        incident
            .placed()
            .apart(source.shortName())
            .ifPresent(text -> problem(IncidentProblems.APART, text, source.name(), 1));
      } else if (monotonic(source)) {
        problem(
            IncidentProblems.NOT_MONOTONIC,
            "times of CLOCK_MONOTONIC cannot be placed",
            source.name(),
            1);
      } else {
        problem(
            IncidentProblems.CLOCK_UNKNOWN, "wall-clock times cannot be placed", source.name(), 1);
      }
    }
    untimed = incident.untimed();
    return builder;
  }

  private static IntPredicate tids(TimelineBuilder recording) {
    return tid -> recording.taskAt(tid, Long.MIN_VALUE) >= 0;
  }

  /// When a recording was made, by its own wall clock.
  private static @Nullable TimeRange wallClock(TimelineBuilder recording) {
    OptionalLong offset = recording.clockOffset(ClockDomain.REALTIME);
    Optional<TimeRange> covered = recording.added().covered();
    return offset.isEmpty() || covered.isEmpty()
        ? null
        : new TimeRange(
            covered.get().startNs() - offset.getAsLong(),
            covered.get().endNs() - offset.getAsLong());
  }

  private static boolean monotonic(Source source) {
    return source.importer().kind() == SourceKind.MONOTONIC;
  }

  /// Has the clock of a file as the user says.
  private void correct(Source source, Incident incident, TimelineBuilder builder) {
    incident.correct(OptionalLong.empty());
    ImportOptions.Clock correction = correction(source);
    if (correction == null) {
      return;
    }
    OptionalLong told = OptionalLong.of(0);
    if (correction.relative()) {
      told = monotonic(source) ? incident.monotonicOffset() : incident.wallClockOffset();
    }
    if (told.isEmpty()) {
      return;
    }
    long offset = told.getAsLong() + correction.ns();
    incident.correct(OptionalLong.of(offset));
    String clock = monotonic(source) ? ClockDomain.MONOTONIC : ClockDomain.REALTIME;
    builder.clock(clock + " of " + source.shortName(), offset, 0);
    tellCorrection(source, offset);
  }

  private void tellCorrection(Source source, long offset) {
    problem(IncidentProblems.CORRECTED, offset + " ns are added to its times", source.name(), 1);
  }

  private ImportOptions.@Nullable Clock correction(Source source) {
    ImportOptions.Clock correction = options.clocks().get(source.shortName());
    if (correction != null) {
      correctionsUsed.add(source.shortName());
    }
    return correction;
  }

  /// Finds where wall-clock time stands by what the recording and the files have in common.
  private TimelineBuilder byEvidence(TimelineBuilder before, List<Source> companions)
      throws IOException {
    try (Timeline recording = before.build(monitor)) {
      Optional<Placement> found;
      IntPredicate tids = tid -> !recording.tasksOfTid(tid).isEmpty();
      try (Timeline files = alone(companions, Neighbours.of(companions, tids, null))) {
        found = new WallClockEvidence(recording, files).find();
      }
      TimelineBuilder builder = newBuilder();
      copy(recording, builder, CopyRule.ALL);
      found.ifPresent(placement -> placeWallClock(placement, builder));
      return builder;
    }
  }

  private void placeWallClock(Placement placement, TimelineBuilder builder) {
    builder.clock(ClockDomain.REALTIME, placement.shiftNs(), placement.uncertaintyNs());
    problem(
        IncidentProblems.PLACED,
        "wall-clock time stands at "
            + placement.shiftNs()
            + " ns, give or take "
            + placement.uncertaintyNs()
            + " ns, by "
            + placement.why(),
        "",
        1);
  }

  /// The files with wall-clock times by themselves; what is wrong with them is told when they are
  /// read again.
  private Timeline alone(List<Source> companions, Neighbours neighbours) throws IOException {
    try (var builder = new TimelineBuilder()) {
      var context =
          new ImportContext(
              builder, new ProblemLog(), monitor, spool, new Incident(builder, neighbours), null);
      if (!context.incident().wallClockKnown()) {
        throw new IllegalStateException("an empty timeline has any clock");
      }
      for (Source source : companions) {
        try {
          source.importInto(context);
        } catch (TraceReadException e) {
          // Told when it is read again.
        }
      }
      return builder.build(monitor);
    }
  }

  private void copy(Timeline from, TimelineBuilder to, CopyRule rule) {
    new TimelineCopy(from, new CopyTarget(to), rule, monitor).run("", 0);
  }

  private TimelineBuilder wantedOnly(TimelineBuilder before) throws TraceReadException {
    if (options.everything()) {
      return before;
    }
    try (Timeline whole = before.build(monitor)) {
      boolean[] wanted = wanted(whole);
      int count = 0;
      for (boolean one : wanted) {
        count += one ? 1 : 0;
      }
      if (count == 0) {
        throw new TraceReadException(
            "None of the "
                + (wanted.length - Task.UNKNOWN - 1)
                + " threads has one of these names or ids: "
                + String.join(", ", new TreeSet<>(options.processes()))
                + ".");
      }
      TimelineBuilder builder = newBuilder();
      copy(
          whole,
          builder,
          new CopyRule(0, options.window(), kind -> true, task -> task >= 0 && wanted[task]));
      String what =
          options.processes().isEmpty()
              ? "a range of time"
              : count + " threads of " + (wanted.length - Task.UNKNOWN - 1);
      problem(IncidentProblems.PART_ONLY, "only " + what + " was asked for", "", 1);
      return builder;
    }
  }

  /// Which tasks are wanted, by id.
  private boolean[] wanted(Timeline timeline) {
    boolean[] wanted = new boolean[timeline.taskCount()];
    for (int task = Task.UNKNOWN + 1; task < wanted.length; task++) {
      List<String> names = timeline.taskNames(task).stream().map(TaskName::name).toList();
      wanted[task] = options.wants(timeline.task(task), names);
    }
    return wanted;
  }

  private void problem(ProblemKind kind, String message, String source, long count) {
    problems.add(kind, message, source, -1, ImportProblem.NO_TIME, count);
  }
}
