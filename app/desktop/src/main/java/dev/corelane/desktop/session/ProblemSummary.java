package dev.corelane.desktop.session;

import dev.corelane.analysis.RecordedRange;
import dev.corelane.importers.Consequence;
import dev.corelane.importers.Finding;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a user has to know of a recording before drawing conclusions from it: which findings
/// suffer, where data is missing, and what the recording cannot tell at all.
public final class ProblemSummary {
  private static final int CPUS_SHOWN = 4;

  private ProblemSummary() {}

  /// What a problem means for the conclusions.
  ///
  /// @param problem the problem
  /// @return a sentence or two; "" if it is none of an importer
  public static String consequence(ImportProblem problem) {
    return Consequence.of(problem.id()).map(Consequence::sentence).orElse("");
  }

  /// Sums the problems of a timeline up.
  ///
  /// @param timeline the timeline
  /// @return sentences, the most important first; none if there is nothing to know
  public static List<String> of(Timeline timeline) {
    List<String> sentences = new ArrayList<>();
    Set<Finding> hurt = hurt(timeline.problems());
    if (hurt.size() == Finding.values().length) {
      sentences.add("Take care with all findings: parts of the files are not on the timeline.");
    } else if (!hurt.isEmpty()) {
      sentences.add(
          "Take care with "
              + hurt.stream().map(Finding::words).collect(Collectors.joining(", "))
              + ".");
    }
    sentences.addAll(gaps(timeline));
    sentences.addAll(untold(timeline));
    return sentences;
  }

  /// What to say at once, because otherwise empty lanes would pass for what was recorded.
  ///
  /// @param trace what was opened
  /// @return the gravest problem, if data is missing and nothing can be drawn of the CPUs; empty
  ///   otherwise
  static Optional<Notice> notice(TraceModel trace) {
    boolean nothing = RecordedRange.of(trace.timeline()).isEmpty();
    return trace.problems().stream()
        .max(Comparator.comparing(ImportProblem::severity))
        .filter(worst -> nothing && worst.severity().compareTo(Severity.DATA_LOSS) >= 0)
        .map(
            worst ->
                new Notice(
                    Notice.Kind.WARNING,
                    "%s is not complete: %s. %s"
                        .formatted(trace.title(), worst.message(), worst.advice())));
  }

  private static Set<Finding> hurt(List<ImportProblem> problems) {
    Set<Finding> hurt = EnumSet.noneOf(Finding.class);
    for (ImportProblem problem : problems) {
      if (problem.severity() != Severity.INFO) {
        Consequence.of(problem.id()).ifPresent(c -> hurt.addAll(c.findings()));
      }
    }
    return hurt;
  }

  private static List<String> gaps(Timeline timeline) {
    Map<Integer, List<Hole>> byCpu = new TreeMap<>();
    for (Hole hole : timeline.holes()) {
      byCpu.computeIfAbsent(hole.cpu(), cpu -> new ArrayList<>()).add(hole);
    }
    List<String> sentences = new ArrayList<>();
    byCpu.forEach(
        (cpu, holes) -> {
          if (sentences.size() < CPUS_SHOWN) {
            sentences.add(gaps(timeline, cpu, holes));
          }
        });
    if (byCpu.size() > CPUS_SHOWN) {
      sentences.add("Data is missing on " + (byCpu.size() - CPUS_SHOWN) + " more CPUs.");
    }
    return sentences;
  }

  private static String gaps(Timeline timeline, int cpu, List<Hole> holes) {
    long start = timeline.range().startNs();
    Hole longest =
        holes.stream().max(Comparator.comparingLong(h -> h.endNs() - h.startNs())).orElseThrow();
    String where = cpu < 0 ? "On all CPUs" : "On CPU " + timeline.cpus().get(cpu).number();
    String when =
        " between "
            + TimeText.duration(longest.startNs() - start)
            + " and "
            + TimeText.duration(longest.endNs() - start);
    String what;
    if (holes.size() == 1) {
      what = " data is missing" + when;
    } else {
      long sum = holes.stream().mapToLong(h -> h.endNs() - h.startNs()).sum();
      what =
          " data is missing "
              + TimeText.count(holes.size())
              + " times, for "
              + TimeText.duration(sum)
              + " in all, longest"
              + when;
    }
    return where + what + ": run delays and waits that cross such a gap are cut.";
  }

  private static List<String> untold(Timeline timeline) {
    List<String> sentences = new ArrayList<>();
    if (timeline.wakeups().size() == 0) {
      sentences.add(
          "Wake-ups were not recorded: who woke a thread, and how long it then waited for a CPU, is"
              + " not known.");
    }
    if (timeline.waits().size() > 0 && timeline.holds().size() == 0) {
      sentences.add(
          "Holds of locks were not recorded: who held a lock while others waited is not known.");
    }
    return sentences;
  }
}
