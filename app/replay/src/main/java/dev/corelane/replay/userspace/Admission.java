package dev.corelane.replay.userspace;

import dev.corelane.replay.engine.EventQueue;
import dev.corelane.replay.engine.Timer;
import java.util.List;

/// The admission thread: makes a burst of urgent transactions, then hands all of it out, round
/// robin from worker 0, before it makes the next. It spins: a place that becomes free is taken at
/// once, and while something is left it sends a user interrupt to every worker it comes by, whether
/// it had something for that worker or not.
final class Admission {
  /// From one round over all workers to the next while something is left; assumed.
  static final long ROUND_NS = 2_000;

  private final Policy policy;
  private final UserspaceWorkload workload;
  private final EventQueue queue;
  private final Tally tally;
  private final Timer generate = new Timer(2, this::generate);
  private final Timer round = new Timer(2, now -> round());
  private final Integral inSystem;
  private List<Worker> workers = List.of();
  private long stampNs;
  private int left;
  private long nextNs;
  private int cursor;

  Admission(
      Policy policy, UserspaceWorkload workload, EventQueue queue, Tally tally, Integral inSystem) {
    this.policy = policy;
    this.workload = workload;
    this.queue = queue;
    this.tally = tally;
    this.inSystem = inSystem;
  }

  void begin(List<Worker> all) {
    workers = all;
    nextNs = queue.nowNs() + workload.intervalNs();
    queue.arm(generate, nextNs);
  }

  /// A worker has taken a transaction out of its queue.
  void slotFreed() {
    inSystem.change(queue.nowNs(), -1);
    if (left > 0 && !round.armed()) {
      queue.arm(round, queue.nowNs());
    }
  }

  private void generate(long nowNs) {
    stampNs = nowNs;
    nextNs = nowNs + workload.intervalNs();
    left = workload.burst();
    cursor = 0;
    tally.generated += left;
    inSystem.change(nowNs, left);
    round();
  }

  private void round() {
    boolean starved = false;
    for (int visit = 0; visit < workers.size() && left > 0; visit++) {
      Worker worker = workers.get(cursor);
      cursor = (cursor + 1) % workers.size();
      if (worker.starved()) {
        starved = true;
        continue;
      }
      fill(worker);
      if (policy == Policy.USER_INTERRUPT) {
        worker.send();
      }
    }
    if (left == 0) {
      queue.disarm(round);
      queue.arm(generate, Math.max(nextNs, queue.nowNs()));
    } else if (starved || policy == Policy.USER_INTERRUPT) {
      queue.arm(round, queue.nowNs() + ROUND_NS);
    }
  }

  private void fill(Worker worker) {
    boolean pushed = false;
    while (left > 0 && !worker.urgent().full()) {
      worker.urgent().push(stampNs);
      left--;
      pushed = true;
    }
    if (pushed) {
      worker.filled();
    }
  }
}
