package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.Consequence;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemSummaryTest {
  private static ImportProblem problem(String id, Severity severity) {
    return new ImportProblem(id, severity, "it happened", "", 1, "", -1, ImportProblem.NO_TIME);
  }

  private static List<String> summary(ImportProblem... problems) {
    try (var builder = new TimelineBuilder()) {
      for (ImportProblem problem : problems) {
        builder.problem(problem);
      }
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        return ProblemSummary.of(timeline).stream().filter(s -> s.startsWith("Take")).toList();
      }
    }
  }

  @Test
  void namesTheFindingsThatSuffer() {
    assertThat(summary(problem("pg.wait-unmatched", Severity.WARNING)))
        .containsExactly("Take care with lock waits.");
    assertThat(
            summary(
                problem("pg.wait-unmatched", Severity.WARNING),
                problem("span.unmatched", Severity.WARNING)))
        .containsExactly("Take care with lock waits, spans.");
    assertThat(summary(problem("incident.not-read", Severity.ERROR)).getFirst())
        .startsWith("Take care with all findings");
    assertThat(summary(problem("incident.merged", Severity.INFO))).isEmpty();
    assertThat(summary(problem("postgres.zone-assumed", Severity.INFO)))
        .as("notes alone")
        .isEmpty();
  }

  @Test
  void tellsWhereDataIsMissing() {
    try (var builder = new TimelineBuilder()) {
      int a = builder.task(7, 7, "a", 0, false);
      int cpu = builder.cpu(2);
      builder.slice(
          cpu,
          0,
          1_000_000_000,
          a,
          SliceEnd.SLEEPING,
          'S',
          Provenance.RECORDED,
          false,
          false,
          120,
          0);
      builder.hole(cpu, 100_000_000, 112_000_000, 5, "lost");
      builder.hole(cpu, 300_000_000, 301_000_000, 5, "lost");
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        assertThat(ProblemSummary.of(timeline))
            .extracting(s -> s.replace('\u00a0', ' '))
            .containsExactly(
                "On CPU 2 data is missing 2 times, for 13.0 ms in all, longest between 100 ms and"
                    + " 112 ms: run delays and waits that cross such a gap are cut.",
                "Wake-ups were not recorded: who woke a thread, and how long it then waited for a"
                    + " CPU, is not known.");
      }
    }
  }

  @Test
  void aProblemSaysWhatItMeans() {
    assertThat(ProblemSummary.consequence(problem("perf.lost", Severity.DATA_LOSS)))
        .isEqualTo(Consequence.of("perf.lost").orElseThrow().sentence());
    assertThat(ProblemSummary.consequence(problem("other.id", Severity.INFO))).isEmpty();
  }
}
