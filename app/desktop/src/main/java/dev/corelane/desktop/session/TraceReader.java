package dev.corelane.desktop.session;

import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.importers.TracePreview;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Makes a timeline of files. Looking at files is done by the importers unless it is replaced.
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

  /// Reads a part of an incident, or one whose clocks the user knows better.
  ///
  /// @param files files or folders, at least one
  /// @param options what of them
  /// @param monitor told of the progress, asked whether to go on
  /// @return the timeline, which the caller closes
  /// @throws IOException if they cannot be read; its message is one sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled; nothing is left behind
  default Timeline read(List<Path> files, ImportOptions options, ProgressMonitor monitor)
      throws IOException {
    return options.equals(ImportOptions.ALL)
        ? read(files, monitor)
        : Importers.open(files, options, monitor);
  }

  /// Tells what files are, without reading more than their beginnings.
  ///
  /// @param files files or folders, at least one
  /// @param monitor told of the progress, asked whether to go on
  /// @return what each is
  /// @throws IOException if they cannot be read; its message is one sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  default List<TracePreview> recognise(List<Path> files, ProgressMonitor monitor)
      throws IOException {
    return Importers.recognise(files, monitor);
  }

  /// Reads files once and tells what they hold.
  ///
  /// @param files files or folders, at least one
  /// @param monitor told of the progress, asked whether to go on
  /// @param told is given each file as soon as it was read, in the order of [#recognise]
  /// @throws IOException if they cannot be read; its message is one sentence for the user
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  default void preview(List<Path> files, ProgressMonitor monitor, Consumer<TracePreview> told)
      throws IOException {
    Importers.preview(files, monitor, told);
  }
}
