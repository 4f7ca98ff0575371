package dev.corelane.analysis.criticalpath;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Set;

/// The critical path of what a thread did in a range: the chain of dependencies that ends there,
/// found by walking backwards (Giraldeau, Dagenais: Wait analysis of distributed systems using
/// kernel tracing, 2016). Where the thread was blocked, the path goes through the thread that woke
/// it, back to the begin of the block, and then on in the thread itself.
///
/// The parts follow each other without a gap, so their lengths add up to the length of the range.
public final class CriticalPathAnalysis implements TraceAnalysis<CriticalPath> {
  private final int task;

  /// @param task internal task id of the thread
  public CriticalPathAnalysis(int task) {
    this.task = task;
  }

  @Override
  public String id() {
    return "critical-path";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES);
  }

  @Override
  public CriticalPath run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return of(timeline, new LockHistory(timeline, monitor), task, range);
  }

  /// The critical path of a span, for callers that look at many and keep the lock history.
  ///
  /// @param timeline the timeline
  /// @param history its lock history
  /// @param span the piece of work
  /// @return its critical path
  public static CriticalPath of(Timeline timeline, LockHistory history, Span span) {
    return of(timeline, history, span.task(), new TimeRange(span.startNs(), span.endNs()));
  }

  private static CriticalPath of(
      Timeline timeline, LockHistory history, int task, TimeRange range) {
    var window = Window.of(timeline, range);
    return new CriticalPath(
        task,
        new TimeRange(window.startNs(), window.endNs()),
        new BackwardWalk(timeline, history).segments(task, window.startNs(), window.endNs()),
        Confidence.of(timeline));
  }
}
