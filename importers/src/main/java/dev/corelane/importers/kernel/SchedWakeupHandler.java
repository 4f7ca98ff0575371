package dev.corelane.importers.kernel;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;

/// `sched:sched_waking`, `sched_wakeup` and `sched_wakeup_new`.
final class SchedWakeupHandler implements TracepointHandler {
  /// Hard interrupt (8) and soft interrupt (16) in `common_flags` (include/linux/trace_events.h).
  private static final int IN_INTERRUPT = 8 | 16;

  private final SchedulingTracker tracker;
  private final Wakeup.Kind kind;
  private final int pid;
  private final int prio;
  private final int targetCpu;
  private final int success;
  private final int flags;
  private final CommField comm;

  SchedWakeupHandler(EventFormat format, SchedulingTracker tracker, Wakeup.Kind kind) {
    this.tracker = tracker;
    this.kind = kind;
    pid = Layouts.offset(format, "pid");
    prio = Layouts.offset(format, "prio");
    targetCpu = Layouts.offset(format, "target_cpu", "cpu");
    success = Layouts.offset(format, "success");
    flags = Layouts.offset(format, "common_flags");
    comm = new CommField(format.field("comm"));
  }

  @Override
  public void handle(RawEvent e) {
    if (success >= 0 && e.i32(success) == 0) {
      return;
    }
    tracker.eventFlags(e.u8(flags));
    int task = tracker.task(e.i32(pid), e.timeNs);
    comm.name(e, tracker, task);
    if (prio >= 0) {
      tracker.priority(task, e.i32(prio));
    }
    int waker = e.tid < 0 ? Task.UNKNOWN : tracker.task(e.tid, e.timeNs);
    tracker.wake(
        e.timeNs,
        e.cpu,
        waker,
        task,
        targetCpu < 0 ? -1 : e.i32(targetCpu),
        kind,
        (e.u8(flags) & IN_INTERRUPT) != 0);
  }
}
