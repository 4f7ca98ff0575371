package dev.corelane.importers.kernel;

import dev.corelane.trace.model.Wakeup;
import org.jspecify.annotations.Nullable;

/// Which handler reads which tracepoint.
public final class KernelTracepoints {
  /// `__NR_sched_yield` by the names perf gives architectures (arch/*/entry/syscalls,
  /// include/uapi/asm-generic/unistd.h).
  private static final int YIELD_X86_64 = 24;

  private static final int YIELD_GENERIC = 124;
  private static final int YIELD_32_BIT = 158;

  private final SchedulingTracker tracker;
  private final String architecture;
  private final LockHandlers locks;
  private final FutexHandlers futexes;
  private final InterruptHandlers interrupts;
  private final MachineHandlers machine;
  private final PostgresHandlers postgres;

  /// @param tracker the state machine that the handlers drive
  /// @param architecture `uname -m` of the recorded machine, "" when unknown
  public KernelTracepoints(SchedulingTracker tracker, String architecture) {
    this.tracker = tracker;
    this.architecture = architecture;
    locks = new LockHandlers(tracker);
    futexes = new FutexHandlers(tracker, architecture);
    interrupts = new InterruptHandlers(tracker);
    machine = new MachineHandlers(tracker, architecture);
    postgres = new PostgresHandlers(tracker);
  }

  /// The path of a program that the trace says was run or mapped; tells the version of PostgreSQL.
  ///
  /// @param path as recorded
  public void program(String path) {
    postgres.version().program(path);
  }

  /// The handler of an event.
  ///
  /// @param format its layout
  /// @return the handler, null for an event that makes no facts
  public @Nullable TracepointHandler handler(EventFormat format) {
    return switch (format.fullName()) {
      case "sched:sched_switch" -> new SchedSwitchHandler(format, tracker);
      case "sched:sched_waking" -> new SchedWakeupHandler(format, tracker, Wakeup.Kind.WAKING);
      case "sched:sched_wakeup" -> new SchedWakeupHandler(format, tracker, Wakeup.Kind.WAKEUP);
      case "sched:sched_wakeup_new" -> new SchedWakeupHandler(format, tracker, Wakeup.Kind.NEW);
      case "sched:sched_migrate_task" -> new SchedMigrateTaskHandler(format, tracker);
      case "sched:sched_process_fork" -> ProcessHandlers.fork(format, tracker);
      case "sched:sched_process_exec" -> exec(format);
      case "sched:sched_process_exit" -> ProcessHandlers.exit(format, tracker);
      case "sched:sched_process_free" -> ProcessHandlers.free(format, tracker);
      case "sched:sched_pi_setprio" -> priorityInheritance(format);
      case "sched:sched_stat_runtime" -> accounting(format, "runtime", true);
      case "sched:sched_stat_wait" -> accounting(format, "delay", false);
      case "syscalls:sys_enter_sched_yield" -> e -> tracker.yielding(e.tid, e.timeNs);
      case "syscalls:sys_enter_futex" -> futexes.enter(format);
      case "syscalls:sys_exit_futex" -> futexes.exit(format);
      case "raw_syscalls:sys_enter" -> systemCall(format);
      case "raw_syscalls:sys_exit" -> futexes.rawExit(format);
      default -> beside(format);
    };
  }

  /// Events that tell nothing of who runs.
  private @Nullable TracepointHandler beside(EventFormat format) {
    TracepointHandler handler =
        switch (format.system()) {
          case "lock" -> locks.handler(format);
          case "irq", "timer" -> interrupts.handler(format);
          case "power", "exceptions", "sched" -> machine.handler(format);
          default -> null;
        };
    return handler != null ? handler : postgres.handler(format);
  }

  private TracepointHandler exec(EventFormat format) {
    TracepointHandler handler = ProcessHandlers.exec(format, tracker);
    EventField file = format.field("filename");
    return e -> {
      handler.handle(e);
      program(e.string(file));
    };
  }

  private TracepointHandler priorityInheritance(EventFormat format) {
    int pid = Layouts.offset(format, "pid");
    int oldPrio = Layouts.offset(format, "oldprio");
    int newPrio = Layouts.offset(format, "newprio");
    return e -> {
      int task = tracker.task(e.i32(pid), e.timeNs);
      tracker.inheritPriority(e.timeNs, e.cpu, task, e.i32(oldPrio), e.i32(newPrio));
    };
  }

  private TracepointHandler accounting(EventFormat format, String field, boolean runtime) {
    int pid = Layouts.offset(format, "pid");
    int flags = Layouts.offset(format, "common_flags");
    EventField value = format.field(field);
    return e -> {
      tracker.eventFlags(e.u8(flags));
      int task = tracker.task(e.i32(pid), e.timeNs);
      if (runtime) {
        tracker.accountedRunTime(task, e.number(value));
      } else {
        tracker.accountedWait(e.timeNs, task, e.number(value));
      }
    };
  }

  private @Nullable TracepointHandler systemCall(EventFormat format) {
    int yield =
        switch (architecture) {
          case "x86_64", "amd64" -> YIELD_X86_64;
          case "aarch64", "arm64", "riscv64", "loongarch64" -> YIELD_GENERIC;
          case "i386", "i486", "i586", "i686", "armv7l", "armv6l", "s390x", "ppc64le", "ppc64" ->
              YIELD_32_BIT;
          default -> -1;
        };
    EventField id = format.field("id");
    TracepointHandler futex = futexes.rawEnter(format);
    if (yield < 0 || id == null) {
      return futex;
    }
    return e -> {
      if (futex != null) {
        futex.handle(e);
      }
      if (e.number(id) == yield) {
        tracker.yielding(e.tid, e.timeNs);
      } else {
        tracker.otherSystemCall(e.tid);
      }
    };
  }
}
