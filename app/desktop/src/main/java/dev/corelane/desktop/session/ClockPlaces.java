package dev.corelane.desktop.session;

import dev.corelane.importers.Importers;
import dev.corelane.importers.TraceImporter;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads from a timeline where the clocks of its files stand, and by what evidence.
final class ClockPlaces {
  private static final String CORRECTED = "incident.clock-corrected";
  private static final String BY_EVIDENCE = "incident.clock-by-evidence";
  private static final String MERGED = "incident.merged";

  /// Problems of files that have no place on the timeline for want of a clock.
  private static final Set<String> UNPLACED =
      Set.of("incident.clock-unknown", "incident.second-recording", "incident.not-monotonic");

  /// Before the reason in a message that tells where a clock was placed.
  private static final String REASON = ", by ";

  private final Timeline timeline;
  private final Map<String, String> formats =
      Importers.all().stream()
          .collect(Collectors.toMap(TraceImporter::id, TraceImporter::displayName));

  ClockPlaces(Timeline timeline) {
    this.timeline = timeline;
  }

  /// @return the files in the order of the timeline, those without a place last
  List<ClockRow.Place> all() {
    List<ClockRow.Place> places = new ArrayList<>();
    boolean base = true;
    for (TraceSource source : timeline.sources()) {
      places.add(place(source, base));
      base = false;
    }
    for (ImportProblem problem : timeline.problems()) {
      if (UNPLACED.contains(problem.id())) {
        places.add(
            new ClockRow.Place(
                shortName(problem.source()),
                "",
                "",
                OptionalLong.empty(),
                -1,
                "not placed: " + problem.message(),
                true));
      }
    }
    return places;
  }

  private ClockRow.Place place(TraceSource source, boolean base) {
    String file = shortName(source.path());
    Optional<ClockDomain> clock = clock(source, file);
    boolean still = base && clock.map(c -> c.offsetNs() == 0).orElse(true);
    return new ClockRow.Place(
        file,
        formats.getOrDefault(source.importer(), source.importer()),
        clock.map(c -> plainName(c.name())).orElse("none"),
        clock.map(c -> OptionalLong.of(c.offsetNs())).orElse(OptionalLong.empty()),
        clock.map(ClockDomain::uncertaintyNs).orElse(-1L),
        evidence(source, clock, still),
        !still && clock.isPresent());
  }

  /// A file that names no clock has wall-clock times, which a correction gives a clock of its own.
  private Optional<ClockDomain> clock(TraceSource source, String file) {
    List<ClockDomain> clocks = timeline.clocks();
    if (source.clock() >= 0) {
      return Optional.of(clocks.get(source.clock()));
    }
    Optional<ClockDomain> own = named(ClockDomain.REALTIME + " of " + file);
    return own.isPresent() ? own : named(ClockDomain.REALTIME);
  }

  private Optional<ClockDomain> named(String name) {
    return timeline.clocks().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private String evidence(TraceSource source, Optional<ClockDomain> clock, boolean still) {
    if (clock.isEmpty()) {
      return "its times are not on the timeline";
    }
    if (problem(CORRECTED, source.path()).isPresent()) {
      return "set by hand";
    }
    Optional<ImportProblem> merged = problem(MERGED, source.path());
    if (merged.isPresent()) {
      return reason(merged.get());
    }
    if (still) {
      return "the clock of the timeline, on which the others are placed";
    }
    if (!clock.get().name().equals(ClockDomain.REALTIME)) {
      return "the clock that the recording has, too";
    }
    return problem(BY_EVIDENCE, "")
        .map(ClockPlaces::reason)
        .orElseGet(
            () ->
                clock.get().offsetNs() == 0
                    ? "the clock of the timeline"
                    : "the recording tells where wall-clock time stands");
  }

  private Optional<ImportProblem> problem(String id, String source) {
    return timeline.problems().stream()
        .filter(p -> p.id().equals(id) && p.source().equals(source))
        .findFirst();
  }

  private static String reason(ImportProblem problem) {
    int at = problem.message().lastIndexOf(REASON);
    return at < 0 ? problem.message() : problem.message().substring(at + REASON.length());
  }

  /// A clock of one file is called after it.
  private static String plainName(String clock) {
    int of = clock.indexOf(" of ");
    return of < 0 ? clock : clock.substring(0, of);
  }

  static String shortName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
