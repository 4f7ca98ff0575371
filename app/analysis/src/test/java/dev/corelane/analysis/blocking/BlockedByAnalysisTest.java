package dev.corelane.analysis.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockedByAnalysisTest {
  @Test
  void chainsEndInTheThreadThatWaitsForNobody() {
    try (var r = new Recording()) {
      int[] t = tasks(r, 4);
      int x = lock(r, "x");
      int y = lock(r, "y");
      r.ran(r.builder.cpu(0), 0, 50, t[0], SliceEnd.PREEMPTED_USER).preempted(t[0], 50, t[3]);
      r.held(x, t[0], 0, 90).held(y, t[1], 0, 95);
      r.waited(x, t[1], 10, 91).waited(y, t[2], 20, 96).waited(y, t[3], 40, 97);
      try (Timeline timeline = r.timeline()) {
        BlockedBy found = new BlockedByAnalysis().run(timeline, ProgressMonitor.NONE);
        BlockingSnapshot at = found.at(60);
        assertThat(at.blocked())
            .containsExactly(
                new BlockedThread(t[1], x, 10, List.of(t[0])),
                new BlockedThread(t[2], y, 20, List.of(t[1])),
                new BlockedThread(t[3], y, 40, List.of(t[1])));
        assertThat(at.roots())
            .containsExactly(new BlockingRoot(t[0], StateKind.RUNNABLE_PREEMPTED, 3, 2));
        assertThat(at.deadlocks()).isEmpty();
        assertThat(found.at(30).roots())
            .containsExactly(new BlockingRoot(t[0], StateKind.RUNNING, 2, 2));
        assertThat(found.at(5).blocked()).isEmpty();
        assertThat(found.convoys()).isEmpty();
      }
    }
  }

  @Test
  void threadsThatWaitForEachOtherAreADeadlock() {
    try (var r = new Recording()) {
      int[] t = tasks(r, 3);
      int x = lock(r, "x");
      int y = lock(r, "y");
      r.held(x, t[1], 0, 90).held(y, t[0], 0, 90);
      r.waited(x, t[0], 10, 90).waited(y, t[1], 20, 90).waited(x, t[2], 30, 90);
      try (Timeline timeline = r.timeline()) {
        BlockingSnapshot at = new BlockedByAnalysis().run(timeline, ProgressMonitor.NONE).at(50);
        assertThat(at.deadlocks()).containsExactly(List.of(t[0], t[1]));
        assertThat(at.roots()).isEmpty();
      }
    }
  }

  @Test
  void aLongQueueIsAConvoyWithItsTrigger() {
    try (var r = new Recording()) {
      int[] t = tasks(r, 7);
      int x = lock(r, "x");
      r.ran(r.builder.cpu(0), 0, 5, t[0], SliceEnd.PREEMPTED_KERNEL).preempted(t[0], 5, Task.IDLE);
      r.held(x, t[0], 0, 100);
      for (int i = 1; i <= 6; i++) {
        r.waited(x, t[i], 10L * i, 100 + 10L * i);
      }
      try (Timeline timeline = r.timeline()) {
        var analysis = new BlockedByAnalysis();
        assertThat(analysis.run(timeline, ProgressMonitor.NONE).convoys())
            .as("5 from 50 on, 6 from 60 to 110, 5 until 120")
            .containsExactly(
                new Convoy(x, new TimeRange(50, 120), 6, 5 * 10 + 6 * 50 + 5 * 10, 2, t[0]));
        assertThat(analysis.run(timeline, ProgressMonitor.NONE).convoys().getFirst().persistent())
            .isFalse();
        assertThat(analysis.run(timeline, new TimeRange(0, 45), ProgressMonitor.NONE).convoys())
            .isEmpty();
      }
    }
  }

  private static int[] tasks(Recording r, int count) {
    int[] tasks = new int[count];
    for (int i = 0; i < count; i++) {
      tasks[i] = r.builder.task(10 + i, 10 + i, "t" + i, 0, false);
    }
    return tasks;
  }

  private static int lock(Recording r, String name) {
    return r.builder.lock(LockKind.LWLOCK, name, 0, true);
  }
}
