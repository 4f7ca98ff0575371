package dev.corelane.trace.task;

/// Told by a long task how far it is, and asked by it whether to go on.
public interface ProgressMonitor {
  /// Takes no notice and never cancels.
  ProgressMonitor NONE = (done, total, what) -> {};

  /// Reports progress. May be called often and from any thread; must return at once.
  ///
  /// @param done units of work done, usually bytes
  /// @param total units in all, or -1 when unknown
  /// @param what the step in a few words, for a person
  void progress(long done, long total, String what);

  /// Whether the task should stop as soon as it can.
  ///
  /// @return true once the user cancelled
  default boolean cancelled() {
    return false;
  }

  /// Stops the task if it was cancelled.
  ///
  /// @throws TaskCancelledException if it was
  default void checkCancelled() {
    if (cancelled()) {
      throw new TaskCancelledException();
    }
  }
}
