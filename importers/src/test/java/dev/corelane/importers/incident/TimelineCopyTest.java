package dev.corelane.importers.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.Importers;
import dev.corelane.importers.testing.TimelineText;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A copy of a real recording holds what the recording does.
class TimelineCopyTest {
  @TempDir static Path folder;
  private static Timeline original;
  private static Timeline copy;

  @BeforeAll
  static void open() throws IOException {
    Path file = SampleTraces.of("spinlock-7.2-lazy-full").orElseThrow().copyTo(folder);
    original = Importers.open(List.of(file), ProgressMonitor.NONE);
    copy = copy(original, CopyRule.ALL);
  }

  @AfterAll
  static void close() {
    copy.close();
    original.close();
  }

  private static Timeline copy(Timeline from, CopyRule rule) {
    try (var builder = new TimelineBuilder()) {
      new TimelineCopy(from, new CopyTarget(builder), rule, ProgressMonitor.NONE).run("", 0);
      return builder.build(ProgressMonitor.NONE);
    }
  }

  /// Problems are told by the import; states and names stand in another order, and are compared
  /// task by task.
  @ParameterizedTest
  @EnumSource(
      value = TableSchema.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PROBLEMS", "OFF_CPU", "TASK_STATES", "TASK_NAMES"})
  void holdsTheSame(TableSchema table) {
    assertThat(TimelineText.rows(copy, table)).isEqualTo(TimelineText.rows(original, table));
  }

  @Test
  void tasksHaveTheSameStatesAndNames() {
    for (int task = 0; task < original.taskCount(); task++) {
      var there = copy.states(task);
      var here = original.states(task);
      assertThat(there.count()).isEqualTo(here.count());
      for (long i = 0; i < here.count(); i++) {
        assertThat(there.get(i)).isEqualTo(here.get(i));
      }
      assertThat(copy.taskNames(task)).isEqualTo(original.taskNames(task));
    }
  }

  @Test
  void shiftMovesEveryTime() {
    try (Timeline moved = copy(original, CopyRule.ALL.shifted(1_000_000_007))) {
      assertThat(moved.range().startNs()).isEqualTo(original.range().startNs() + 1_000_000_007);
      for (Cpu cpu : original.cpus()) {
        var there = moved.slices(cpu.index());
        var here = original.slices(cpu.index());
        assertThat(there.count()).isEqualTo(here.count());
        for (long i = 0; i < here.count(); i++) {
          assertThat(there.startNs(i)).isEqualTo(here.startNs(i) + 1_000_000_007);
        }
      }
      assertThat(moved.waits().get(100).endNs())
          .isEqualTo(original.waits().get(100).endNs() + 1_000_000_007);
    }
  }

  @Test
  void windowCutsAndKeepsWhatLiesWithin() {
    long start = original.range().startNs() + 1_000_000_000;
    var window = new TimeRange(start, start + 500_000_000);
    var rule = new CopyRule(0, window, kind -> true, task -> true);
    try (Timeline part = copy(original, rule)) {
      assertThat(part.range()).isEqualTo(window);
      for (Cpu cpu : part.cpus()) {
        var there = part.slices(cpu.index());
        var here = original.slices(cpu.index());
        long first = here.at(start);
        assertThat(there.get(0).startClipped()).isTrue();
        for (long i = 0; i < there.count(); i++) {
          assertThat(part.task(there.task(i)).tid())
              .isEqualTo(original.task(here.task(first + i)).tid());
        }
      }
      for (int task = Task.UNKNOWN + 1; task < part.taskCount(); task++) {
        var there = part.states(task);
        var here = original.states(task);
        for (long i = 0; i < there.count(); i++) {
          long middle = there.startNs(i) + (there.endNs(i) - there.startNs(i)) / 2;
          if (there.endNs(i) > there.startNs(i)) {
            assertThat(there.kind(i)).isEqualTo(here.kind(here.at(middle)));
          }
        }
      }
      assertThat(part.waits().size()).isBetween(1L, original.waits().size() / 4);
    }
  }

  @Test
  void otherTasksAreLeftOut() {
    int wanted = original.tasksOfTid(208).getFirst().id();
    var rule = new CopyRule(0, CopyRule.ALWAYS, kind -> true, task -> task == wanted);
    try (Timeline part = copy(original, rule)) {
      Task task = part.tasksOfTid(208).getFirst();
      assertThat(part.states(task.id()).count()).isEqualTo(original.states(wanted).count());
      for (Cpu cpu : part.cpus()) {
        var slices = part.slices(cpu.index());
        for (long i = 0; i < slices.count(); i++) {
          assertThat(slices.task(i)).isIn(Task.IDLE, Task.UNKNOWN, task.id());
        }
      }
      assertThat(part.waits().size()).isPositive();
      for (long i = 0; i < part.waits().size(); i++) {
        assertThat(part.waits().get(i).task()).isEqualTo(task.id());
      }
    }
  }
}
