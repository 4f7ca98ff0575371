package dev.corelane.analysis.locks;

import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Set;

/// Lists every involuntary switch that hit the holder of a lock, with who waited for the lock while
/// the holder was off its CPU and what that cost them.
///
/// Holds are those of the timeline; for sleeping locks of which only waits were recorded, they are
/// inferred from the wake-ups that ended the waits. Of a range, the switches in it are listed, each
/// with its whole cost.
public final class HolderPreemptionAnalysis implements TraceAnalysis<HolderPreemptions> {
  /// Creates it.
  public HolderPreemptionAnalysis() {}

  @Override
  public String id() {
    return "lock-holder-preemptions";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES);
  }

  @Override
  public HolderPreemptions run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return run(new LockRecord(timeline, monitor), range, monitor);
  }

  /// The same for who looks at the locks in several ways.
  ///
  /// @param record the locks of the timeline
  /// @param range what to look at; what lies outside the timeline is left out
  /// @param monitor told of the progress, asked whether to go on
  /// @return the result
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public HolderPreemptions run(LockRecord record, TimeRange range, ProgressMonitor monitor) {
    var window = Window.of(record.timeline(), range);
    var work = new LockScope(record, window, monitor);
    return new HolderPreemptions(record.timeline(), work.gaps, work.costs, window, monitor);
  }
}
