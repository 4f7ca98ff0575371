package dev.corelane.importers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.GroundTruth.CpuTruth;
import dev.corelane.importers.perf.testing.GroundTruth.ThreadTruth;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Compares a timeline with what the generator of its recording knows, to the nanosecond: every
/// thread and every CPU.
///
/// @param truth what happened
/// @param names the newest name of each thread id that the recording tells of; null when it tells
///   of all tasks and their processes, seen or not
public record TruthCheck(GroundTruth truth, @Nullable Map<Integer, String> names) {
  /// For a recording that lists all tasks with names and processes beside its events.
  public static TruthCheck of(GroundTruth truth) {
    return new TruthCheck(truth, null);
  }

  /// For a recording that holds events only, which tell no process ids.
  public static TruthCheck ofEvents(GroundTruth truth, Map<Integer, String> names) {
    return new TruthCheck(truth, names);
  }

  /// Compares.
  public void check(Timeline timeline) {
    threads(timeline);
    cpus(timeline);
  }

  private void threads(Timeline timeline) {
    Map<Integer, List<ThreadTruth>> byTid = new HashMap<>();
    for (ThreadTruth thread : truth.threads()) {
      byTid.computeIfAbsent(thread.tid(), t -> new ArrayList<>()).add(thread);
    }
    if (names != null) {
      byTid.keySet().retainAll(names.keySet());
    }
    byTid.forEach(
        (tid, lives) -> {
          List<Task> tasks = timeline.tasksOfTid(tid);
          assertThat(tasks).as("lives of tid %d: %s", tid, lives).hasSameSizeAs(lives);
          for (int i = 0; i < lives.size(); i++) {
            thread(timeline, tasks.get(i), lives.get(i));
            identity(tasks.get(i), lives.get(i), i == lives.size() - 1);
          }
        });
    assertThat(timeline.taskCount())
        .isEqualTo(byTid.values().stream().mapToInt(List::size).sum() + 2);
  }

  private void identity(Task task, ThreadTruth t, boolean lastLife) {
    if (names == null) {
      assertThat(task.pid()).as("pid of %s", t).isEqualTo(t.pid());
      assertThat(task.name()).as("name of %s", t).isEqualTo(t.comm());
    } else if (lastLife) {
      assertThat(task.name()).as("name of %s", t).isEqualTo(names.get(t.tid()));
    }
  }

  private void thread(Timeline timeline, Task task, ThreadTruth t) {
    boolean arrivedLast = t.activity().equals("RUNNING") && t.sinceNs() == truth.lastNs();
    assertThat(ThreadNumbers.of(timeline, task, arrivedLast))
        .as("%s, %s", task, t)
        .isEqualTo(ThreadNumbers.known(t, arrivedLast, true));
    assertThat(task.startRecorded()).as("%s, %s", task, t).isEqualTo(t.forkedNs() >= 0);
    assertThat(task.exitRecorded()).as("%s, %s", task, t).isEqualTo(t.exitedNs() >= 0);
    if (t.forkedNs() >= 0) {
      assertThat(task.startNs()).as("fork of %s", t).isEqualTo(t.forkedNs());
    }
    if (t.exitedNs() >= 0) {
      assertThat(task.endNs()).as("exit of %s", t).isEqualTo(t.exitedNs());
    }
    long migrations = 0;
    for (long row = 0; row < timeline.migrations().size(); row++) {
      migrations += timeline.migrations().get(row).task() == task.id() ? 1 : 0;
    }
    assertThat(migrations).as("migrations of %s", t).isEqualTo(t.migrations());
    last(timeline.states(task.id()), t);
  }

  /// What the task does at the end.
  private void last(TaskStates states, ThreadTruth t) {
    if (t.sinceNs() < 0 || t.sinceNs() == truth.lastNs()) {
      return;
    }
    StateKind kind = states.kind(states.count() - 1);
    boolean same =
        switch (t.activity()) {
          case "RUNNING" -> kind == StateKind.RUNNING;
          case "RUNNABLE" -> kind.runnable();
          case "SLEEPING" -> kind.blocked();
          case "EXITED" -> kind == StateKind.DEAD;
          default -> kind == StateKind.UNKNOWN;
        };
    assertThat(same).as("%s is %s at the end", t, kind).isTrue();
    assertThat(states.startNs(states.count() - 1)).as("since of %s", t).isEqualTo(t.sinceNs());
  }

  private void cpus(Timeline timeline) {
    List<CpuTruth> numbers =
        timeline.cpus().stream()
            .map(
                cpu -> {
                  CpuSlices slices = timeline.slices(cpu.index());
                  long[] sum = new long[3];
                  for (long i = 0; i < slices.count(); i++) {
                    boolean unknown = slices.task(i) == Task.UNKNOWN;
                    sum[0] += unknown || slices.get(i).endClipped() ? 0 : 1;
                    if (slices.whole(i) && !unknown) {
                      int which = slices.task(i) == Task.IDLE ? 2 : 1;
                      sum[which] += slices.endNs(i) - slices.startNs(i);
                    }
                  }
                  long events = truth.cpus().get(cpu.number()).events();
                  return new CpuTruth(cpu.number(), events, sum[0], sum[1], sum[2]);
                })
            .toList();
    assertThat(numbers).isEqualTo(truth.cpus());
    assertThat(timeline.cpus().stream().map(c -> c.number()))
        .containsExactlyElementsOf(IntStream.range(0, truth.cpus().size()).boxed().toList());
  }
}
