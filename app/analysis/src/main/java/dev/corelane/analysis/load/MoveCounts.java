package dev.corelane.analysis.load;

import dev.corelane.analysis.Steps;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts moves by thread and by pair of CPUs.
final class MoveCounts {
  private static final Comparator<ThreadMoves> MOST_THREADS =
      Comparator.comparingLong((ThreadMoves moves) -> -moves.count())
          .thenComparingInt(ThreadMoves::task);
  private static final Comparator<CpuMoves> MOST_CPUS =
      Comparator.comparingLong((CpuMoves moves) -> -moves.count())
          .thenComparingInt(CpuMoves::fromCpu)
          .thenComparingInt(CpuMoves::toCpu);

  private record Pair(int fromCpu, int toCpu) {}

  private final Timeline timeline;
  private final Window window;
  private final boolean recorded;
  private final long[] byTask;
  private final Map<Pair, Long> byPair = new HashMap<>();
  private long total;

  MoveCounts(Timeline timeline, Window window, boolean recorded, ProgressMonitor monitor) {
    this.timeline = timeline;
    this.window = window;
    this.recorded = recorded;
    this.byTask = new long[timeline.taskCount()];
    if (recorded) {
      count(monitor);
    } else {
      derive(monitor);
    }
  }

  private void count(ProgressMonitor monitor) {
    long rows = timeline.migrations().size();
    var steps = new Steps(monitor, rows, "counting moves");
    for (long row = timeline.migrations().firstAtOrAfter(window.startNs()); row < rows; row++) {
      steps.next();
      Migration move = timeline.migrations().get(row);
      if (!window.contains(move.timeNs())) {
        break;
      }
      add(move.task(), move.fromCpu(), move.toCpu());
    }
  }

  private void derive(ProgressMonitor monitor) {
    long rows = timeline.tables().table(TableSchema.TASK_STATES).rows();
    var steps = new Steps(monitor, rows, "counting moves");
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      TaskStates states = timeline.states(task);
      int last = -1;
      for (long i = 0; i < states.count(); i++) {
        steps.next();
        if (states.kind(i) == StateKind.RUNNING) {
          int cpu = states.cpu(i);
          if (last >= 0 && cpu != last && window.contains(states.startNs(i))) {
            add(task, last, cpu);
          }
          last = cpu;
        }
      }
    }
  }

  private void add(int task, int from, int to) {
    total++;
    byTask[task]++;
    byPair.merge(new Pair(from, to), 1L, Long::sum);
  }

  Migrations result() {
    List<ThreadMoves> threads = new ArrayList<>();
    for (int task = 0; task < byTask.length; task++) {
      if (byTask[task] > 0) {
        threads.add(new ThreadMoves(task, byTask[task]));
      }
    }
    threads.sort(MOST_THREADS);
    List<CpuMoves> cpus = new ArrayList<>();
    byPair.forEach((pair, moves) -> cpus.add(new CpuMoves(pair.fromCpu(), pair.toCpu(), moves)));
    cpus.sort(MOST_CPUS);
    return new Migrations(recorded, total, threads, cpus);
  }
}
