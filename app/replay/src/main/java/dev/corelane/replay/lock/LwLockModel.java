package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;
import org.jspecify.annotations.Nullable;

/// `LWLock` (PostgreSQL, lwlock.c of 15 to 18). A thread that does not get the lock queues itself
/// at the tail and sleeps; the releaser wakes either the exclusive waiter at the head or all shared
/// ones, and nobody again until a woken one has run (`LW_FLAG_RELEASE_OK`). The lock is free
/// meanwhile: who runs may take it, and a woken thread that finds it taken queues itself again at
/// the tail.
final class LwLockModel extends LockModel {
  private final ClientList queue = new ClientList();
  private @Nullable LockClient exclusive;
  private @Nullable LockClient lastShared;
  private int shared;
  private boolean releaseOk = true;

  LwLockModel(LockSpec.LwLock spec) {
    super(spec);
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    return attempt(client) ? Outcome.ACQUIRED : sleep(client);
  }

  @Override
  Outcome afterSleeping(LockClient client, LockHost host) {
    releaseOk = true;
    return attempt(client) ? Outcome.ACQUIRED : sleep(client);
  }

  private Outcome sleep(LockClient client) {
    queue.add(client);
    return Outcome.BLOCK;
  }

  /// `LWLockAttemptLock`. Waiting until it is free does not take it.
  private boolean attempt(LockClient client) {
    return switch (client.wanted) {
      case SHARED -> {
        if (exclusive != null) {
          yield false;
        }
        shared++;
        lastShared = client;
        yield true;
      }
      case WAIT_UNTIL_FREE ->
          throw new IllegalArgumentException(spec.name() + " can be waited for by taking it only");
      default -> {
        if (exclusive != null || shared > 0) {
          yield false;
        }
        exclusive = client;
        yield true;
      }
    };
  }

  @Override
  public void release(LockClient client, LockMode mode, LockHost host) {
    free(client, mode, host);
    wakeWaiters(client, host);
  }

  /// Whether somebody is to be woken is found out here, in the same atomic operation.
  @Override
  public void free(LockClient client, LockMode mode, LockHost host) {
    if (mode == LockMode.SHARED) {
      shared--;
    } else {
      exclusive = null;
    }
    client.owesWakeUp = releaseOk && !queue.isEmpty() && exclusive == null && shared == 0;
  }

  @Override
  public void wakeWaiters(LockClient client, LockHost host) {
    if (client.owesWakeUp) {
      client.owesWakeUp = false;
      wakeUp(host);
    }
  }

  /// `LWLockWakeup`.
  private void wakeUp(LockHost host) {
    boolean wokeSomebody = false;
    int place = 0;
    while (place < queue.size()) {
      LockClient client = queue.get(place);
      boolean wantsAlone = client.wanted != LockMode.SHARED;
      if (wokeSomebody && wantsAlone) {
        place++;
        continue;
      }
      queue.removeAt(place);
      wokeSomebody = true;
      releaseOk = false;
      host.wake(client);
      if (wantsAlone) {
        break;
      }
    }
  }

  @Override
  public int holder() {
    if (exclusive != null) {
      return exclusive.thread;
    }
    return shared > 0 && lastShared != null ? lastShared.thread : -1;
  }

  @Override
  public int holders() {
    return exclusive != null ? 1 : shared;
  }

  @Override
  public int queued() {
    return queue.size();
  }
}
