package dev.corelane.replay.scheduler;

import java.util.Arrays;

/// The group of a thread that is alone in its session (autogroup, kernel/sched/autogroup.c). On
/// every CPU the group has an entity of its own, which competes there in place of the thread: with
/// the weight of the group and not that of the thread's nice value, and with the lag that it had
/// when the thread last left that CPU.
///
/// The weight of a group is one for all CPUs together and is shared out by the load that each of
/// them told last (`calc_group_shares`). A thread that was woken on another CPU goes on weighing on
/// the one that it left, until that one looks at its blocked load again (`update_blocked_averages`:
/// when it runs out of work or balances); so long it has less weight where it is.
final class Session {
  /// A CPU tells its load at most so often, and when it has changed by a 64th
  /// (`update_tg_load_avg`; the first since 6.7).
  private static final long TELL_NS = 1_000_000;

  private static final int NOTABLE = 64;

  /// `MIN_SHARES`.
  private static final int LEAST_WEIGHT = 2;

  private final Entity thread;
  private Part[] parts = new Part[4];

  /// Share of time in which it was runnable; a new thread counts in full.
  private final LoadAverage load = new LoadAverage(1);

  private int cpu = Entity.NOWHERE;

  /// What all CPUs told (`tg->load_avg`), in units of the thread's weight.
  private long told;

  Session(Entity thread) {
    this.thread = thread;
  }

  /// The entity of the group on one CPU.
  static final class Part extends Entity {
    private final Session session;
    private final int cpu;
    private long told;
    private long toldAtNs = -TELL_NS;

    /// Whether its queue looks at it when it looks at blocked load.
    boolean listed;

    private Part(Session session, int cpu) {
      super(session.thread.params, Weights.UNIT);
      this.session = session;
      this.cpu = cpu;
    }

    @Override
    Entity thread() {
      return session.thread;
    }

    /// The thread becomes runnable here.
    ///
    /// @return the weight that the group has here from now on
    int arrives(long nowNs) {
      session.load.set(nowNs, 1);
      session.cpu = cpu;
      tell(nowNs, session.load(nowNs));
      return session.weightOn(this);
    }

    /// The thread is runnable here at a tick or when it is picked.
    ///
    /// @return as above
    int ticks(long nowNs) {
      tell(nowNs, session.load(nowNs));
      return session.weightOn(this);
    }

    void blocks(long nowNs) {
      session.load.set(nowNs, 0);
      tell(nowNs, session.load(nowNs));
    }

    /// The thread is taken to another CPU while it waits.
    void leaves(long nowNs) {
      session.cpu = Entity.NOWHERE;
      tell(nowNs, 0);
    }

    /// The CPU looks at its blocked load.
    ///
    /// @return whether the group still weighs here
    boolean looksAtBlocked(long nowNs) {
      tell(nowNs, session.cpu == cpu ? session.load(nowNs) : 0);
      return told > 0;
    }

    private void tell(long nowNs, long load) {
      if (nowNs - toldAtNs >= TELL_NS && Math.abs(load - told) > told / NOTABLE) {
        session.told += load - told;
        told = load;
        toldAtNs = nowNs;
      }
    }
  }

  /// @return the entity of the group on a CPU
  Part on(int number) {
    if (number >= parts.length) {
      parts = Arrays.copyOf(parts, Math.max(number + 1, parts.length * 2));
    }
    Part part = parts[number];
    if (part == null) {
      part = new Part(this, number);
      parts[number] = part;
    }
    return part;
  }

  private long load(long nowNs) {
    return (long) (load.at(nowNs) * thread.weight);
  }

  /// Where its thread is, the group's own part counts with the thread's full weight.
  private int weightOn(Part part) {
    long others = told - part.told;
    long weight = (long) Weights.UNIT * thread.weight / (thread.weight + others);
    return (int) Math.max(LEAST_WEIGHT, weight);
  }
}
