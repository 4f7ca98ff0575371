package dev.corelane.importers.kernel.text;

/// The group of an event, which ftrace text leaves out (include/trace/events; PostgreSQL's
/// src/backend/utils/probes.d, whose `__` stands for the `-` of a probe's name).
final class EventGroups {
  private EventGroups() {}

  /// @param name an event's name without a group
  /// @return its group, "" when it is not known
  static String of(String name) {
    if (name.startsWith("sched_")) {
      return "sched";
    }
    if (name.equals("sys_enter") || name.equals("sys_exit")) {
      return "raw_syscalls";
    }
    if (name.startsWith("sys_enter_") || name.startsWith("sys_exit_")) {
      return "syscalls";
    }
    if (name.startsWith("contention_")
        || name.equals("contended_release")
        || name.equals("lock_acquire")
        || name.equals("lock_acquired")
        || name.equals("lock_contended")
        || name.equals("lock_release")) {
      return "lock";
    }
    if (name.startsWith("irq_handler_") || name.startsWith("softirq_")) {
      return "irq";
    }
    if (name.equals("cpu_idle") || name.startsWith("cpu_frequency")) {
      return "power";
    }
    if (name.startsWith("page_fault_")) {
      return "exceptions";
    }
    if (name.equals("print")
        || name.equals("tracing_mark_write")
        || name.equals("bprint")
        || name.equals("bputs")) {
      return "ftrace";
    }
    if (isPostgres(name)) {
      return "sdt_postgresql";
    }
    return name.equals("s_lock") || name.startsWith("s_lock__") ? "pg" : "";
  }

  private static boolean isPostgres(String name) {
    int separator = name.indexOf("__");
    return separator > 0
        && switch (name.substring(0, separator)) {
          case "lwlock",
              "lock",
              "deadlock",
              "transaction",
              "query",
              "statement",
              "sort",
              "checkpoint",
              "clog",
              "subtrans",
              "multixact",
              "twophase",
              "buffer",
              "wal",
              "smgr" ->
              true;
          default -> false;
        };
  }
}
