package dev.corelane.replay.extract;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.SliceEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what a thread did, with times, and writes it down in order with the work in between.
final class ProgramWriter {
  private static final int RELEASED = 0;
  private static final int WOKE = 1;
  private static final int SPAN_ENDED = 2;
  private static final int SPAN_BEGAN = 3;
  private static final int ACQUIRED = 4;
  private static final int RELEASED_AT_ONCE = 5;
  private static final int HIT = 6;
  private static final int LEFT_THE_CPU = 7;
  private static final int EXITED = 8;

  /// Of things at one nanosecond: what ends comes before what begins, then the probes that tell of
  /// it, leaving the CPU last.
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::timeNs).thenComparingInt(Event::rank);

  private final List<Event> events = new ArrayList<>();
  private final long startNs;

  /// @param startNs begin of the recording
  ProgramWriter(long startNs) {
    this.startNs = startNs;
  }

  void hold(LockHold hold) {
    Action how = shared(hold.mode()) ? Action.ACQUIRE_SHARED : Action.ACQUIRE_EXCLUSIVE;
    add(hold.startNs(), ACQUIRED, how, 0, hold.lock());
    if (hold.endSeen()) {
      int rank = hold.endNs() == hold.startNs() ? RELEASED_AT_ONCE : RELEASED;
      add(hold.endNs(), rank, Action.RELEASE, 0, hold.lock());
    }
  }

  /// A wait that ended without the lock: `LWLockAcquireOrWait` waits until the lock is free and
  /// goes on without it. Taking it with others and giving it back at once waits as long.
  void wait(LockWait wait) {
    if (wait.mode() == LockMode.WAIT_UNTIL_FREE || !wait.acquired()) {
      add(wait.endNs(), ACQUIRED, Action.ACQUIRE_SHARED, 0, wait.lock());
      add(wait.endNs(), RELEASED_AT_ONCE, Action.RELEASE, 0, wait.lock());
    }
  }

  void block(Block block, Arrivals arrivals) {
    if (block.waker() >= 0 || !block.woken()) {
      add(block.startNs(), LEFT_THE_CPU, Action.BLOCK, 0, block.waker());
    } else if (arrivals == Arrivals.OPEN || block.startNs() == startNs) {
      add(block.startNs(), LEFT_THE_CPU, Action.SLEEP_UNTIL, block.endNs() - startNs, -1);
    } else {
      add(
          block.startNs(),
          LEFT_THE_CPU,
          Action.SLEEP,
          block.endNs() - block.startNs(),
          block.fromCpu());
    }
  }

  void wake(long timeNs, int wakee) {
    add(timeNs, WOKE, Action.WAKE, 0, wakee);
  }

  void sliceEnd(long timeNs, SliceEnd end) {
    if (end == SliceEnd.YIELDED) {
      add(timeNs, LEFT_THE_CPU, Action.YIELD, 0, -1);
    } else if (end == SliceEnd.EXITED) {
      add(timeNs, EXITED, Action.EXIT, 0, -1);
    }
  }

  /// A probe told of something that the thread had just done.
  void hit(long timeNs) {
    add(timeNs, HIT, Action.HIT, 0, -1);
  }

  void span(long fromNs, long toNs, int row) {
    add(fromNs, SPAN_BEGAN, Action.SPAN_BEGIN, 0, row);
    add(toNs, SPAN_ENDED, Action.SPAN_END, 0, row);
  }

  /// Tells the stretches of work between the hits.
  ///
  /// @param work of the thread, from its begin
  /// @param handlers told of them
  void stretches(WorkTime work, HandlerTime handlers) {
    events.sort(ORDER);
    long done = 0;
    int before = 0;
    for (int at = 0, next; at < events.size(); at = next) {
      next = afterSameTime(at);
      int hits = hits(at, next);
      long until = work.until(events.get(at).timeNs);
      handlers.stretch(until - done, before + hits);
      before = hits == 0 && until == done ? before : hits;
      done = until;
    }
  }

  /// @param work of the thread, from its begin
  /// @param halfNs the most that half a hit takes
  ThreadProgram write(int task, WorkTime work, long halfNs) {
    events.sort(ORDER);
    var program = new ThreadProgram.Builder(task);
    var held = new LinkedHashSet<Integer>();
    long done = 0;
    int hitsBefore = 0;
    for (int at = 0, next; at < events.size(); at = next) {
      next = afterSameTime(at);
      int hits = hits(at, next);
      long until = work.until(events.get(at).timeNs);
      long since = until - done;
      // What an event tells of had been done before the handler that writes it began. Between two
      // hits there is no more time for handlers than there is.
      long handlers = Math.min((hitsBefore + hits) * halfNs, since);
      long after = handlers == 0 ? 0 : handlers * hitsBefore / (hitsBefore + hits);
      long before = handlers - after;
      program.addToHits(after);
      program.run(since - handlers);
      for (Event event : events.subList(at, next)) {
        if (consistent(event, held)) {
          boolean hit = event.action == Action.HIT;
          program.add(event.action, hit ? before / hits : event.amountNs, event.target);
        }
      }
      hitsBefore = hits == 0 && since == 0 ? hitsBefore : hits;
      done = until;
    }
    program.run(work.until(Long.MAX_VALUE) - done);
    for (int lock : held) {
      program.add(Action.RELEASE, 0, lock);
    }
    return program.build();
  }

  private int afterSameTime(int at) {
    int next = at + 1;
    while (next < events.size() && events.get(next).timeNs == events.get(at).timeNs) {
      next++;
    }
    return next;
  }

  private int hits(int from, int to) {
    int hits = 0;
    for (int i = from; i < to; i++) {
      hits += events.get(i).action == Action.HIT ? 1 : 0;
    }
    return hits;
  }

  /// A thread takes a lock that it does not have and gives back what it has; where lost events say
  /// otherwise, the first acquisition and the first release count.
  private static boolean consistent(Event event, Set<Integer> held) {
    return switch (event.action) {
      case ACQUIRE_EXCLUSIVE, ACQUIRE_SHARED -> held.add(event.target);
      case RELEASE -> held.remove(event.target);
      default -> true;
    };
  }

  private static boolean shared(LockMode mode) {
    return mode == LockMode.SHARED || mode == LockMode.WAIT_UNTIL_FREE;
  }

  private void add(long timeNs, int rank, Action action, long amountNs, int target) {
    events.add(new Event(timeNs, rank, action, amountNs, target));
  }

  private record Event(long timeNs, int rank, Action action, long amountNs, int target) {}
}
