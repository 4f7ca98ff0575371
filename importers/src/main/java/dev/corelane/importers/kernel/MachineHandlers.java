package dev.corelane.importers.kernel;

import dev.corelane.importers.locks.FactSink;
import dev.corelane.importers.locks.FactTracker;
import dev.corelane.importers.locks.Tally;
import dev.corelane.trace.model.Task;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// What the machine does beside scheduling: processor frequency and idle states as counters per
/// CPU, page faults and the kernel's reasons for blocking as marks.
final class MachineHandlers {
  /// A counter value of `cpu_idle` for "not idle" (`PWR_EVENT_EXIT`, include/trace/events/power.h).
  private static final long NOT_IDLE = 0xffff_ffffL;

  /// Least time between two page-fault marks of one task: at most 10,000 marks per second of run
  /// time, where a program may fault a million times.
  private static final long FAULT_GAP_NS = 100_000;

  private static final int FAULT_WRITE = 2;
  private static final int FAULT_FETCH = 16;

  private final SchedulingTracker tracker;
  private final boolean faultBits;
  private final Int2IntHashMap frequency = new Int2IntHashMap(-1);
  private final Int2IntHashMap idle = new Int2IntHashMap(-1);
  private final Long2ObjectHashMap<String> ioTexts = new Long2ObjectHashMap<>();
  private final Long2ObjectHashMap<String> blockTexts = new Long2ObjectHashMap<>();
  private long[] lastFault = new long[256];
  private @Nullable Tally thinned;

  /// Reports a count when the trace is over.
  private record AtEnd(Tally tally, FactSink sink) implements FactTracker {
    @Override
    public void taskEnded(int task, long timeNs) {
      // A mark does not last.
    }

    @Override
    public void finish(long lastNs) {
      tally.report(sink);
    }
  }

  /// @param architecture page faults tell read from write by the bits of x86 only
  MachineHandlers(SchedulingTracker tracker, String architecture) {
    this.tracker = tracker;
    faultBits = architecture.equals("x86_64") || architecture.equals("amd64");
  }

  @Nullable TracepointHandler handler(EventFormat format) {
    return switch (format.fullName()) {
      case "power:cpu_frequency" -> frequency(format);
      case "power:cpu_idle" -> idle(format);
      case "exceptions:page_fault_user" -> pageFault(format, "user");
      case "exceptions:page_fault_kernel" -> pageFault(format, "kernel");
      case "sched:sched_blocked_reason" -> blockedReason(format);
      default -> null;
    };
  }

  private TracepointHandler frequency(EventFormat format) {
    EventField state = format.field("state");
    EventField cpu = format.field("cpu_id");
    return e -> count(e, frequency, "frequency", "kHz", (int) e.number(cpu), e.number(state));
  }

  private TracepointHandler idle(EventFormat format) {
    EventField state = format.field("state");
    EventField cpu = format.field("cpu_id");
    return e -> {
      long value = e.number(state);
      count(e, idle, "idle state", "", (int) e.number(cpu), value == NOT_IDLE ? -1 : value);
    };
  }

  private void count(
      RawEvent e, Int2IntHashMap tracks, String name, String unit, int cpu, long value) {
    int index = tracker.cpuIndex(cpu);
    if (index < 0) {
      return;
    }
    int track = tracks.get(index);
    if (track < 0) {
      track = tracker.sink().builder().counterTrack(name, unit, index, Task.UNKNOWN);
      tracks.put(index, track);
    }
    tracker.sink().builder().counter(e.timeNs, track, value);
  }

  private TracepointHandler pageFault(EventFormat format, String mode) {
    EventField error = format.field("error_code");
    String read = faultBits ? mode + " read" : mode;
    String write = faultBits ? mode + " write" : mode;
    String fetch = faultBits ? mode + " execute" : mode;
    if (thinned == null) {
      thinned = new Tally(SchedProblems.FAULTS_THINNED, "page faults are shown in part");
      tracker.sink().follow(new AtEnd(thinned, tracker.sink()));
    }
    Tally leftOut = thinned;
    return e -> {
      int task = tracker.task(e.tid, e.timeNs);
      if (!spaced(task, e.timeNs)) {
        leftOut.add(e.timeNs);
        return;
      }
      long bits = e.number(error);
      String text = (bits & FAULT_FETCH) != 0 ? fetch : (bits & FAULT_WRITE) != 0 ? write : read;
      tracker.sink().builder().mark(e.timeNs, tracker.cpuIndex(e.cpu), task, "page fault", text);
    };
  }

  private boolean spaced(int task, long timeNs) {
    if (task >= lastFault.length) {
      lastFault = Arrays.copyOf(lastFault, Math.max(task + 1, lastFault.length * 2));
    }
    if (lastFault[task] != 0 && timeNs - lastFault[task] < FAULT_GAP_NS) {
      return false;
    }
    lastFault[task] = timeNs;
    return true;
  }

  private TracepointHandler blockedReason(EventFormat format) {
    EventField pid = format.field("pid");
    EventField caller = format.field("caller");
    EventField ioWait = format.field("io_wait");
    return e -> {
      int task = tracker.task((int) e.number(pid), e.timeNs);
      boolean inIo = e.number(ioWait) != 0;
      long at = e.number(caller);
      Long2ObjectHashMap<String> texts = inIo ? ioTexts : blockTexts;
      String text = texts.get(at);
      if (text == null) {
        text = (inIo ? "I/O at 0x" : "at 0x") + Long.toHexString(at);
        texts.put(at, text);
      }
      tracker.sink().builder().mark(e.timeNs, -1, task, "blocked", text);
    };
  }
}
