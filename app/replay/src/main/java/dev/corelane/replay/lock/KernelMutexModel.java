package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;

/// The kernel's mutex (kernel/locking/mutex.c): a thread spins while the owner is on a CPU and it
/// is not itself to be rescheduled, else queues and sleeps. The releaser wakes the first of the
/// queue; that one competes once, and if it loses asks for the hand-off.
///
/// It stands for the sleeping spinlock of RT as well, without its priority inheritance.
final class KernelMutexModel extends ExclusiveModel {
  private final ClientList queue = new ClientList();
  private boolean handOff;

  KernelMutexModel(LockSpec spec) {
    super(spec);
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    if (take(client)) {
      return Outcome.ACQUIRED;
    }
    if (owner != null && host.onCpu(owner)) {
      client.spinNs = LockClient.FOREVER;
      return Outcome.SPIN;
    }
    return sleep(client, queue.size());
  }

  @Override
  Outcome afterSpinning(LockClient client, LockHost host) {
    return take(client) ? Outcome.ACQUIRED : sleep(client, queue.size());
  }

  @Override
  Outcome afterSleeping(LockClient client, LockHost host) {
    if (take(client)) {
      return Outcome.ACQUIRED;
    }
    handOff = true;
    return sleep(client, 0);
  }

  private Outcome sleep(LockClient client, int place) {
    queue.insert(place, client);
    return Outcome.BLOCK;
  }

  @Override
  boolean takeSpinning(LockClient client) {
    return take(client);
  }

  @Override
  public void release(LockClient client, LockMode mode, LockHost host) {
    drop(client);
    if (queue.isEmpty()) {
      return;
    }
    LockClient next = queue.removeAt(0);
    if (handOff) {
      handOff = false;
      owner = next;
      next.granted = true;
    }
    host.wake(next);
  }

  @Override
  public int queued() {
    return queue.size();
  }

  @Override
  public boolean spinsOptimistically() {
    return true;
  }
}
