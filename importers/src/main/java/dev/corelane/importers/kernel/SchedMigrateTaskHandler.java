package dev.corelane.importers.kernel;

/// `sched:sched_migrate_task`.
final class SchedMigrateTaskHandler implements TracepointHandler {
  private final SchedulingTracker tracker;
  private final int pid;
  private final int from;
  private final int to;
  private final CommField comm;

  SchedMigrateTaskHandler(EventFormat format, SchedulingTracker tracker) {
    this.tracker = tracker;
    pid = Layouts.offset(format, "pid");
    from = Layouts.offset(format, "orig_cpu");
    to = Layouts.offset(format, "dest_cpu");
    comm = new CommField(format.field("comm"));
  }

  @Override
  public void handle(RawEvent e) {
    int task = tracker.task(e.i32(pid), e.timeNs);
    comm.name(e, tracker, task);
    tracker.migrate(e.timeNs, task, from < 0 ? -1 : e.i32(from), to < 0 ? -1 : e.i32(to));
  }
}
