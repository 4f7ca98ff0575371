package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;

/// A mutex over a futex, as the C library makes it: the releaser frees it and wakes the first
/// sleeper, who competes with whoever runs.
final class FutexModel extends ExclusiveModel {
  private final long spinFor;
  private final ClientList queue = new ClientList();

  FutexModel(LockSpec.FutexMutex spec) {
    super(spec);
    this.spinFor = spec.spinNs();
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    if (take(client)) {
      return Outcome.ACQUIRED;
    }
    if (spinFor == 0) {
      return sleep(client);
    }
    client.spinNs = spinFor;
    return Outcome.SPIN;
  }

  @Override
  Outcome afterSpinning(LockClient client, LockHost host) {
    return sleep(client);
  }

  @Override
  Outcome afterSleeping(LockClient client, LockHost host) {
    return take(client) ? Outcome.ACQUIRED : sleep(client);
  }

  private Outcome sleep(LockClient client) {
    queue.add(client);
    return Outcome.BLOCK;
  }

  @Override
  boolean takeSpinning(LockClient client) {
    return take(client);
  }

  @Override
  public void release(LockClient client, LockMode mode, LockHost host) {
    drop(client);
    if (!queue.isEmpty()) {
      host.wake(queue.removeAt(0));
    }
  }

  @Override
  public int queued() {
    return queue.size();
  }
}
