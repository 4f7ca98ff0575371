package dev.corelane.desktop.session.replay;

import dev.corelane.trace.task.ProgressMonitor;

/// The progress of one of several equal parts, told as that of the whole.
///
/// @param whole told of it
/// @param part the part that runs, from 0 on
/// @param parts how many there are
record PartMonitor(ProgressMonitor whole, int part, int parts) implements ProgressMonitor {
  @Override
  public void progress(long done, long total, String step) {
    if (total > 0) {
      whole.progress(part * total + done, parts * total, step);
    }
  }

  @Override
  public boolean cancelled() {
    return whole.cancelled();
  }
}
