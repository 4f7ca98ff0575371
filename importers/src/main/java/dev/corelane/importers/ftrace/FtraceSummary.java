package dev.corelane.importers.ftrace;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.timeline.TimelineBuilder;
import org.jspecify.annotations.Nullable;

/// What is said of a recording once it is read: its clock, counts and properties.
final class FtraceSummary {
  private final ImportContext context;
  private final String source;
  private final Recording recording;
  private final TraceClock clock;

  FtraceSummary(ImportContext context, String source, Recording recording, TraceClock clock) {
    this.context = context;
    this.source = source;
    this.recording = recording;
    this.clock = clock;
  }

  /// The clock of the first buffer that has events; the option's where buffers do not say.
  static TraceClock clock(Recording recording) {
    TraceClock clock = recording.options().clock();
    for (TraceBuffer buffer : recording.buffers()) {
      if (!buffer.clock().isEmpty() && buffer.bytes() > 0) {
        return clock.withName(buffer.clock());
      }
    }
    return clock;
  }

  /// The hardware in `Linux host 6.12.107 x86_64`, "" when it is not there.
  static String machine(String uname) {
    String[] parts = uname.split(" ", -1);
    return parts.length < 4 ? "" : parts[parts.length - 1];
  }

  void write(
      String importerId,
      long count,
      @Nullable FtraceEvent[] events,
      long lost,
      SchedulingTracker tracker) {
    TimelineBuilder builder = context.builder();
    int clockId = builder.clock(clock.displayName(), clock.addNs(), 0);
    Long toWallClock = recording.options().toWallClockNs();
    if (toWallClock != null) {
      // trace-cmd does not say how exactly it compared the clocks.
      builder.clock(ClockDomain.REALTIME, clock.addNs() - toWallClock, -1);
    }
    builder.source(source, importerId, count, recording.bytes(), clockId);
    builder.property(Properties.LOST_EVENTS, Long.toString(lost));
    boolean switches = false;
    for (FtraceEvent event : events) {
      if (event != null) {
        builder.eventCount(event.name, event.count, event.handler != null);
        switches |= event.name.equals("sched:sched_switch");
      }
    }
    machineAndRecorder(builder, tracker);
    if (!switches) {
      problem(FtraceProblems.NO_SWITCHES, "the recording holds no context switches");
    }
    if (!clock.isTime()) {
      problem(
          FtraceProblems.NO_TIME_CLOCK,
          "the clock " + clock.name() + " does not count nanoseconds");
    }
    if (recording.options().guestTimes()) {
      problem(FtraceProblems.GUEST_TIMES, "the file tells how guest and host clocks differ");
    }
  }

  private void machineAndRecorder(TimelineBuilder builder, SchedulingTracker tracker) {
    String[] uname = recording.options().uname().split(" ", -1);
    String release = uname.length > 2 ? uname[2] : "";
    if (uname.length > 2) {
      builder.property(Properties.HOST_NAME, uname[1]);
      builder.property(Properties.KERNEL_RELEASE, release);
    }
    String machine = machine(recording.options().uname());
    if (!machine.isEmpty()) {
      builder.property(Properties.HOST_ARCH, machine);
    }
    if (!recording.options().recorder().isEmpty()) {
      builder.property(Properties.RECORDER_VERSION, recording.options().recorder());
    }
    if (tracker.showsLazyPreemption(release)) {
      builder.property(Properties.KERNEL_PREEMPTION, "lazy");
    }
  }

  private void problem(dev.corelane.trace.diagnostics.ProblemKind kind, String message) {
    context.problems().add(kind, message, source, -1);
  }
}
