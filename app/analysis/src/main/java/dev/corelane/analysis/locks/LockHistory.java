package dev.corelane.analysis.locks;

import dev.corelane.analysis.ThreadActivity;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Who waited for and who held which lock at a time, with the holds that wake-ups tell of. Not for
/// more than one thread at a time.
public final class LockHistory {
  /// A wait.
  ///
  /// @param lock internal lock id
  /// @param task the waiter
  /// @param startNs begin
  /// @param endNs end
  /// @param toldHolder whom the wait's own record names as the holder when it began (a log line, a
  ///   sample of `pg_locks`), unknown if nobody
  /// @param acquired whether it is known to have ended with the lock
  /// @param provenance recorded, derived or inferred
  public record Wait(
      int lock,
      int task,
      long startNs,
      long endNs,
      int toldHolder,
      boolean acquired,
      Provenance provenance) {}

  /// A hold.
  ///
  /// @param lock internal lock id
  /// @param task the holder
  /// @param startNs begin
  /// @param endNs end
  /// @param inferred whether it is no recorded fact
  public record Hold(int lock, int task, long startNs, long endNs, boolean inferred) {}

  private final Timeline timeline;
  private final LockFacts waits;
  private final LockFacts holds;
  private final ThreadActivity activity;
  private final IntervalIndex waitsOfTask;
  private final IntervalIndex waitsOfLock;
  private final IntervalIndex holdsOfLock;

  /// @param timeline the facts
  /// @param monitor asked whether to go on
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public LockHistory(Timeline timeline, ProgressMonitor monitor) {
    this(new LockRecord(timeline, monitor));
  }

  /// @param record the facts
  public LockHistory(LockRecord record) {
    timeline = record.timeline;
    waits = record.waits;
    holds = record.holds;
    activity = new ThreadActivity(timeline);
    waitsOfTask = record.waitsOfTask();
    waitsOfLock = record.queues;
    holdsOfLock = record.holdsOfLock();
  }

  /// @return what the threads did
  public ThreadActivity activity() {
    return activity;
  }

  /// Waits of a thread that have some time in common with an interval, by start.
  ///
  /// @param task internal task id
  /// @param fromNs begin
  /// @param toNs end
  /// @return the waits, whole
  public List<Wait> waitsOf(int task, long fromNs, long toNs) {
    List<Wait> found = new ArrayList<>();
    waitsOfTask.overlapping(task, fromNs, toNs, row -> found.add(wait(row)));
    return found;
  }

  /// Waits for a lock that have some time in common with an interval, by start.
  ///
  /// @param lock internal lock id
  /// @param fromNs begin
  /// @param toNs end
  /// @return the waits, whole
  public List<Wait> waitsFor(int lock, long fromNs, long toNs) {
    List<Wait> found = new ArrayList<>();
    waitsOfLock.overlapping(lock, fromNs, toNs, row -> found.add(wait(row)));
    return found;
  }

  /// @param lock internal lock id
  /// @param fromNs begin
  /// @param toNs end
  /// @return whether anybody waited for the lock between
  public boolean waitedFor(int lock, long fromNs, long toNs) {
    return waitsOfLock.any(lock, fromNs, toNs);
  }

  /// @return how many waits there are
  public int waitCount() {
    return waits.size;
  }

  /// A wait by its place in the order of starts.
  ///
  /// @param index 0 to `waitCount() - 1`
  /// @return the wait, whole
  /// @throws IndexOutOfBoundsException outside the list
  public Wait waitAt(int index) {
    return wait(Objects.checkIndex(index, waits.size));
  }

  /// For whom a thread waits at a time: those who hold the lock, as far as that is known, else whom
  /// the wait's own record names. Who holds one of a class of locks tells nothing.
  ///
  /// @param wait a wait
  /// @param timeNs a moment in it
  /// @return internal task ids, each once, without the waiter itself
  public List<Integer> blockers(Wait wait, long timeNs) {
    List<Integer> found =
        timeline.locks().get(wait.lock()).single()
            ? holders(wait.lock(), timeNs)
            : new ArrayList<>();
    if (found.isEmpty() && wait.toldHolder() != Task.UNKNOWN) {
      found.add(wait.toldHolder());
    }
    found.remove((Integer) wait.task());
    return found;
  }

  /// Who held a lock.
  ///
  /// @param lock internal lock id
  /// @param timeNs when
  /// @return the holders, each once
  public List<Integer> holders(int lock, long timeNs) {
    List<Integer> found = new ArrayList<>();
    holdsOfLock.overlapping(
        lock,
        timeNs,
        timeNs + 1,
        row -> {
          if (!found.contains(holds.task[row])) {
            found.add(holds.task[row]);
          }
        });
    return found;
  }

  /// @return how many holds there are, with those that wake-ups tell of
  public int holdCount() {
    return holds.size;
  }

  /// All holds by start.
  ///
  /// @param sink takes them
  public void holds(Consumer<Hold> sink) {
    holds(0, holds.size, sink);
  }

  /// Some holds by start.
  ///
  /// @param from place of the first in that order
  /// @param to one past the place of the last
  /// @param sink takes them
  /// @throws IndexOutOfBoundsException if there are no such places
  public void holds(int from, int to, Consumer<Hold> sink) {
    for (int row = from; row < to; row++) {
      sink.accept(
          new Hold(
              holds.lock[row],
              holds.task[row],
              holds.start[row],
              holds.end[row],
              holds.provenance(row) == Provenance.INFERRED));
    }
  }

  private Wait wait(int row) {
    return new Wait(
        waits.lock[row],
        waits.task[row],
        waits.start[row],
        waits.end[row],
        waits.toldHolder(row),
        waits.flag(row),
        waits.provenance(row));
  }
}
