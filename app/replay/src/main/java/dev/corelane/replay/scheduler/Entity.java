package dev.corelane.replay.scheduler;

import org.jspecify.annotations.Nullable;

/// A thread as the scheduler sees it. All of its state belongs to the queue that it stands in.
public class Entity {
  static final int NOWHERE = -1;

  final SchedParams params;
  final int weight;

  long sliceNs;
  long vruntime;
  long deadline;

  /// Lag when it was dequeued: how much service it was owed.
  long lag;

  /// Virtual time to which it is protected while it runs.
  long protectedTo;

  boolean relativeDeadline;

  /// Asleep, but queued until it has paid what it owes.
  boolean delayed;

  boolean queued;
  long enqueuedAs;
  int place = NOWHERE;

  /// Execution time since it was picked (CFS), or what is left of its turn (round robin).
  long ranNs;

  long turnLeftNs;
  @Nullable RunQueue queue;

  /// @param params how it is scheduled
  protected Entity(SchedParams params) {
    this.params = params;
    this.weight = params.weight();
  }

  /// @return how it is scheduled
  public final SchedParams params() {
    return params;
  }

  /// @return whether it stands in a queue although it sleeps
  public final boolean delayed() {
    return delayed;
  }

  /// @return its virtual runtime, ns
  public final long vruntime() {
    return vruntime;
  }

  /// @return its virtual deadline, ns
  public final long deadline() {
    return deadline;
  }

  final boolean realTime() {
    return params.policy().realTime();
  }
}
