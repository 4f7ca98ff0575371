package dev.corelane.importers.kernel;

import org.jspecify.annotations.Nullable;

/// `sched:sched_process_fork`, `_exec`, `_exit` and `_free`: the life of tasks.
final class ProcessHandlers {
  private ProcessHandlers() {}

  static TracepointHandler fork(EventFormat format, SchedulingTracker tracker) {
    int parent = Layouts.offset(format, "parent_pid");
    int child = Layouts.offset(format, "child_pid");
    var comm = new CommField(format.field("child_comm"));
    return e -> {
      int task = tracker.fork(e.i32(parent), e.i32(child), e.timeNs);
      comm.name(e, tracker, task);
    };
  }

  static TracepointHandler exec(EventFormat format, SchedulingTracker tracker) {
    @Nullable EventField file = format.field("filename");
    int pid = Layouts.offset(format, "pid");
    return e -> tracker.exec(e.i32(pid), e.cpu, e.string(file), e.timeNs);
  }

  static TracepointHandler exit(EventFormat format, SchedulingTracker tracker) {
    int pid = Layouts.offset(format, "pid");
    return e -> tracker.exit(e.i32(pid), e.timeNs);
  }

  static TracepointHandler free(EventFormat format, SchedulingTracker tracker) {
    int pid = Layouts.offset(format, "pid");
    return e -> tracker.free(e.i32(pid));
  }
}
