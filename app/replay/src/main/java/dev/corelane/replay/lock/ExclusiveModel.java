package dev.corelane.replay.lock;

import org.jspecify.annotations.Nullable;

/// A lock that one thread has at a time.
abstract class ExclusiveModel extends LockModel {
  @Nullable LockClient owner;

  ExclusiveModel(LockSpec spec) {
    super(spec);
  }

  final boolean take(LockClient client) {
    if (owner != null) {
      return false;
    }
    owner = client;
    return true;
  }

  final void drop(LockClient client) {
    if (owner != client) {
      throw new IllegalStateException(
          "Thread " + client.thread + " gives back " + spec.name() + ", which it has not");
    }
    owner = null;
  }

  @Override
  public final int holder() {
    return owner == null ? -1 : owner.thread;
  }

  @Override
  public final int holders() {
    return owner == null ? 0 : 1;
  }
}
