package dev.corelane.replay.extract;

/// What a hit of one of the recorder's probes (uprobes, USDT) costs besides its share of the CPU
/// time. The handler takes a mutex of the CPU it runs on (`prepare_uprobe_buffer`,
/// kernel/trace/trace_uprobe.c) and writes its event while it has it. Where waits for kernel locks
/// are recorded too, the slow path of that mutex writes two events more, with preemption off
/// (`__mutex_lock_common`, kernel/locking/mutex.c): then a tick that comes meanwhile takes the CPU
/// from a thread that has just got the mutex.
///
/// @param holdNs how long a hit keeps the mutex on average, at least 0
/// @param contendedNs the slow path, taken when the mutex has an owner or waiters, on average, at
///   least 0
public record ProbeCost(long holdNs, long contendedNs) {
  /// The part of a hit in which it has the mutex. In spinlock-7.2-lazy-full a hit takes 7.1 us; a
  /// thread that lost the CPU with the mutex and has it again is at its event within 1 us or wakes
  /// the next waiter 6.2 us after the switch, of which the switch's own event takes 1 to 2 us.
  private static final double HELD = 0.7;

  /// The slow path in units of a hit: the median of waits that did not block is 21.4 us there.
  private static final double CONTENDED = 3;

  /// @param hitNs the shortest time between two hits of a thread, which is little more than what a
  ///   hit takes, ns
  /// @param pauses how much longer than usual such short things take on average
  /// @param contentionRecorded whether waits for kernel locks were recorded
  /// @return what that comes to
  static ProbeCost of(double hitNs, Pauses pauses, boolean contentionRecorded) {
    double contended = contentionRecorded ? CONTENDED * hitNs * pauses.factor() : 0;
    return new ProbeCost(
        (long) (HELD * hitNs * pauses.factor()),
        pauses.slowPathNs() > 0 ? pauses.slowPathNs() : (long) contended);
  }
}
