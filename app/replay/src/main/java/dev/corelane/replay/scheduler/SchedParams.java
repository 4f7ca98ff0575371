package dev.corelane.replay.scheduler;

/// How a thread is scheduled.
///
/// @param policy its policy
/// @param nice -20 to 19; for policies of the fair class
/// @param priority 1 to 99, more is better; for the real-time policies, else 0
/// @param sliceNs own slice by `sched_setattr` (6.12), 0.1 to 100 ms; 0: the system's
/// @param ownSession whether it is the only thread of its session (`setsid`): on kernels with
///   autogroups its nice value then says nothing to any other thread
public record SchedParams(Policy policy, int nice, int priority, long sliceNs, boolean ownSession) {
  private static final long MIN_SLICE_NS = 100_000;
  private static final long MAX_SLICE_NS = 100_000_000;

  /// Nice 0 of the fair class.
  public static final SchedParams NORMAL = nice(0);

  /// One of a session of several threads.
  ///
  /// @param policy its policy
  /// @param nice -20 to 19; for policies of the fair class
  /// @param priority 1 to 99, more is better; for the real-time policies, else 0
  /// @param sliceNs own slice, 0: the system's
  public SchedParams(Policy policy, int nice, int priority, long sliceNs) {
    this(policy, nice, priority, sliceNs, false);
  }

  /// Checks the ranges.
  public SchedParams {
    if (nice < -20 || nice > 19) {
      throw new IllegalArgumentException("Nice is -20 to 19, not " + nice);
    }
    if (policy.realTime() ? priority < 1 || priority > 99 : priority != 0) {
      throw new IllegalArgumentException(
          "A real-time priority is 1 to 99, and 0 for other policies, not " + priority);
    }
    if (sliceNs != 0 && (sliceNs < MIN_SLICE_NS || sliceNs > MAX_SLICE_NS)) {
      throw new IllegalArgumentException("A slice is 0.1 to 100 ms, not " + sliceNs + " ns");
    }
  }

  /// @param nice -20 to 19
  /// @return `SCHED_NORMAL` with it
  public static SchedParams nice(int nice) {
    return new SchedParams(Policy.NORMAL, nice, 0, 0);
  }

  /// @param priority 1 to 99
  /// @return `SCHED_FIFO` with it
  public static SchedParams fifo(int priority) {
    return new SchedParams(Policy.FIFO, 0, priority, 0);
  }

  /// @param ns 0.1 to 100 ms
  /// @return the same with an own slice
  public SchedParams withSliceNs(long ns) {
    return new SchedParams(policy, nice, priority, ns, ownSession);
  }

  /// @return the same, alone in its session
  public SchedParams inOwnSession() {
    return new SchedParams(policy, nice, priority, sliceNs, true);
  }

  /// @return the weight in the fair class, 1024 at nice 0
  int weight() {
    return policy == Policy.IDLE ? Weights.IDLE : Weights.ofNice(nice);
  }

  /// @return the kernel's priority number as traces show it: 120 + nice, or 99 - real-time priority
  public int kernelPriority() {
    return policy.realTime() ? 99 - priority : 120 + nice;
  }
}
