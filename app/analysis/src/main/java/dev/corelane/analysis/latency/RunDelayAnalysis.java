package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Set;

/// The distribution of run delays: over all, by thread, class, CPU and waker, with the worst ones.
///
/// A wait counts, with its whole length, in the range in which it ended. Waits whose beginning or
/// end was not recorded are not counted.
public final class RunDelayAnalysis implements TraceAnalysis<RunDelays> {
  /// Creates it.
  public RunDelayAnalysis() {}

  @Override
  public String id() {
    return "run-delay";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES);
  }

  @Override
  public RunDelays run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return run(timeline, range, Runtime.getRuntime().availableProcessors(), monitor);
  }

  RunDelays run(Timeline timeline, TimeRange range, int parts, ProgressMonitor monitor) {
    var window = Window.of(timeline, range);
    int[] wakePaths = WakePaths.of(timeline);
    return InParallel.map(
            parts,
            monitor,
            "measuring run delays",
            part -> {
              var sums = new DelaySums(timeline, wakePaths);
              var bounds = new SliceBounds(timeline);
              for (int task = Task.UNKNOWN + 1 + part; task < timeline.taskCount(); task += parts) {
                monitor.checkCancelled();
                add(task, timeline.states(task), bounds, window, sums);
              }
              return sums;
            })
        .stream()
        .reduce(DelaySums::plus)
        .orElseThrow()
        .result(Confidence.of(timeline));
  }

  private static void add(
      int task, TaskStates states, SliceBounds bounds, Window window, DelaySums sums) {
    long waiting = -1;
    for (long i = 0; i < states.count(); i++) {
      StateKind kind = states.kind(i);
      if (kind.runnable()) {
        waiting = waiting < 0 ? i : waiting;
        continue;
      }
      if (kind == StateKind.RUNNING
          && waiting >= 0
          && bounds.startSeen(states.sliceRow(i))
          && window.contains(states.startNs(i))) {
        sums.add(task, states, waiting, i);
      }
      waiting = -1;
    }
  }
}
