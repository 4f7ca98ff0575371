package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

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
    var walk = new StateWalk(timeline, window, parts, monitor, "measuring run delays");
    Supplier<RunDelays> found = ask(walk, range);
    walk.walk();
    return found.get();
  }

  /// The same for who looks at all states for several analyses at once.
  ///
  /// @param walk through the states of the range, still to be done
  /// @param range what to look at
  /// @return gives the result, once, after the walk
  public Supplier<RunDelays> ask(StateWalk walk, TimeRange range) {
    Timeline timeline = walk.timeline();
    var window = Window.of(timeline, range);
    int[] wakePaths = WakePaths.of(timeline);
    List<DelaySums> sums = walk.add(() -> new DelaySums(timeline, window, wakePaths));
    return () ->
        sums.stream().reduce(DelaySums::plus).orElseThrow().result(Confidence.of(timeline));
  }
}
