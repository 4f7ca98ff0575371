package dev.corelane.replay.scheduler;

import org.jspecify.annotations.Nullable;

/// A thread as the scheduler sees it. All of its state belongs to the queue that it stands in.
public class Entity {
  static final int NOWHERE = -1;

  final SchedParams params;

  int weight;

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
  private @Nullable Session session;

  /// Its share of the load of [#loads].
  private final LoadAverage load;

  private @Nullable RunQueue loads;

  /// @param params how it is scheduled
  protected Entity(SchedParams params) {
    this.params = params;
    this.weight = params.weight();
    this.load = new LoadAverage(weight);
  }

  /// @param params how the thread is scheduled that it stands for
  /// @param weight its own weight
  Entity(SchedParams params, int weight) {
    this.params = params;
    this.weight = weight;
    this.load = new LoadAverage(weight);
  }

  /// The thread that runs when this one is picked.
  Entity thread() {
    return this;
  }

  /// @param nowNs the time, ns
  /// @return its weight times the share of time in which it was runnable (`load_avg`)
  public final double load(long nowNs) {
    return load.at(nowNs);
  }

  /// It becomes runnable or goes to sleep.
  final void loads(long nowNs, double weighs) {
    load.set(nowNs, weighs);
  }

  /// It comes to a queue, and its load leaves the last one.
  final void bringsLoad(long nowNs, RunQueue to) {
    if (loads != to) {
      if (loads != null) {
        loads.loadMoves(nowNs, -load.at(nowNs));
      }
      to.loadMoves(nowNs, load.at(nowNs));
      loads = to;
    }
  }

  /// @return the group that stands in queues in its place, null if it does so itself
  final @Nullable Session session() {
    if (session == null && params.ownSession() && !realTime()) {
      session = new Session(this);
    }
    return session;
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
