package dev.corelane.trace.task;

/// A task was cancelled and has left nothing behind.
public final class TaskCancelledException extends RuntimeException {
  /// Creates it without a stack trace: being cancelled is no fault.
  public TaskCancelledException() {
    super("cancelled", null, false, false);
  }
}
