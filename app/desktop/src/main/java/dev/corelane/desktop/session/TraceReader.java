package dev.corelane.desktop.session;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Makes a timeline of files.
@FunctionalInterface
public interface TraceReader {
  /// Reads files as one incident. Called on a background thread.
  ///
  /// @param files files or folders, at least one
  /// @param monitor told of the progress, asked whether to go on
  /// @return the timeline, which the caller closes
  /// @throws IOException if they cannot be read; its message is one sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  Timeline read(List<Path> files, ProgressMonitor monitor) throws IOException;
}
