package dev.corelane.analysis;

import dev.corelane.trace.task.ProgressMonitor;

/// Tells a monitor of the progress of a loop now and then, and stops the loop when it is cancelled.
public final class Steps {
  private static final long MASK = (1 << 14) - 1;

  private final ProgressMonitor monitor;
  private final long total;
  private final String what;
  private long done;

  /// @param monitor told of the progress
  /// @param total number of steps in all
  /// @param what the loop in a few words, for a person
  public Steps(ProgressMonitor monitor, long total, String what) {
    this.monitor = monitor;
    this.total = total;
    this.what = what;
  }

  /// Counts one step.
  ///
  /// @throws dev.corelane.trace.task.TaskCancelledException if the loop was cancelled
  public void next() {
    if ((done++ & MASK) == 0) {
      monitor.checkCancelled();
      monitor.progress(done, total, what);
    }
  }
}
