package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;

/// The queued spinlock: preemption is off while waiting and holding, and threads get it in the
/// order in which they came.
final class KernelSpinlockModel extends ExclusiveModel {
  KernelSpinlockModel(LockSpec.KernelSpinlock spec) {
    super(spec);
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    if (spinning() == 0 && take(client)) {
      return Outcome.ACQUIRED;
    }
    client.spinNs = LockClient.FOREVER;
    return Outcome.SPIN;
  }

  @Override
  boolean takeSpinning(LockClient client) {
    return take(client);
  }

  @Override
  boolean ordered() {
    return true;
  }

  @Override
  public void release(LockClient client, LockMode mode, LockHost host) {
    drop(client);
  }

  @Override
  public int queued() {
    return 0;
  }

  @Override
  public boolean disablesPreemption() {
    return true;
  }
}
