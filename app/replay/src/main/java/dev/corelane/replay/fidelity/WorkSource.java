package dev.corelane.replay.fidelity;

import dev.corelane.replay.extract.Missing;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;

/// What is known of the work of a recording: its threads and locks, ready to be run, and what it
/// did itself, by the measures that its replays are held against.
interface WorkSource {
  /// The threads and locks of one run, at their beginning.
  record Cast(List<ThreadSpec> threads, List<LockSpec> locks) {}

  /// The part that is measured.
  TimeRange measured(double share);

  Behaviour recorded(TimeRange measured, ProgressMonitor monitor);

  Cast cast(KernelShare kernel, int cpus, int seed);

  Behaviour replayed(Timeline run, ProgressMonitor monitor);

  List<Missing> missing();

  /// Whether programs are drawn from distributions.
  boolean statistical();
}
