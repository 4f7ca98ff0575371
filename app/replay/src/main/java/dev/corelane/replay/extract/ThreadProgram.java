package dev.corelane.replay.extract;

import java.util.Arrays;

/// What one recorded thread does, action by action, in columns: a recording has millions of them.
public final class ThreadProgram {
  private final int task;
  private final byte[] actions;
  private final long[] amounts;
  private final int[] targets;
  private final long cpuNs;

  private ThreadProgram(Builder builder) {
    this.task = builder.task;
    this.actions = Arrays.copyOf(builder.actions, builder.size);
    this.amounts = Arrays.copyOf(builder.amounts, builder.size);
    this.targets = Arrays.copyOf(builder.targets, builder.size);
    long sum = 0;
    for (int i = 0; i < actions.length; i++) {
      if (actions[i] == Action.RUN.ordinal() || actions[i] == Action.HIT.ordinal()) {
        sum += amounts[i];
      }
    }
    this.cpuNs = sum;
  }

  /// @return id of the task in the recording
  public int task() {
    return task;
  }

  /// @return number of actions
  public int size() {
    return actions.length;
  }

  /// @param index 0 to size - 1
  /// @return what it does
  public Action action(int index) {
    return Action.of(actions[index]);
  }

  /// @param index 0 to size - 1
  /// @return ns of [Action#RUN], [Action#HIT], [Action#SLEEP] and [Action#SLEEP_UNTIL], else 0
  public long amountNs(int index) {
    return amounts[index];
  }

  /// @param index 0 to size - 1
  /// @return the lock of an acquisition or release, the task of a wake-up, the task that ended a
  ///   block, the CPU from which a sleeper is woken, the row of a span; else -1
  public int target(int index) {
    return targets[index];
  }

  /// @return the sum of its runs and hits, ns: recorded CPU time less the time spun for locks that
  ///   a replay makes anew
  public long cpuNs() {
    return cpuNs;
  }

  /// Puts actions one after the other.
  static final class Builder {
    private final int task;
    private byte[] actions = new byte[16];
    private long[] amounts = new long[16];
    private int[] targets = new int[16];
    private int size;

    Builder(int task) {
      this.task = task;
    }

    /// Adds CPU time; two runs in a row are one.
    void run(long ns) {
      if (ns <= 0) {
        return;
      }
      if (size > 0 && actions[size - 1] == Action.RUN.ordinal()) {
        amounts[size - 1] += ns;
      } else {
        add(Action.RUN, ns, -1);
      }
    }

    /// Makes the last hit longer.
    void addToHits(long ns) {
      for (int i = size - 1; ns > 0 && i >= 0; i--) {
        if (actions[i] == Action.HIT.ordinal()) {
          amounts[i] += ns;
          return;
        }
      }
    }

    void add(Action action, long amountNs, int target) {
      if (size == actions.length) {
        actions = Arrays.copyOf(actions, size * 2);
        amounts = Arrays.copyOf(amounts, size * 2);
        targets = Arrays.copyOf(targets, size * 2);
      }
      actions[size] = (byte) action.ordinal();
      amounts[size] = amountNs;
      targets[size] = target;
      size++;
    }

    ThreadProgram build() {
      return new ThreadProgram(this);
    }
  }
}
