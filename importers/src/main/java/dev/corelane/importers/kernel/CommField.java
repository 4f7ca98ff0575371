package dev.corelane.importers.kernel;

import org.jspecify.annotations.Nullable;

/// A task name in a record, read so that a name that has not changed costs two comparisons.
///
/// Names are at most 15 bytes and a NUL (`TASK_COMM_LEN` 16); the bytes after the NUL are garbage.
final class CommField {
  private final @Nullable EventField field;

  CommField(@Nullable EventField field) {
    this.field = field;
  }

  /// Tells the tracker the name of a task.
  void name(RawEvent event, SchedulingTracker tracker, int task) {
    if (field == null || task <= dev.corelane.trace.model.Task.UNKNOWN) {
      return;
    }
    long place = event.place(field);
    if (place < 0) {
      return;
    }
    int offset = (int) place;
    int length = (int) (place >> 32);
    if (length == 16) {
      long low = event.raw64(offset);
      long high = event.raw64(offset + 8);
      if (tracker.sameComm(task, low, high)) {
        return;
      }
      tracker.rememberComm(task, low, high);
    }
    tracker.name(task, event.string(field), event.timeNs);
  }
}
