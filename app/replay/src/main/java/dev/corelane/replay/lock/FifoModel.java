package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;

/// The releaser makes the first of the queue the owner and wakes it. Nobody can barge, so the lock
/// is unused while that thread waits for a CPU (Blasgen, Gray, Mitoma, Price: The convoy
/// phenomenon).
final class FifoModel extends ExclusiveModel {
  private final ClientList queue = new ClientList();

  FifoModel(LockSpec.FifoHandOff spec) {
    super(spec);
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    if (take(client)) {
      return Outcome.ACQUIRED;
    }
    queue.add(client);
    return Outcome.BLOCK;
  }

  @Override
  Outcome afterSleeping(LockClient client, LockHost host) {
    return Outcome.BLOCK;
  }

  @Override
  public void release(LockClient client, LockMode mode, LockHost host) {
    drop(client);
    if (!queue.isEmpty()) {
      LockClient next = queue.removeAt(0);
      owner = next;
      next.granted = true;
      host.wake(next);
    }
  }

  @Override
  public int queued() {
    return queue.size();
  }
}
