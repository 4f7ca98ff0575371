package dev.corelane.importers.kernel;

import dev.corelane.trace.model.SliceEnd;
import org.jspecify.annotations.Nullable;

/// `sched:sched_switch`: one task leaves a CPU, another comes.
final class SchedSwitchHandler implements TracepointHandler {
  private final SchedulingTracker tracker;
  private final PrevState states;
  private final int prevPid;
  private final int nextPid;
  private final int prevPrio;
  private final int nextPrio;
  private final int flags;
  private final @Nullable EventField prevState;
  private final CommField prevComm;
  private final CommField nextComm;

  SchedSwitchHandler(EventFormat format, SchedulingTracker tracker) {
    this.tracker = tracker;
    states = PrevState.parse(format.printFormat());
    if (!states.known()) {
      tracker.noStateTable(format.fullName());
    }
    prevPid = Layouts.offset(format, "prev_pid");
    nextPid = Layouts.offset(format, "next_pid");
    prevPrio = Layouts.offset(format, "prev_prio");
    nextPrio = Layouts.offset(format, "next_prio");
    flags = Layouts.offset(format, "common_flags");
    prevState = format.field("prev_state");
    prevComm = new CommField(format.field("prev_comm"));
    nextComm = new CommField(format.field("next_comm"));
  }

  @Override
  public void handle(RawEvent e) {
    int prevTid = e.i32(prevPid);
    int nextTid = e.i32(nextPid);
    int prev = tracker.task(prevTid, e.timeNs);
    int next = tracker.taskComing(nextTid, e.timeNs);
    prevComm.name(e, tracker, prev);
    nextComm.name(e, tracker, next);
    if (e.tid == prevTid) {
      tracker.process(prev, e.pid);
    }
    long value = e.number(prevState);
    char letter = states.letter(value);
    SliceEnd end = states.end(value);
    tracker.switchTasks(
        e.timeNs,
        e.cpu,
        prev,
        prevPrio < 0 ? dev.corelane.trace.model.Task.PRIORITY_UNKNOWN : e.i32(prevPrio),
        end,
        letter,
        e.u8(flags),
        next,
        nextPrio < 0 ? dev.corelane.trace.model.Task.PRIORITY_UNKNOWN : e.i32(nextPrio));
  }
}
