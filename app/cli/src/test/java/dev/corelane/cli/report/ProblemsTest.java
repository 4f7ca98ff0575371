package dev.corelane.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static String printed(String message, String source, int sources) {
    var bytes = new ByteArrayOutputStream();
    try (var builder = new TimelineBuilder();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      for (int i = 0; i < sources; i++) {
        builder.source("/run/" + i, "perf.data", 1, 1, -1);
      }
      builder.problem(
          new ImportProblem(
              "a.b", Severity.INFO, message, "", 1, source, -1, ImportProblem.NO_TIME));
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        Problems.print(timeline, timeline.problems(), out, "");
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void ofSeveralFilesTheOneIsNamed() {
    assertThat(printed("all is well", "/run/pg.log.zst", 2))
        .isEqualTo("info: pg.log.zst: all is well");
    assertThat(printed("all is well", "run.tar!pg.log", 2)).isEqualTo("info: pg.log: all is well");
    assertThat(printed("all is well", "/run/0", 1)).isEqualTo("info: all is well");
    assertThat(printed("not used", "/run/pg.log", 1)).isEqualTo("info: pg.log: not used");
    assertThat(printed("/run/pg.log is odd", "/run/pg.log", 2))
        .isEqualTo("info: /run/pg.log is odd");
    assertThat(printed("all is well", "", 2)).isEqualTo("info: all is well");
  }
}
