package dev.corelane.replay.machine;

import static dev.corelane.replay.machine.Moment.Rule.ALWAYS;
import static dev.corelane.replay.machine.Moment.Rule.IF_MARKED;
import static dev.corelane.replay.machine.Moment.Rule.IF_NEED_RESCHED;
import static dev.corelane.replay.machine.Moment.Rule.NEVER;

/// The moments at which a thread may lose its CPU, and under which model it does: the whole of the
/// difference between the preemption models. One line per moment; the columns are none, voluntary,
/// full, lazy, RT.
///
/// There are two marks. `TIF_NEED_RESCHED` is honoured everywhere that a model looks;
/// `TIF_NEED_RESCHED_LAZY` only on the way to user mode. [Rule#IF_MARKED] means either of them.
/// Models without lazy marks never set the second, so one column serves a model with and without
/// it.
///
/// Three things of that difference are not moments. A full mark on another CPU sends an interrupt
/// to it, a lazy one does not ([#interruptsOtherCpu]). A tick that finds a lazy mark turns it into
/// a full one before it looks at the running thread ([PreemptionModel#marksLazily]). And a slice
/// extension postpones [#INTERRUPT_RETURNS_TO_USER] and [#FAULT_RETURNS_TO_USER]
/// ([#postponedByExtension]).
///
/// Source: kernel/sched/core.c, kernel/entry/common.c, include/linux/irq-entry-common.h and
/// include/linux/spinlock.h of Linux 7.3.
public enum Moment {
  /// The thread blocks or exits: `schedule()`.
  BLOCKS(ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS),
  /// Work appears while the idle thread runs; its lazy mark is turned into the full one.
  IDLE_WITH_WORK(ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS),
  /// A tick, a device or another CPU interrupted user mode, and the interrupt returns. Whether the
  /// thread holds a lock of its own program's making does not matter to any model.
  INTERRUPT_RETURNS_TO_USER(IF_MARKED, IF_MARKED, IF_MARKED, IF_MARKED, IF_MARKED),
  /// A syscall returns to user mode.
  SYSCALL_RETURNS_TO_USER(IF_MARKED, IF_MARKED, IF_MARKED, IF_MARKED, IF_MARKED),
  /// A page fault of user mode is served and returns.
  FAULT_RETURNS_TO_USER(IF_MARKED, IF_MARKED, IF_MARKED, IF_MARKED, IF_MARKED),
  /// An interrupt returns to kernel mode, `preempt_count` 0: in a syscall, a long loop, or with a
  /// kernel mutex held.
  INTERRUPT_RETURNS_TO_KERNEL(NEVER, NEVER, IF_NEED_RESCHED, IF_NEED_RESCHED, IF_NEED_RESCHED),
  /// An interrupt returns into the handler of a page fault.
  INTERRUPT_RETURNS_TO_FAULT(NEVER, NEVER, IF_NEED_RESCHED, IF_NEED_RESCHED, IF_NEED_RESCHED),
  /// `preempt_enable()` or `spin_unlock()` brings `preempt_count` to 0.
  PREEMPTION_ENABLED(NEVER, NEVER, IF_NEED_RESCHED, IF_NEED_RESCHED, IF_NEED_RESCHED),
  /// `cond_resched()`: does nothing where the kernel is preemptible.
  COND_RESCHED(IF_NEED_RESCHED, IF_NEED_RESCHED, NEVER, NEVER, NEVER),
  /// `might_sleep()`: gives way under voluntary only.
  MIGHT_SLEEP(NEVER, IF_NEED_RESCHED, NEVER, NEVER, NEVER),
  /// Preemption is disabled: a raw spinlock is held, and without RT any kernel spinlock.
  PREEMPTION_DISABLED(NEVER, NEVER, NEVER, NEVER, NEVER),
  /// A kernel `spinlock_t` is held: under RT it is a sleeping lock and disables nothing.
  SPINLOCK_HELD(NEVER, NEVER, NEVER, NEVER, IF_NEED_RESCHED);

  private final Rule none;
  private final Rule voluntary;
  private final Rule full;
  private final Rule lazy;
  private final Rule realTime;

  Moment(Rule none, Rule voluntary, Rule full, Rule lazy, Rule realTime) {
    this.none = none;
    this.voluntary = voluntary;
    this.full = full;
    this.lazy = lazy;
    this.realTime = realTime;
  }

  /// @param model a model
  /// @return what it does at this moment
  public Rule under(PreemptionModel model) {
    return switch (model) {
      case NONE -> none;
      case VOLUNTARY -> voluntary;
      case FULL -> full;
      case LAZY -> lazy;
      case RT, RT_LAZY -> realTime;
    };
  }

  /// @param model the model
  /// @param needResched whether `TIF_NEED_RESCHED` is set
  /// @param lazy whether `TIF_NEED_RESCHED_LAZY` is set
  /// @return whether the scheduler is called
  public boolean reschedules(PreemptionModel model, boolean needResched, boolean lazy) {
    return switch (under(model)) {
      case NEVER -> false;
      case IF_NEED_RESCHED -> needResched;
      case IF_MARKED -> needResched || lazy;
      case ALWAYS -> true;
    };
  }

  /// @param lazyMark whether the mark is the lazy one
  /// @return whether marking the running thread of another CPU sends it the rescheduling interrupt
  ///   (`__resched_curr`)
  public static boolean interruptsOtherCpu(boolean lazyMark) {
    return !lazyMark;
  }

  /// @return whether this is a return to user mode at which a slice extension may be granted: from
  ///   an interrupt or an exception, not from a syscall
  public boolean postponedByExtension() {
    return this == INTERRUPT_RETURNS_TO_USER || this == FAULT_RETURNS_TO_USER;
  }

  /// What a model does at a moment.
  public enum Rule {
    /// The thread keeps the CPU.
    NEVER,
    /// It loses the CPU if `TIF_NEED_RESCHED` is set.
    IF_NEED_RESCHED,
    /// It loses the CPU if one of the two marks is set.
    IF_MARKED,
    /// It loses the CPU.
    ALWAYS
  }
}
