package dev.corelane.replay.engine;

/// One thing that can be due at one time: the tick of a CPU, the end of the work that a thread
/// does, a timeout. A timer is made once and armed as often as needed; it stands in an [EventQueue]
/// at most once.
public final class Timer {
  static final int NOT_ARMED = -1;

  final int priority;
  final Action action;
  long dueNs;
  long sequence;
  int place = NOT_ARMED;

  /// @param priority of two timers due at the same nanosecond the one of the lower number fires
  ///   first; of equal ones the one that was armed first
  /// @param action what happens then
  public Timer(int priority, Action action) {
    this.priority = priority;
    this.action = action;
  }

  /// @return whether it stands in a queue
  public boolean armed() {
    return place != NOT_ARMED;
  }

  /// @return when it is due, ns of simulated time; of a timer that is not armed, when it was last
  public long dueNs() {
    return dueNs;
  }

  boolean before(Timer other) {
    if (dueNs != other.dueNs) {
      return dueNs < other.dueNs;
    }
    if (priority != other.priority) {
      return priority < other.priority;
    }
    return sequence < other.sequence;
  }

  /// What happens when a timer is due.
  @FunctionalInterface
  public interface Action {
    /// Called once per arming, after the timer has left the queue: it may arm itself again.
    ///
    /// @param nowNs the simulated time, equal to what the timer was armed for
    void due(long nowNs);
  }
}
