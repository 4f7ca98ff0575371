package dev.corelane.analysis.comparison;

/// What is measured of a subject, and in which unit.
public enum Quantity {
  /// Completed per second.
  THROUGHPUT("completed", Unit.PER_SECOND),
  /// Mean time from begin to end.
  LATENCY("mean latency", Unit.NANOSECONDS),
  /// Time from begin to end that 19 of 20 stay below.
  LATENCY_P95("latency p95", Unit.NANOSECONDS),
  /// CPU time per second: the mean number of CPUs used.
  CPU_RATE("CPUs used", Unit.THREADS),
  /// CPU time per transaction.
  CPU_PER_TRANSACTION("CPU time per transaction", Unit.NANOSECONDS),
  /// Time ready to run and waiting for a CPU, per second: the mean number of such threads.
  RUN_DELAY_RATE("threads waiting for a CPU", Unit.THREADS),
  /// Time ready to run and waiting for a CPU, per transaction.
  RUN_DELAY_PER_TRANSACTION("run delay per transaction", Unit.NANOSECONDS),
  /// Mean wait for a CPU after a wake-up.
  WAKEUP_LATENCY("mean wake-up latency", Unit.NANOSECONDS),
  /// Involuntary switches on the way back to user mode, or of unknown place, per second.
  USER_PREEMPTIONS("preempted in user mode", Unit.PER_SECOND),
  /// Involuntary switches inside the kernel per second.
  KERNEL_PREEMPTIONS("preempted inside the kernel", Unit.PER_SECOND),
  /// Involuntary switches of threads that held an LWLock, per second.
  HOLDER_PREEMPTIONS("preempted while holding an LWLock", Unit.PER_SECOND),
  /// Median length of slices that ended by an involuntary switch.
  PREEMPTED_SLICE("median slice until preempted", Unit.NANOSECONDS),
  /// Waits per second.
  WAITS("waits", Unit.PER_SECOND),
  /// Time waited per second: the mean number of waiting threads.
  WAITERS("threads waiting", Unit.THREADS),
  /// CPU time of the waiting threads per second: the mean number of CPUs on which threads spin, or
  /// are on their way into and out of sleep.
  WAITING_CPUS("CPUs burnt by waiting", Unit.THREADS),
  /// Time waited per transaction, of all threads.
  WAIT_PER_TRANSACTION("wait per transaction", Unit.NANOSECONDS),
  /// Mean length of a hold.
  HOLD("mean hold", Unit.NANOSECONDS),
  /// Mean number of backends sampled with the event.
  SESSIONS("sessions", Unit.THREADS);

  /// Units of quantities.
  public enum Unit {
    /// Per second.
    PER_SECOND,
    /// Nanoseconds.
    NANOSECONDS,
    /// A mean number of threads.
    THREADS
  }

  private final String title;
  private final Unit unit;

  Quantity(String title, Unit unit) {
    this.title = title;
    this.unit = unit;
  }

  /// @return in words
  public String title() {
    return title;
  }

  /// @return its unit
  public Unit unit() {
    return unit;
  }
}
