package dev.corelane.replay.extract;

/// What a hit of one of the recorder's probes (uprobes, USDT) costs besides its share of the CPU
/// time. The handler takes a mutex of the CPU it runs on (`prepare_uprobe_buffer`,
/// kernel/trace/trace_uprobe.c) and writes its event while it has it. Where waits for kernel locks
/// are recorded too, the slow path of that mutex writes two events more, with preemption off
/// (`__mutex_lock_common`, kernel/locking/mutex.c): then a tick that comes meanwhile takes the CPU
/// from a thread that has just got the mutex.
///
/// @param beforeNs from taking the mutex to the time of the event, at least 0
/// @param afterNs from the time of the event to giving the mutex back, at least 0
/// @param contendedNs the slow path, taken when the mutex has an owner or waiters, at least 0
public record ProbeCost(long beforeNs, long afterNs, long contendedNs) {
  /// In units of the shortest time between two hits of a thread, which is little more than what a
  /// hit takes: medians of the time from the end of a contended wait to the event, from the event
  /// to waking the next, and from begin to end of waits that did not block, in
  /// spinlock-7.2-lazy-full (4.4, 5.1 and 21.4 us; a hit 7.1 us). The latter two contain the begin
  /// of the next event.
  private static final double BEFORE = 0.6;

  private static final double AFTER = 0.6;
  private static final double CONTENDED = 3;

  /// @param hitNs the shortest time between two hits of a thread, ns
  /// @param contentionRecorded whether waits for kernel locks were recorded
  /// @return what that comes to
  static ProbeCost of(double hitNs, boolean contentionRecorded) {
    return new ProbeCost(
        (long) (BEFORE * hitNs),
        (long) (AFTER * hitNs),
        contentionRecorded ? (long) (CONTENDED * hitNs) : 0);
  }

  /// @return how long a hit keeps the mutex, ns
  public long holdNs() {
    return beforeNs + afterNs;
  }
}
