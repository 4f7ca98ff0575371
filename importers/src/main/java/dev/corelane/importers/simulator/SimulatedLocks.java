package dev.corelane.importers.simulator;

import dev.corelane.importers.locks.FactSink;
import dev.corelane.importers.locks.FactTracker;
import dev.corelane.importers.locks.HoldTracker;
import dev.corelane.importers.locks.PairedWaits;
import dev.corelane.importers.locks.Tally;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Task;
import java.util.HashMap;
import java.util.Map;

/// Requests, acquisitions and releases of a simulator's locks. A request that is granted at once is
/// no wait.
final class SimulatedLocks implements FactTracker {
  private final HoldTracker holds;
  private final PairedWaits waits;
  private final Map<Integer, Request> requests = new HashMap<>();

  private record Request(long timeNs, int lock, LockMode mode, int holder) {}

  /// @param sink takes holds and waits
  SimulatedLocks(FactSink sink) {
    holds =
        new HoldTracker(
            sink, new Tally(SimulatorProblems.LOCK_UNMATCHED, "locks are taken by their holder"));
    waits =
        new PairedWaits(
            sink, new Tally(SimulatorProblems.LOCK_UNMATCHED, "requests were not granted"));
  }

  /// Whether a task waits for a lock.
  boolean waits(int task, int lock) {
    Request request = requests.get(task);
    return request != null && request.lock() == lock;
  }

  /// Whether a task waits for any lock.
  boolean waits(int task) {
    return requests.containsKey(task);
  }

  /// Who has a lock, [Task#UNKNOWN] when nobody or several do.
  int holder(int lock) {
    return holds.holder(lock);
  }

  void request(long timeNs, int task, int lock, LockMode mode) {
    int holder = holds.holder(lock);
    requests.put(task, new Request(timeNs, lock, mode, holder == task ? Task.UNKNOWN : holder));
  }

  void acquire(long timeNs, int task, int lock, LockMode mode) {
    if (waits(task, lock)) {
      endWait(timeNs, task, true);
    }
    holds.acquired(timeNs, task, lock, lock, true, mode);
  }

  void abandon(long timeNs, int task) {
    endWait(timeNs, task, false);
  }

  private void endWait(long timeNs, int task, boolean acquired) {
    Request request = requests.remove(task);
    if (request != null && timeNs > request.timeNs()) {
      begin(task, request);
      waits.end(timeNs, task, request.lock(), request.mode(), -1, acquired);
    }
  }

  private void begin(int task, Request request) {
    waits.begin(request.timeNs(), task, request.lock(), request.mode(), request.holder());
  }

  /// @return false when the task was not known to hold the lock
  boolean release(long timeNs, int task, int lock) {
    return holds.released(timeNs, task, lock, lock);
  }

  @Override
  public void taskEnded(int task, long timeNs) {
    Request request = requests.remove(task);
    if (request != null) {
      begin(task, request);
    }
    waits.taskEnded(task, timeNs);
    holds.taskEnded(task, timeNs);
  }

  @Override
  public void finish(long lastNs) {
    requests.forEach(this::begin);
    requests.clear();
    waits.finish(lastNs);
    holds.finish(lastNs);
  }
}
