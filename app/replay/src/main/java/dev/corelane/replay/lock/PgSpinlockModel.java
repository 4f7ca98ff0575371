package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;

/// `s_lock` (PostgreSQL, s_lock.c; the same from 13 to 18): spin `spins_per_delay` times, then
/// sleep 1 ms, then longer by a random factor of 1 to 2 each time; beyond 1 s it begins at 1 ms
/// again; at the 1,001st sleep it is stuck. A process that got the lock without sleeping spins 100
/// times more in future, one that slept once less, within 10 and 1,000. There is no queue.
final class PgSpinlockModel extends ExclusiveModel {
  static final int DEFAULT_SPINS_PER_DELAY = 100;
  private static final int MIN_SPINS_PER_DELAY = 10;
  private static final int MAX_SPINS_PER_DELAY = 1_000;
  private static final int NUM_DELAYS = 1_000;
  private static final long MIN_DELAY_US = 1_000;
  private static final long MAX_DELAY_US = 1_000_000;

  private final long pauseNs;

  PgSpinlockModel(LockSpec.PgSpinlock spec) {
    super(spec);
    this.pauseNs = spec.pauseNs();
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    return take(client) ? Outcome.ACQUIRED : spin(client);
  }

  @Override
  Outcome afterSleeping(LockClient client, LockHost host) {
    if (take(client)) {
      finishSpinDelay(client);
      return Outcome.ACQUIRED;
    }
    return spin(client);
  }

  private Outcome spin(LockClient client) {
    client.spinNs = client.spinsPerDelay * pauseNs;
    return Outcome.SPIN;
  }

  /// `perform_spin_delay`, when the spins are used up.
  @Override
  Outcome afterSpinning(LockClient client, LockHost host) {
    if (++client.delays > NUM_DELAYS) {
      return Outcome.STUCK;
    }
    if (client.delayUs == 0) {
      client.delayUs = MIN_DELAY_US;
    }
    client.sleepNs = client.delayUs * 1_000;
    client.delayUs += (long) (client.delayUs * client.backOff.nextDouble() + 0.5);
    if (client.delayUs > MAX_DELAY_US) {
      client.delayUs = MIN_DELAY_US;
    }
    return Outcome.SLEEP;
  }

  @Override
  boolean takeSpinning(LockClient client) {
    if (!take(client)) {
      return false;
    }
    finishSpinDelay(client);
    return true;
  }

  private static void finishSpinDelay(LockClient client) {
    if (client.delayUs == 0) {
      client.spinsPerDelay = Math.min(client.spinsPerDelay + 100, MAX_SPINS_PER_DELAY);
    } else {
      client.spinsPerDelay = Math.max(client.spinsPerDelay - 1, MIN_SPINS_PER_DELAY);
    }
  }

  @Override
  public void release(LockClient client, LockMode mode, LockHost host) {
    drop(client);
  }

  @Override
  public int queued() {
    return 0;
  }
}
