package dev.corelane.replay.machine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How eagerly the kernel takes the CPU from a thread that is inside it, and how it marks threads
/// of the fair class (`__sched_dynamic_update`, kernel/sched/core.c).
public enum PreemptionModel {
  /// `preempt=none`: inside the kernel only `cond_resched()` gives way.
  NONE(false, false),
  /// `preempt=voluntary`: as none, and at `might_sleep()`.
  VOLUNTARY(false, false),
  /// `preempt=full`: anywhere in the kernel with `preempt_count` 0.
  FULL(false, false),
  /// `preempt=lazy`: as full, but threads of the fair class are marked lazily.
  LAZY(true, false),
  /// `PREEMPT_RT` over full: spinlocks sleep.
  RT(false, true),
  /// `PREEMPT_RT` over lazy.
  RT_LAZY(true, true);

  private final boolean lazyMarks;
  private final boolean realTime;

  PreemptionModel(boolean lazyMarks, boolean realTime) {
    this.lazyMarks = lazyMarks;
    this.realTime = realTime;
  }

  /// @return its name in results and on the command line, such as `rt-lazy`
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @param id a name, as [#id()] has it
  /// @return the model
  /// @throws IllegalArgumentException with a sentence if there is none of that name
  public static PreemptionModel of(String id) {
    for (PreemptionModel model : values()) {
      if (model.id().equals(id)) {
        return model;
      }
    }
    throw new IllegalArgumentException(
        "There is no preemption model \""
            + id
            + "\"; there are "
            + Arrays.stream(values()).map(PreemptionModel::id).collect(Collectors.joining(", ")));
  }

  /// @return whether the fair class sets `TIF_NEED_RESCHED_LAZY` (`get_lazy_tif_bit`), and a tick
  ///   that finds it set turns it into `TIF_NEED_RESCHED`
  public boolean marksLazily() {
    return lazyMarks;
  }

  /// @return whether `spinlock_t` is a sleeping lock with priority inheritance
  public boolean spinlocksSleep() {
    return realTime;
  }

  /// @return whether a grant of a slice extension may postpone `TIF_NEED_RESCHED` too, not only the
  ///   lazy mark (kernel/entry/common.c)
  public boolean grantsPostponeFullMark() {
    return !realTime;
  }

  /// @return whether `spin_needbreak` breaks contended kernel spinlocks, and the kernel counts as
  ///   preemptible
  public boolean preemptible() {
    return this != NONE && this != VOLUNTARY;
  }
}
