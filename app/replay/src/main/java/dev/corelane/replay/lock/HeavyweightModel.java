package dev.corelane.replay.lock;

import dev.corelane.trace.model.LockMode;
import java.util.HashSet;
import java.util.Set;

/// PostgreSQL's heavyweight lock (lock.c, proc.c): eight modes with a table of conflicts; a queue
/// in which a thread stands before the first waiter that would have to wait for it anyway; the
/// releaser grants all waiters that conflict neither with a holder nor with an earlier waiter.
final class HeavyweightModel extends LockModel {
  /// Bit m set: conflicts with heavyweight mode m (`LockConflicts` of lock.c).
  private static final int[] CONFLICTS = {
    0,
    1 << 8,
    1 << 7 | 1 << 8,
    1 << 5 | 1 << 6 | 1 << 7 | 1 << 8,
    1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8,
    1 << 3 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 8,
    1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8,
    1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8,
    1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8
  };

  private final ClientList queue = new ClientList();
  private final ClientList owners = new ClientList();
  private final long deadlockTimeoutNs;
  private int[] ownedModes = new int[8];

  HeavyweightModel(LockSpec.Heavyweight spec) {
    super(spec);
    this.deadlockTimeoutNs = spec.deadlockTimeoutNs();
  }

  long deadlockTimeoutNs() {
    return deadlockTimeoutNs;
  }

  @Override
  Outcome first(LockClient client, LockHost host) {
    int mode = number(client.wanted);
    int waiting = 0;
    for (int i = 0; i < queue.size(); i++) {
      waiting |= 1 << number(queue.get(i).wanted);
    }
    if (!heldByOthers(client, mode) && (CONFLICTS[mode] & waiting) == 0) {
      grant(client);
      return Outcome.ACQUIRED;
    }
    int place = placeInQueue(client);
    if (place < queue.size() && !heldByOthers(client, mode) && !waitedForBefore(place, mode)) {
      grant(client);
      return Outcome.ACQUIRED;
    }
    queue.insert(place, client);
    return Outcome.BLOCK;
  }

  @Override
  Outcome afterSleeping(LockClient client, LockHost host) {
    return Outcome.BLOCK;
  }

  /// `ProcSleep`: before the first waiter that conflicts with what the client has already.
  private int placeInQueue(LockClient client) {
    int owned = owned(client);
    for (int i = 0; owned != 0 && i < queue.size(); i++) {
      if ((CONFLICTS[number(queue.get(i).wanted)] & owned) != 0) {
        return i;
      }
    }
    return queue.size();
  }

  private boolean waitedForBefore(int place, int mode) {
    for (int i = 0; i < place; i++) {
      if ((CONFLICTS[mode] & 1 << number(queue.get(i).wanted)) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean heldByOthers(LockClient client, int mode) {
    for (int i = 0; i < owners.size(); i++) {
      if (owners.get(i) != client && (CONFLICTS[mode] & ownedModes[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  private int owned(LockClient client) {
    for (int i = 0; i < owners.size(); i++) {
      if (owners.get(i) == client) {
        return ownedModes[i];
      }
    }
    return 0;
  }

  private void grant(LockClient client) {
    int bit = 1 << number(client.wanted);
    for (int i = 0; i < owners.size(); i++) {
      if (owners.get(i) == client) {
        ownedModes[i] |= bit;
        return;
      }
    }
    owners.add(client);
    if (owners.size() > ownedModes.length) {
      ownedModes = java.util.Arrays.copyOf(ownedModes, owners.size() * 2);
    }
    ownedModes[owners.size() - 1] = bit;
  }

  @Override
  public void release(LockClient client, LockMode mode, LockHost host) {
    for (int i = 0; i < owners.size(); i++) {
      if (owners.get(i) == client) {
        ownedModes[i] &= ~(1 << number(mode));
        if (ownedModes[i] == 0) {
          owners.removeAt(i);
          System.arraycopy(ownedModes, i + 1, ownedModes, i, owners.size() - i);
        }
        break;
      }
    }
    wakeUp(host);
  }

  /// `ProcLockWakeup`.
  private void wakeUp(LockHost host) {
    int ahead = 0;
    int place = 0;
    while (place < queue.size()) {
      LockClient client = queue.get(place);
      int mode = number(client.wanted);
      if ((CONFLICTS[mode] & ahead) == 0 && !heldByOthers(client, mode)) {
        queue.removeAt(place);
        grant(client);
        client.granted = true;
        host.wake(client);
      } else {
        ahead |= 1 << mode;
        place++;
      }
    }
  }

  /// @return whether the client waits for itself, through holders and earlier waiters
  boolean deadlocked(LockClient client) {
    return reaches(client, client, new HashSet<>());
  }

  private static boolean reaches(LockClient from, LockClient target, Set<LockClient> seen) {
    if (!(from.waitsFor instanceof HeavyweightModel lock) || !seen.add(from)) {
      return false;
    }
    int mode = number(from.wanted);
    for (int i = 0; i < lock.owners.size(); i++) {
      LockClient owner = lock.owners.get(i);
      if (owner != from
          && (CONFLICTS[mode] & lock.ownedModes[i]) != 0
          && (owner == target || reaches(owner, target, seen))) {
        return true;
      }
    }
    for (int i = 0; i < lock.queue.size() && lock.queue.get(i) != from; i++) {
      LockClient earlier = lock.queue.get(i);
      if ((CONFLICTS[mode] & 1 << number(earlier.wanted)) != 0
          && (earlier == target || reaches(earlier, target, seen))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void giveUp(LockClient client, LockHost host) {
    super.giveUp(client, host);
    queue.remove(client);
    wakeUp(host);
  }

  private static int number(LockMode mode) {
    return switch (mode) {
      case ACCESS_SHARE -> 1;
      case ROW_SHARE -> 2;
      case ROW_EXCLUSIVE -> 3;
      case SHARE_UPDATE_EXCLUSIVE -> 4;
      case SHARE, SHARED -> 5;
      case SHARE_ROW_EXCLUSIVE -> 6;
      case HEAVY_EXCLUSIVE, EXCLUSIVE -> 7;
      case ACCESS_EXCLUSIVE -> 8;
      case UNKNOWN, WAIT_UNTIL_FREE ->
          throw new IllegalArgumentException("A heavyweight lock has no mode " + mode);
    };
  }

  @Override
  public int holder() {
    return owners.isEmpty() ? -1 : owners.get(0).thread;
  }

  @Override
  public int holders() {
    return owners.size();
  }

  @Override
  public int queued() {
    return queue.size();
  }
}
