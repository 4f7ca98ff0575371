package dev.corelane.replay.userspace;

import dev.corelane.replay.engine.EventQueue;
import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.engine.Timer;
import java.util.SplittableRandom;

/// One worker: a main context for long queries, a second one for urgent transactions, and the queue
/// that the admission thread fills.
///
/// Interrupts are on only while a query runs. One that is sent while another is on its way or held
/// back is the same interrupt (the hardware has one bit). One that was held back while the second
/// context ran is delivered in the middle of the swap back and dropped there; one that was held
/// back between queries is delivered when the next query begins.
final class Worker {
  private enum Phase {
    QUERY,
    SWITCHING_THERE,
    URGENT_INSIDE,
    SWITCHING_BACK,
    URGENT_BETWEEN
  }

  private final int number;
  private final Policy policy;
  private final UserspaceWorkload workload;
  private final UserspaceCosts costs;
  private final EventQueue queue;
  private final Tally tally;
  private final Runnable slotFreed;
  private final SplittableRandom deliveries;
  private final SplittableRandom switches;
  private final SplittableRandom choices;

  private final StampQueue urgent;
  private final Timer step = new Timer(1, this::step);
  private final Timer check = new Timer(1, this::check);
  private final Timer interrupt = new Timer(0, this::arrived);
  private final long queryNs;

  private Phase phase = Phase.URGENT_BETWEEN;
  private boolean held;
  private long activeSinceNs;
  private long queryStartNs;
  private boolean queryWhole;
  private long ranNs;
  private long resumedNs;
  private long boundStartNs;
  private long preemptedNs;
  private long urgentStartNs;

  Worker(
      int number,
      Policy policy,
      UserspaceWorkload workload,
      UserspaceCosts costs,
      Streams streams,
      EventQueue queue,
      Tally tally,
      Runnable slotFreed) {
    this.number = number;
    this.policy = policy;
    this.workload = workload;
    this.costs = costs;
    this.queue = queue;
    this.tally = tally;
    this.slotFreed = slotFreed;
    deliveries = streams.stream(Purpose.DELIVERY, number);
    switches = streams.stream(Purpose.COST, number);
    choices = streams.stream(Purpose.CHOICE, number);
    urgent = new StampQueue(workload.queueLimit());
    queryNs = workload.lowNs() + yields(workload.lowNs()) * yieldNs();
  }

  /// Begins somewhere within a query.
  void begin(SplittableRandom where) {
    activeSinceNs = queue.nowNs();
    boundStartNs = queue.nowNs();
    queryStartNs = queue.nowNs();
    ranNs = (long) (where.nextDouble() * queryNs);
    resume(queue.nowNs());
  }

  StampQueue urgent() {
    return urgent;
  }

  /// Whether the running query has given away more of its time than it may.
  boolean starved() {
    long elapsed = queue.nowNs() - boundStartNs;
    return policy.bounded()
        && elapsed > 0
        && 100.0 * preemptedNs / elapsed > workload.maxPreemptedPercent();
  }

  /// The admission thread has put something into the queue.
  void filled() {
    if (policy == Policy.COOPERATIVE && phase == Phase.QUERY && !check.armed()) {
      armCheck();
    }
  }

  /// The admission thread has sent a user interrupt.
  void send() {
    tally.sends++;
    if (held || interrupt.armed()) {
      tally.coalesced++;
    } else {
      queue.arm(interrupt, queue.nowNs() + costs.delivery().draw(deliveries));
    }
  }

  /// Books what it does at the end of the run.
  void end(long nowNs) {
    book(nowNs);
    if (phase != Phase.URGENT_BETWEEN) {
      tally.observer.low(number, queryStartNs, nowNs, false);
    }
  }

  private void arrived(long nowNs) {
    if (phase != Phase.QUERY) {
      held = true;
      return;
    }
    if (workload.lockedShare() > 0 && choices.nextDouble() < workload.lockedShare()) {
      tally.dropped++;
      return;
    }
    interrupted(nowNs);
  }

  private void interrupted(long nowNs) {
    tally.handled++;
    pause(nowNs);
    enter(Phase.SWITCHING_THERE, nowNs);
    queue.arm(step, nowNs + costs.contextSwitch().draw(switches));
  }

