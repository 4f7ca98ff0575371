package dev.corelane.replay.work;

import dev.corelane.trace.model.LockMode;

/// One thing that a thread does. Steps without a length take no time of their own; what they cost
/// (a switch, a wake-up) comes from the machine.
///
/// A thread is in user mode or in the kernel. [EnterKernel], a run in a kernel mode, [Sleep],
/// [SleepUntil], [Block] and [Yield] enter the kernel if the thread is not there yet;
/// [ReturnToUser], a run in user mode and a slice extension return from it. The return is a place
/// at which the thread may lose the CPU.
public sealed interface Step {
  /// Computes.
  ///
  /// @param ns CPU time, at least 0; interruptions come on top
  /// @param mode where
  record Run(long ns, ExecutionMode mode) implements Step {
    /// Checks the length.
    public Run {
      requireLength(ns);
    }
  }

  /// Touches memory that is not mapped: an exception entry, the handler in kernel mode with
  /// `preempt_count` 0, and the return. Inside the kernel only the handler's time counts.
  ///
  /// @param ns length of the handler, CPU time, at least 0
  record PageFault(long ns) implements Step {
    /// Checks the length.
    public PageFault {
      requireLength(ns);
    }
  }

  /// Enters the kernel by a syscall. It ends a granted slice extension at once.
  record EnterKernel() implements Step {}

  /// Returns from the kernel to user mode.
  record ReturnToUser() implements Step {}

  /// `cond_resched()`, in the kernel.
  record CondResched() implements Step {}

  /// `might_sleep()`, in the kernel.
  record MightSleep() implements Step {}

  /// Takes a lock; the step ends when the thread has it.
  ///
  /// @param lock number of the lock, as its declaration returned it
  /// @param mode how
  record Acquire(int lock, LockMode mode) implements Step {}

  /// Gives back a lock which the thread has.
  ///
  /// @param lock number of the lock
  record Release(int lock) implements Step {}

  /// Gives back a lock which the thread has, and leaves waking others to [WakeWaiters]: what
  /// PostgreSQL's LWLock does in between (lwlock.c, `LWLockRelease`) may take its time, and others
  /// may take the lock meanwhile.
  ///
  /// @param lock number of the lock
  record Free(int lock) implements Step {}

  /// Wakes who waits for a lock that the thread has freed, if the lock said then that somebody is
  /// to be woken.
  ///
  /// @param lock number of the lock
  record WakeWaiters(int lock) implements Step {}

  /// Takes the lock of the CPU that the thread is on, alone.
  ///
  /// @param first number of the first CPU's lock; those of the others follow
  record AcquireOfCpu(int first) implements Step {}

  /// Gives back what [AcquireOfCpu] took, on whatever CPU the thread is by now.
  ///
  /// @param first number of the first CPU's lock
  record ReleaseOfCpu(int first) implements Step {}

  /// Sleeps until a timer wakes the thread, counted from when it blocks.
  ///
  /// @param ns at least 0
  /// @param cpu the CPU from which it is woken, if that has anything to do then, else the next one
  ///   that has; -1: the one on which it ran
  record Sleep(long ns, int cpu) implements Step {
    /// Woken from the CPU on which it ran.
    ///
    /// @param ns at least 0
    public Sleep(long ns) {
      this(ns, -1);
    }

    /// Checks the length.
    public Sleep {
      requireLength(ns);
    }
  }

  /// Sleeps until a time; a time that has passed does not block.
  ///
  /// @param atNs simulated time
  record SleepUntil(long atNs) implements Step {}

  /// Sleeps until another thread's [Wake]. Wake-ups are counted: one that came before is used up
  /// without blocking, so the order of cause and effect in a recording is kept.
  record Block() implements Step {}

  /// Wakes a thread.
  ///
  /// @param thread its number
  record Wake(int thread) implements Step {}

  /// `sched_yield()`.
  record Yield() implements Step {}

  /// Sets or clears the request for a slice extension (rseq, Linux 7.0). Clearing one that was
  /// granted gives up the CPU by `rseq_slice_yield`.
  ///
  /// @param requested whether it is set
  record SliceExtension(boolean requested) implements Step {}

  /// Opens a span: a transaction, a query. Spans nest.
  ///
  /// @param label its class
  record SpanBegin(String label) implements Step {}

  /// Closes the span opened last.
  ///
  /// @param outcome how it ended, or ""
  record SpanEnd(String outcome) implements Step {}

  /// Ends the thread.
  record Exit() implements Step {}

  /// @param ns CPU time
  /// @return a run in user mode
  static Step user(long ns) {
    return new Run(ns, ExecutionMode.USER);
  }

  /// @param ns CPU time
  /// @return a run in the kernel with `preempt_count` 0
  static Step kernel(long ns) {
    return new Run(ns, ExecutionMode.KERNEL);
  }

  /// @param ns CPU time
  /// @return a run in the kernel with preemption disabled
  static Step preemptOff(long ns) {
    return new Run(ns, ExecutionMode.PREEMPT_OFF);
  }

  /// @param lock number of the lock
  /// @return the step that takes it alone
  static Step acquire(int lock) {
    return new Acquire(lock, LockMode.EXCLUSIVE);
  }

  /// @param lock number of the lock
  /// @return the step that gives it back
  static Step release(int lock) {
    return new Release(lock);
  }

  private static void requireLength(long ns) {
    if (ns < 0) {
      throw new IllegalArgumentException("A step of " + ns + " ns: a length is at least 0");
    }
  }
}
