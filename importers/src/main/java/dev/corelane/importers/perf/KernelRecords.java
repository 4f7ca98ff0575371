package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import org.jspecify.annotations.Nullable;

/// The records that the kernel writes beside samples: names, births and deaths of tasks, losses,
/// and context switches where no tracepoint tells them.
final class KernelRecords {
  private static final int HEADER = 8;
  private static final int MISC_SWITCH_OUT = 1 << 13;
  private static final int MISC_SWITCH_OUT_PREEMPT = 1 << 14;

  private final SchedulingTracker tracker;
  private final ProblemLog problems;
  private final String source;
  private long lost;
  private long lostSamples;

  KernelRecords(SchedulingTracker tracker, ProblemLog problems, String source) {
    this.tracker = tracker;
    this.problems = problems;
    this.source = source;
  }

  /// Records lost, by the kernel's LOST records, or where there are none by LOST_SAMPLES, which
  /// counts the same losses per event.
  long lostEvents() {
    return lost > 0 ? lost : lostSamples;
  }

  /// The time in a record's trailer, 0 when it has none.
  long time(SampleLayout layout, ByteView data, long at, int size) {
    return layout.trailerTime < 0 || size < HEADER + layout.trailerSize
        ? 0
        : data.i64(at + (size - layout.trailerTime));
  }

  /// Reads a record; false when it is too short.
  boolean read(
      int type,
      ByteView data,
      long at,
      int size,
      long time,
      @Nullable SampleLayout layout,
      boolean useSwitches) {
    int trailer = layout == null ? 0 : layout.trailerSize;
    long body = at + HEADER;
    int length = size - HEADER - trailer;
    long when = time == 0 ? Long.MIN_VALUE : time;
    int cpu = trailerI32(layout == null ? -1 : layout.trailerCpu, data, at, size);
    switch (type) {
      case RecordType.COMM -> {
        if (length < 9) {
          return false;
        }
        tracker.comm(data.i32(body + 4), data.i32(body), data.string(body + 8, length - 8), when);
      }
      case RecordType.FORK -> {
        if (length < 24) {
          return false;
        }
        tracker.created(data.i32(body + 8), data.i32(body), data.i32(body + 12), when);
      }
      case RecordType.EXIT -> {
        if (length < 24) {
          return false;
        }
        if (time != 0) {
          tracker.exit(data.i32(body + 8), time);
        }
      }
      case RecordType.LOST -> {
        if (length < 16) {
          return false;
        }
        lost(data.i64(body + 8), time, cpu);
      }
      case RecordType.LOST_SAMPLES -> {
        if (length < 8) {
          return false;
        }
        lostSamples = sum(lostSamples, data.i64(body));
      }
      case RecordType.SWITCH, RecordType.SWITCH_CPU_WIDE -> {
        if (time == 0 || !useSwitches) {
          return true;
        }
        int tid =
            layout == null || layout.trailerTid < 0
                ? -1
                : data.i32(at + size - layout.trailerTid + 4);
        int other = type == RecordType.SWITCH_CPU_WIDE && length >= 8 ? data.i32(body + 4) : -1;
        contextSwitch(data.u16(at + 4), tid, other, cpu, time);
      }
      default -> {
        // Nothing else comes here.
      }
    }
    return true;
  }

  private void lost(long count, long time, int cpu) {
    lost = sum(lost, count);
    if (time != 0) {
      tracker.advance(time, cpu, -1);
      tracker.lost(cpu, time, Math.max(0, count), "PERF_RECORD_LOST");
    }
  }

  /// Adds a count that a damaged record may hold.
  private static long sum(long before, long count) {
    long after = before + Math.max(0, count);
    return after < 0 ? Long.MAX_VALUE : after;
  }

  /// Without the tracepoint the kernel tells who leaves and who comes, and of the state only
  /// whether the task was preempted.
  private void contextSwitch(int misc, int tid, int other, int cpu, long time) {
    boolean out = (misc & MISC_SWITCH_OUT) != 0;
    tracker.advance(time, cpu, -1);
    if (out) {
      boolean preempted = (misc & MISC_SWITCH_OUT_PREEMPT) != 0;
      tracker.switchTasks(
          time,
          cpu,
          tracker.task(tid, time),
          Task.PRIORITY_UNKNOWN,
          preempted ? SliceEnd.PREEMPTED : SliceEnd.SLEEPING,
          preempted ? 'R' : ' ',
          0,
          tracker.taskComing(other, time),
          Task.PRIORITY_UNKNOWN);
    } else {
      tracker.arrive(time, cpu, tid);
    }
  }

  private static int trailerI32(int back, ByteView data, long at, int size) {
    return back < 0 || size < HEADER + back ? -1 : data.i32(at + size - back);
  }

  void finish(SchedulingTracker ignored) {
    if (lost > 0 || lostSamples > 0) {
      problems.add(
          PerfProblems.LOST,
          "the recorder lost " + lostEvents() + " records",
          source,
          -1,
          dev.corelane.trace.diagnostics.ImportProblem.NO_TIME,
          lostEvents());
    }
  }
}