  private void step(long nowNs) {
    switch (phase) {
      case QUERY -> queryEnded(nowNs);
      case SWITCHING_THERE -> urgentOrBack(nowNs);
      case URGENT_INSIDE -> {
        urgentEnded(nowNs);
        urgentOrBack(nowNs);
      }
      case SWITCHING_BACK -> {
        if (held) {
          held = false;
          tally.quickExits++;
        }
        resume(nowNs);
      }
      case URGENT_BETWEEN -> {
        urgentEnded(nowNs);
        urgentOrQuery(nowNs);
      }
    }
  }

  private void urgentOrBack(long nowNs) {
    if (!urgent.empty() && !starved()) {
      startUrgent(Phase.URGENT_INSIDE, nowNs);
      return;
    }
    enter(Phase.SWITCHING_BACK, nowNs);
    // The way back from a yield is part of the query's time, whether or not the yield found
    // anything.
    long cost = policy == Policy.COOPERATIVE ? 0 : costs.contextSwitch().draw(switches);
    queue.arm(step, nowNs + cost);
  }

  private void urgentOrQuery(long nowNs) {
    if (!urgent.empty() && !starved()) {
      startUrgent(Phase.URGENT_BETWEEN, nowNs);
      return;
    }
    queryStartNs = nowNs;
    queryWhole = true;
    boundStartNs = nowNs;
    preemptedNs = 0;
    ranNs = 0;
    resume(nowNs);
    if (held) {
      held = false;
      interrupted(nowNs);
    }
  }

  private void startUrgent(Phase where, long nowNs) {
    enter(where, nowNs);
    urgentStartNs = nowNs;
    queue.arm(step, nowNs + workload.highNs());
  }

  private void urgentEnded(long nowNs) {
    preemptedNs += nowNs - urgentStartNs;
    tally.high(number, urgent.head(), urgentStartNs, nowNs);
    urgent.pop();
    slotFreed.run();
  }

  private void queryEnded(long nowNs) {
    pause(nowNs);
    tally.low(number, queryStartNs, nowNs, queryWhole);
    boundStartNs = nowNs;
    preemptedNs = 0;
    enter(Phase.URGENT_BETWEEN, nowNs);
    urgentOrQuery(nowNs);
  }

  private void resume(long nowNs) {
    enter(Phase.QUERY, nowNs);
    resumedNs = nowNs;
    queue.arm(step, nowNs + queryNs - ranNs);
    if (policy == Policy.COOPERATIVE && !urgent.empty()) {
      armCheck();
    }
  }

  private void pause(long nowNs) {
    ranNs += nowNs - resumedNs;
    queue.disarm(step);
    queue.disarm(check);
  }

  /// The next yield at which the queue is looked at: half of its cost lies before the look.
  private void armCheck() {
    long ran = ranNs + queue.nowNs() - resumedNs;
    long cycle = workload.yieldIntervalNs() + yieldNs();
    long first = workload.yieldIntervalNs() + yieldNs() / 2;
    long n = ran < first ? 0 : (ran - first) / cycle + 1;
    long at = first + n * cycle;
    if (n < yields(workload.lowNs()) && at < queryNs) {
      queue.arm(check, resumedNs + at - ranNs);
    }
  }

  private void check(long nowNs) {
    if (urgent.empty()) {
      return;
    }
    if (starved()) {
      armCheck();
      return;
    }
    pause(nowNs);
    startUrgent(Phase.URGENT_INSIDE, nowNs);
  }

  private long yieldNs() {
    return policy == Policy.COOPERATIVE ? costs.yieldNs() : 0;
  }

  private long yields(long workNs) {
    return policy == Policy.COOPERATIVE ? workNs / workload.yieldIntervalNs() : 0;
  }

  private void enter(Phase next, long nowNs) {
    book(nowNs);
    phase = next;
  }

  private void book(long nowNs) {
    WorkerActivity activity =
        switch (phase) {
          case QUERY -> WorkerActivity.LOW;
          case SWITCHING_THERE, SWITCHING_BACK -> WorkerActivity.SWITCHING;
          case URGENT_INSIDE, URGENT_BETWEEN -> WorkerActivity.HIGH;
        };
    tally.spent(activity, nowNs - activeSinceNs);
    activeSinceNs = nowNs;
  }
}
