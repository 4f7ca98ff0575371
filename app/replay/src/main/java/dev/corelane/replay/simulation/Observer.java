package dev.corelane.replay.simulation;

import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.SliceEnd;

/// Is told what happens in a run, at the simulated time when it happens, in order. Threads, CPUs
/// and locks are told by their numbers; -1 stands for none: the idle thread, an interrupt as waker.
///
/// An observer must not change anything of the run.
public interface Observer {
  /// The run begins.
  ///
  /// @param setup what runs on what
  default void started(Setup setup) {}

  /// A CPU goes from one thread to another.
  ///
  /// @param nowNs when
  /// @param cpu where
  /// @param last the thread that leaves, -1 idle
  /// @param next the thread that comes, -1 idle
  /// @param how why the last one leaves
  default void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {}

  /// A thread is woken; it may stand in a run queue only later.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param waker the waking thread, or the interrupted one
  /// @param wakerCpu where it is woken
  /// @param targetCpu for which CPU
  /// @param inInterrupt whether an interrupt wakes it
  default void waking(
      long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean inInterrupt) {}

  /// A woken thread stands in a run queue.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param cpu where
  default void runnable(long nowNs, int thread, int cpu) {}

  /// A thread is moved between run queues.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param fromCpu where it was
  /// @param toCpu where it is
  default void migrated(long nowNs, int thread, int fromCpu, int toCpu) {}

  /// The running thread of a CPU is marked for rescheduling.
  ///
  /// @param nowNs when
  /// @param cpu where
  /// @param lazy whether by the lazy mark
  default void marked(long nowNs, int cpu, boolean lazy) {}

  /// A thread wants a lock.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param lock which lock
  /// @param mode how
  /// @param holder who has it, -1 nobody
  default void requested(long nowNs, int thread, int lock, LockMode mode, int holder) {}

  /// A thread has got a lock.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param lock which lock
  /// @param mode how
  /// @param spinNs CPU time spent spinning for it
  /// @param sleepNs time blocked for it, without the time waiting for a CPU
  default void acquired(
      long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {}

  /// A thread gives up waiting: a deadlock, or a spinlock that is stuck.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param lock which lock
  default void gaveUp(long nowNs, int thread, int lock) {}

  /// A thread gives a lock back.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param lock which lock
  default void released(long nowNs, int thread, int lock) {}

  /// A waiter of a heavyweight lock looks for a deadlock (`log_lock_waits` writes a line then).
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param lock what it waits for
  /// @param found whether it is the victim of one
  default void deadlockChecked(long nowNs, int thread, int lock, boolean found) {}

  /// A slice extension is granted.
  ///
  /// @param nowNs when
  /// @param thread to which
  default void extensionGranted(long nowNs, int thread) {}

  /// A granted slice extension ends.
  ///
  /// @param nowNs when
  /// @param thread whose
  /// @param how why
  default void extensionEnded(long nowNs, int thread, ExtensionEnd how) {}

  /// A thread opens a span.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param label class of the span
  default void spanBegun(long nowNs, int thread, String label) {}

  /// A thread closes the span that it opened last.
  ///
  /// @param nowNs when
  /// @param thread which
  /// @param outcome how it ended
  default void spanEnded(long nowNs, int thread, String outcome) {}

  /// The run ends.
  ///
  /// @param nowNs when
  default void ended(long nowNs) {}

  /// Why a granted slice extension ends.
  enum ExtensionEnd {
    /// The thread cleared its request and gave up the CPU.
    YIELDED,
    /// Its time was over.
    EXPIRED,
    /// The thread made another syscall.
    ABORTED,
    /// The thread was to be rescheduled for another reason.
    REVOKED
  }
}
