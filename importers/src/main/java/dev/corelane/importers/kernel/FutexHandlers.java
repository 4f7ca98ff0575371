package dev.corelane.importers.kernel;

import dev.corelane.importers.locks.FutexTracker;
import org.jspecify.annotations.Nullable;

/// The futex system call, by its own tracepoints or by `raw_syscalls:*`.
final class FutexHandlers {
  /// No call has this number.
  private static final int UNKNOWN = -1;

  private final SchedulingTracker tracker;
  private final int number;
  private @Nullable FutexTracker futexes;

  FutexHandlers(SchedulingTracker tracker, String architecture) {
    this.tracker = tracker;
    number = number(architecture);
  }

  /// `__NR_futex` by the names of machines (arch/*/entry/syscalls,
  /// include/uapi/asm-generic/unistd.h), -1 unknown.
  private static int number(String architecture) {
    return switch (architecture) {
      case "x86_64", "amd64" -> 202;
      case "aarch64", "arm64", "riscv64", "loongarch64" -> 98;
      case "i386", "i486", "i586", "i686", "armv7l", "armv6l" -> 240;
      case "s390x" -> 238;
      case "ppc64le", "ppc64" -> 221;
      default -> UNKNOWN;
    };
  }

  private FutexTracker futexes() {
    if (futexes == null) {
      futexes = new FutexTracker(tracker.sink());
      tracker.sink().follow(futexes);
    }
    return futexes;
  }

  /// `syscalls:sys_enter_futex`.
  TracepointHandler enter(EventFormat format) {
    EventField address = format.field("uaddr");
    EventField operation = format.field("op");
    FutexTracker calls = futexes();
    return e -> call(calls, e, e.number(address), (int) e.number(operation));
  }

  /// `syscalls:sys_exit_futex`.
  TracepointHandler exit(EventFormat format) {
    EventField result = format.field("ret");
    FutexTracker calls = futexes();
    return e -> calls.exit(e.timeNs, tracker.task(e.tid, e.timeNs), e.number(result));
  }

  /// `raw_syscalls:sys_enter` of the futex call; null when the machine's number is not known.
  @Nullable TracepointHandler rawEnter(EventFormat format) {
    EventField id = format.field("id");
    EventField arguments = format.field("args");
    if (number < 0 || id == null || arguments == null) {
      return null;
    }
    int word = arguments.size() / 6;
    int first = arguments.offset();
    FutexTracker calls = futexes();
    return e -> {
      if (e.number(id) == number) {
        long address = word == 4 ? e.i32(first) & 0xffff_ffffL : e.i64(first);
        int operation = word == 4 ? e.i32(first + 4) : (int) e.i64(first + 8);
        call(calls, e, address, operation);
      }
    };
  }

  /// `raw_syscalls:sys_exit`.
  @Nullable TracepointHandler rawExit(EventFormat format) {
    EventField id = format.field("id");
    EventField result = format.field("ret");
    if (number < 0 || id == null) {
      return null;
    }
    FutexTracker calls = futexes();
    return e -> {
      if (e.number(id) == number) {
        calls.exit(e.timeNs, tracker.task(e.tid, e.timeNs), e.number(result));
      }
    };
  }

  private void call(FutexTracker calls, RawEvent e, long address, int operation) {
    int task = tracker.task(e.tid, e.timeNs);
    int process = e.pid >= 0 ? e.pid : tracker.processOf(task);
    calls.enter(e.timeNs, task, process >= 0 ? process : e.tid, address, operation);
  }
}
