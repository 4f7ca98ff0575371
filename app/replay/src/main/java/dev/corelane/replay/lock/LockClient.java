package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A thread as locks see it: what it waits for, and what its process remembers of spinning.
public final class LockClient {
  /// Spins without end.
  public static final long FOREVER = Long.MAX_VALUE;

  static final int NOWHERE = -1;

  final int thread;
  final SplittableRandom backOff;

  LockMode wanted = LockMode.EXCLUSIVE;
  @Nullable LockModel waitsFor;
  boolean granted;
  boolean woken;
  boolean owesWakeUp;
  long spinNs;
  long sleepNs;
  int spinningAt = NOWHERE;
  int spinsPerDelay = PgSpinlockModel.DEFAULT_SPINS_PER_DELAY;
  int delays;
  long delayUs;

  /// @param thread its number
  /// @param backOff the stream that its back-off is drawn from
  public LockClient(int thread, SplittableRandom backOff) {
    this.thread = thread;
    this.backOff = backOff;
  }

  /// @return number of the thread
  public int thread() {
    return thread;
  }

  /// @return how long it spins, ns, or [#FOREVER]
  public long spinNs() {
    return spinNs;
  }

  /// @return how long it sleeps, ns
  public long sleepNs() {
    return sleepNs;
  }

  /// @return PostgreSQL's `spins_per_delay` of this process, 10 to 1000
  public int spinsPerDelay() {
    return spinsPerDelay;
  }
}
