package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.Importers;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// perf recorded four seconds of an incident; PostgreSQL wrote its files for twenty-five.
class WholeIncidentTest {
  private static final long LATER_NS = 2_000_000_000L;

  @TempDir Path folder;

  @Test
  void nothingIsKnownOfThreadsAfterTheEndOfTheSchedulingEvents() throws IOException {
    try (Timeline timeline = Importers.open(WholeIncident.in(folder), ProgressMonitor.NONE)) {
      long late = timeline.range().endNs() - LATER_NS;
      for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
        TaskStates states = timeline.states(task);
        if (states.count() > 0) {
          assertThat(states.kind(states.at(late)))
              .as("what " + timeline.task(task).name() + " did late")
              .isIn(StateKind.UNKNOWN, StateKind.DEAD);
        }
      }
      for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
        CpuLevels levels = timeline.levels(cpu);
        int level = levels.count() / 2;
        assertThat(levels.runnable(level, levels.bucketAt(level, late)))
            .as("nobody is counted as waiting for CPU " + cpu)
            .isZero();
      }
      TraceDigest digest = TraceDigest.of(timeline);
      assertThat(digest.busyShare()).as("of what is known").isBetween(0.95, 1.0);
      assertThat(digest.knownNs())
          .isLessThan(0.25 * timeline.cpus().size() * timeline.range().durationNs());
    }
  }
}
