package dev.corelane.analysis.load;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.Timeline;

/// At which CPUs threads waited while they were ready to run.
///
/// A thread waits where it was left or woken until a recorded move takes it elsewhere; after the
/// last move, it waits for the CPU on which it then runs, whatever was said of its place before.
/// Remembers where it looked last; not for more than one Java thread.
public final class QueuePlaces {
  /// Takes a time in which a thread waited at one CPU.
  public interface Sink {
    /// @param cpu index of the CPU, -1 if it is not known
    /// @param fromNs begin
    /// @param toNs end, after the begin
    void waited(int cpu, long fromNs, long toNs);
  }

  private final Timeline timeline;
  private final MoveIndex moves;
  private final int[] lastMove;
  private long fromNs;
  private long toNs;

  /// @param timeline the recording
  public QueuePlaces(Timeline timeline) {
    this(timeline, new MoveIndex(timeline));
  }

  QueuePlaces(Timeline timeline, MoveIndex moves) {
    this.timeline = timeline;
    this.moves = moves;
    this.lastMove = new int[timeline.taskCount()];
  }

  /// @return another that tells the same, for another Java thread
  public QueuePlaces again() {
    return new QueuePlaces(timeline, moves);
  }

  /// The waits of a thread that have some time in common with an interval, cut to it, in order of
  /// time.
  ///
  /// @param task internal task id
  /// @param states its states
  /// @param at index of the state at the begin
  /// @param fromNs begin
  /// @param toNs end
  /// @param sink takes them
  public void of(int task, StateRun states, long at, long fromNs, long toNs, Sink sink) {
    this.fromNs = fromNs;
    this.toNs = toNs;
    long count = states.count();
    long i = at;
    while (i > 0 && states.kind(i).runnable() && states.kind(i - 1).runnable()) {
      i--;
    }
    while (i < count && states.startNs(i) < toNs) {
      if (!states.kind(i).runnable()) {
        i++;
        continue;
      }
      long first = i;
      while (i < count && states.kind(i).runnable()) {
        i++;
      }
      addWait(task, states, first, i, sink);
    }
  }

  private void cut(int cpu, long from, long to, Sink sink) {
    long start = Math.max(from, fromNs);
    long end = Math.min(to, toNs);
    if (start < end) {
      sink.waited(cpu, start, end);
    }
  }

  private void addWait(int task, StateRun states, long first, long next, Sink sink) {
    long count = states.count();
    long until = next < count ? states.startNs(next) : timeline.range().endNs();
    int place = states.cpu(first);
    long since = states.startNs(first);
    int move = moves.from(task, since, lastMove[task]);
    lastMove[task] = move;
    for (long k = first; k < next; k++) {
      long stateEnd = k + 1 < next ? states.startNs(k + 1) : until;
      if (k > first && states.cpu(k) >= 0) {
        cut(place, since, states.startNs(k), sink);
        place = states.cpu(k);
        since = states.startNs(k);
      }
      for (; move < moves.to(task) && moves.timeNs(move) < stateEnd; move++) {
        long at = Math.max(since, moves.timeNs(move));
        cut(place < 0 ? moves.fromCpu(move) : place, since, at, sink);
        place = moves.toCpu(move);
        since = at;
      }
    }
    boolean ran = next < count && states.kind(next) == StateKind.RUNNING;
    cut(ran && states.cpu(next) >= 0 ? states.cpu(next) : place, since, until, sink);
  }
}
