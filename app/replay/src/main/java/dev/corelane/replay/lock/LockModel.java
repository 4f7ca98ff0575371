package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One lock at work.
///
/// A thread that wants it calls [#request]; then, as the outcome says, it spins and calls
/// [#spinOver], or sleeps or blocks and calls [#resume]. The run tells the lock which of the
/// spinning threads are on a CPU; when the lock comes free, [#nextSpinner] is the one that gets it.
public abstract class LockModel {
  final LockSpec spec;
  private final ClientList spinning = new ClientList();

  LockModel(LockSpec spec) {
    this.spec = spec;
  }

  /// @param spec what sort of lock
  /// @param spinlocksSleep whether the kernel's spinlocks are sleeping locks
  /// @return a free lock
  public static LockModel of(LockSpec spec, boolean spinlocksSleep) {
    return switch (spec) {
      case LockSpec.PgSpinlock lock -> new PgSpinlockModel(lock);
      case LockSpec.LwLock lock -> new LwLockModel(lock);
      case LockSpec.FifoHandOff lock -> new FifoModel(lock);
      case LockSpec.FutexMutex lock -> new FutexModel(lock);
      case LockSpec.Heavyweight lock -> new HeavyweightModel(lock);
      case LockSpec.KernelSpinlock lock ->
          spinlocksSleep ? new KernelMutexModel(lock, 0) : new KernelSpinlockModel(lock);
      case LockSpec.KernelMutex lock -> new KernelMutexModel(lock, lock.contendedNs());
    };
  }

  /// @return what sort of lock it is
  public final LockSpec spec() {
    return spec;
  }

  /// A thread wants the lock.
  ///
  /// @param client it
  /// @param mode how
  /// @param host the run
  /// @return what it does
  public final Outcome request(LockClient client, LockMode mode, LockHost host) {
    client.wanted = mode;
    client.granted = false;
    client.woken = false;
    client.delays = 0;
    client.delayUs = 0;
    client.waitsFor = this;
    return settled(client, first(client, host));
  }

  /// It has spun as long as it would.
  ///
  /// @param client it
  /// @param host the run
  /// @return what it does
  public final Outcome spinOver(LockClient client, LockHost host) {
    return settled(client, afterSpinning(client, host));
  }

  /// It has been busy as long as it had to.
  ///
  /// @param client it
  /// @param host the run
  /// @return what it does
  public final Outcome busyOver(LockClient client, LockHost host) {
    return settled(client, afterBusy(client, host));
  }

  /// It runs again after sleeping or blocking.
  ///
  /// @param client it
  /// @param host the run
  /// @return what it does
  public final Outcome resume(LockClient client, LockHost host) {
    return settled(client, client.granted ? Outcome.ACQUIRED : afterSleeping(client, host));
  }

  private static Outcome settled(LockClient client, Outcome outcome) {
    if (outcome == Outcome.ACQUIRED || outcome == Outcome.STUCK) {
      client.waitsFor = null;
    }
    return outcome;
  }

  /// A spinning thread on a CPU looks again.
  ///
  /// @param client it
  /// @return whether it has the lock now
  public final boolean tryWhileSpinning(LockClient client) {
    if (!takeSpinning(client)) {
      return false;
    }
    client.waitsFor = null;
    return true;
  }

  /// @param client a thread that spins for the lock, and is on a CPU from now
  public final void spins(LockClient client) {
    if (client.spinningAt == LockClient.NOWHERE) {
      client.spinningAt = 0;
      spinning.add(client);
    }
  }

  /// @param client a thread that does not spin any more, or not on a CPU
  public final void spinsNoMore(LockClient client) {
    if (client.spinningAt != LockClient.NOWHERE) {
      client.spinningAt = LockClient.NOWHERE;
      spinning.remove(client);
    }
  }

  /// @return how many threads spin for it on CPUs
  public final int spinning() {
    return spinning.size();
  }

  /// @param place 0 to [#spinning()] - 1
  /// @return a thread that spins for it on a CPU
  public final LockClient spinner(int place) {
    return spinning.get(place);
  }

  /// Lets one of the threads that spin on a CPU have the lock, if it is free.
  ///
  /// @param random chooses among them where there is no order
  /// @return the one that has it now, null if none
  public final @Nullable LockClient nextSpinner(SplittableRandom random) {
    if (spinning.isEmpty()) {
      return null;
    }
    int place = ordered() ? 0 : random.nextInt(spinning.size());
    LockClient client = spinning.get(place);
    if (!tryWhileSpinning(client)) {
      return null;
    }
    spinsNoMore(client);
    return client;
  }

  /// A thread gives the lock back.
  ///
  /// @param client it
  /// @param mode how it had it
  /// @param host the run
  public abstract void release(LockClient client, LockMode mode, LockHost host);

  /// A thread gives the lock back and leaves waking others to [#wakeWaiters]. Locks that cannot be
  /// freed without waking do both now.
  ///
  /// @param client it
  /// @param mode how it had it
  /// @param host the run
  public void free(LockClient client, LockMode mode, LockHost host) {
    release(client, mode, host);
  }

  /// Wakes whom the lock wanted to be woken when the thread freed it.
  ///
  /// @param client the thread that freed it
  /// @param host the run
  public void wakeWaiters(LockClient client, LockHost host) {
    // nobody is left to be woken
  }

  /// @return number of a thread that has it, -1 if none
  public abstract int holder();

  /// @return how many threads have it
  public abstract int holders();

  /// @return how many threads are in its queue
  public abstract int queued();

  /// @return whether preemption is off from the request to the release
  public boolean disablesPreemption() {
    return false;
  }

  /// @return whether a thread spins only while the holder is on a CPU and nothing else is to run
  public boolean spinsOptimistically() {
    return false;
  }

  /// Takes a thread out of the queue that gives up.
  ///
  /// @param client it
  /// @param host the run
  public void giveUp(LockClient client, LockHost host) {
    client.waitsFor = null;
  }

  abstract Outcome first(LockClient client, LockHost host);

  Outcome afterSpinning(LockClient client, LockHost host) {
    throw new IllegalStateException(spec.name() + " is not spun for");
  }

  Outcome afterBusy(LockClient client, LockHost host) {
    throw new IllegalStateException(spec.name() + " keeps nobody busy");
  }

  Outcome afterSleeping(LockClient client, LockHost host) {
    throw new IllegalStateException(spec.name() + " is not slept for");
  }

  boolean takeSpinning(LockClient client) {
    return false;
  }

  boolean ordered() {
    return false;
  }
}
