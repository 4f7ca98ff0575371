package dev.corelane.importers;

import dev.corelane.importers.incident.CopyRule;
import dev.corelane.importers.incident.CopyTarget;
import dev.corelane.importers.incident.FactKinds;
import dev.corelane.importers.incident.Placement;
import dev.corelane.importers.incident.RecordingClocks;
import dev.corelane.importers.incident.TimelineCopy;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Several recordings of one run as one: of each kind of fact, the recording that tells most is
/// taken whole. The one that is taken for scheduling gives the timeline its clock.
final class RecordingFusion implements AutoCloseable {
  /// Recordings of one run differ by their first and last events; what tells so much more has lost
  /// less, or was longer.
  private static final double CLEARLY_MORE = 1.1;

  private static final int KINDS_SHOWN = 6;

  /// One recording; two are never the same, whatever they hold.
  private static final class Part {
    private final Source source;
    private final Timeline timeline;
    private final ImportOptions.@Nullable Clock correction;
    private final List<ImportProblem> problems;
    private final Map<String, Long> facts;

    Part(
        Source source,
        Timeline timeline,
        ImportOptions.@Nullable Clock correction,
        List<ImportProblem> problems) {
      this.source = source;
      this.timeline = timeline;
      this.correction = correction;
      this.problems = problems;
      facts = FactKinds.count(timeline);
    }

    long count(String kind) {
      return facts.getOrDefault(kind, 0L);
    }
  }

  private final ProblemLog problems;
  private final ProgressMonitor monitor;
  private final List<Part> parts = new ArrayList<>();

  RecordingFusion(ProblemLog problems, ProgressMonitor monitor) {
    this.problems = problems;
    this.monitor = monitor;
  }

  /// Adds a recording; better formats come first.
  ///
  /// @param source where it comes from
  /// @param timeline what it tells; closed with this
  /// @param correction what the user says of its clock, or null
  /// @param ownProblems what could not be read of it
  void add(
      Source source,
      Timeline timeline,
      ImportOptions.@Nullable Clock correction,
      List<ImportProblem> ownProblems) {
    parts.add(new Part(source, timeline, correction, ownProblems));
  }

  /// Makes one timeline of all.
  ///
  /// @param builder takes the facts
  /// @return problems of the recordings of which something was taken
  List<ImportProblem> fuse(TimelineBuilder builder) {
    if (parts.isEmpty()) {
      return List.of();
    }
    Part base = best(parts, FactKinds.SCHEDULING).orElse(parts.getFirst());
    long baseShift = base.correction == null ? 0 : base.correction.ns();
    Map<Part, Placement> placed = new LinkedHashMap<>();
    placed.put(base, new Placement(baseShift, 0, ""));
    for (Part part : parts) {
      if (part != base) {
        place(base, part, baseShift).ifPresent(placement -> placed.put(part, placement));
      }
    }
    Map<String, Part> takenFrom = choose(base, List.copyOf(placed.keySet()));
    var target = new CopyTarget(builder);
    Map<Part, TimelineCopy> copies = new LinkedHashMap<>();
    placed.forEach(
        (part, placement) -> {
          var copy =
              new TimelineCopy(
                  part.timeline, target, rule(part, placement, base, takenFrom), monitor);
          String note = part == base ? "" : part.source.shortName();
          copy.describe(note, placement.uncertaintyNs());
          copies.put(part, copy);
          if (part != base) {
            tell(base, part, placement, takenFrom);
          }
          if (part.correction != null) {
            problem(
                IncidentProblems.CORRECTED,
                placement.shiftNs() + " ns are added to its times",
                part);
          }
        });
    List<ImportProblem> ofUsed =
        parts.stream()
            .filter(part -> part == base || takenFrom.containsValue(part))
            .flatMap(part -> part.problems.stream())
            .toList();
    // What is not needed any more makes room for the copy of what is.
    parts.stream()
        .filter(part -> part != base && !takenFrom.containsValue(part))
        .forEach(part -> part.timeline.close());
    copies.forEach(
        (part, copy) -> {
          if (part == base || takenFrom.containsValue(part)) {
            copy.facts();
            part.timeline.close();
          }
        });
    return ofUsed;
  }

  private static CopyRule rule(
      Part part, Placement placement, Part base, Map<String, Part> takenFrom) {
    return CopyRule.ALL
        .shifted(placement.shiftNs())
        .of(
            kind ->
                takenFrom.get(kind) == part || kind.equals(FactKinds.SCHEDULING) && part == base);
  }

  private Optional<Placement> place(Part base, Part part, long baseShift) {
    ImportOptions.Clock correction = part.correction;
    if (correction != null && !correction.relative()) {
      return Optional.of(new Placement(correction.ns(), 0, "what --offset says"));
    }
    Optional<Placement> found = RecordingClocks.place(base.timeline, part.timeline);
    if (found.isEmpty()) {
      problem(
          IncidentProblems.SECOND_RECORDING,
          part.source.importer().displayName()
              + " was not used beside "
              + base.source.name()
              + ": nothing tells that they are of one time of one machine",
          part);
    }
    long more = baseShift + (correction == null ? 0 : correction.ns());
    return found.map(p -> new Placement(p.shiftNs() + more, p.uncertaintyNs(), p.why()));
  }

  private static Map<String, Part> choose(Part base, List<Part> usable) {
    Set<String> kinds = new LinkedHashSet<>();
    usable.forEach(part -> kinds.addAll(part.facts.keySet()));
    Map<String, Part> chosen = new LinkedHashMap<>();
    for (String kind : kinds) {
      chosen.put(kind, kind.equals(FactKinds.SCHEDULING) ? base : best(usable, kind).orElse(base));
    }
    return chosen;
  }

  /// The first that tells of a kind, unless a later one tells clearly more.
  private static Optional<Part> best(List<Part> candidates, String kind) {
    Part best = null;
    for (Part part : candidates) {
      long count = part.count(kind);
      if (count > 0 && (best == null || count > CLEARLY_MORE * best.count(kind))) {
        best = part;
      }
    }
    return Optional.ofNullable(best);
  }

  private void tell(Part base, Part part, Placement placement, Map<String, Part> takenFrom) {
    Set<String> taken = new TreeSet<>();
    part.facts.forEach(
        (kind, count) -> {
          if (takenFrom.get(kind) == part) {
            taken.add(kind + " (" + count + ")");
          }
        });
    String what =
        taken.isEmpty()
            ? "all it tells is told by other recordings"
            : "of it are " + taken.stream().limit(KINDS_SHOWN).collect(Collectors.joining(", "));
    if (taken.size() > KINDS_SHOWN) {
      what += " and " + (taken.size() - KINDS_SHOWN) + " more kinds";
    }
    String sure =
        placement.uncertaintyNs() < 0
            ? "uncertainty unknown"
            : "give or take " + placement.uncertaintyNs() + " ns";
    problem(
        IncidentProblems.MERGED,
        what
            + "; scheduling is of "
            + base.source.shortName()
            + "; placed at "
            + placement.shiftNs()
            + " ns, "
            + sure
            + ", by "
            + placement.why(),
        part);
  }

  private void problem(ProblemKind kind, String message, Part part) {
    problems.add(kind, message, part.source.name(), -1, ImportProblem.NO_TIME, 1);
  }

  @Override
  public void close() {
    parts.forEach(part -> part.timeline.close());
  }
}
