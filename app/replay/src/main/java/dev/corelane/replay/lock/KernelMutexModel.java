package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;

/// The kernel's mutex (kernel/locking/mutex.c): a thread spins while the owner is on a CPU and it
/// is not itself to be rescheduled, else queues and sleeps. The releaser wakes the first of the
/// queue; that one competes once, and if it loses asks for the hand-off. Until a waiter has the
/// mutex it stays in the queue, awake or not, and everybody else has to go through the slow path.
///
/// It stands for the sleeping spinlock of RT as well, without its priority inheritance.
final class KernelMutexModel extends ExclusiveModel {
  private final ClientList queue = new ClientList();
  private final long contendedNs;
  private boolean handOff;

  /// @param contendedNs what the slow path takes
  KernelMutexModel(LockSpec spec, long contendedNs) {
    super(spec);
    this.contendedNs = contendedNs;
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    if (contendedNs > 0 && (owner != null || !queue.isEmpty())) {
      client.spinNs = contendedNs;
      return Outcome.BUSY;
    }
    return afterBusy(client, host);
  }

  @Override
  Outcome afterBusy(LockClient client, LockHost host) {
    if (take(client)) {
      return Outcome.ACQUIRED;
    }
    if (owner != null && host.onCpu(owner)) {
      client.spinNs = LockClient.FOREVER;
      return Outcome.SPIN;
    }
    return sleep(client);
  }

  @Override
  Outcome afterSpinning(LockClient client, LockHost host) {
    return take(client) ? Outcome.ACQUIRED : sleep(client);
  }

  @Override
  Outcome afterSleeping(LockClient client, LockHost host) {
    if (take(client)) {
      queue.remove(client);
      return Outcome.ACQUIRED;
    }
    handOff = true;
    client.woken = false;
    return Outcome.BLOCK;
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
    if (queue.isEmpty()) {
      return;
    }
    LockClient next = queue.get(0);
    if (handOff) {
      handOff = false;
      owner = next;
      next.granted = true;
      queue.removeAt(0);
    }
    if (!next.woken) {
      next.woken = true;
      host.wake(next);
    }
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
