package dev.corelane.importers.perf.testing;

/// The scheduler tracepoints that are written here, with their `ID:`. A real kernel's ids differ
/// from build to build; these are those of one 6.12 and 7.2 kernel.
public enum SchedTracepoint {
  SWITCH("sched_switch", 310),
  STAT_RUNTIME("sched_stat_runtime", 297),
  PROCESS_FORK("sched_process_fork", 304),
  WAKEUP_NEW("sched_wakeup_new", 311),
  MIGRATE_TASK("sched_migrate_task", 309),
  WAKING("sched_waking", 313),
  WAKEUP("sched_wakeup", 312),
  STAT_WAIT("sched_stat_wait", 301),
  PROCESS_EXEC("sched_process_exec", 303),
  PROCESS_EXIT("sched_process_exit", 307),
  PROCESS_FREE("sched_process_free", 308),
  PI_SETPRIO("sched_pi_setprio", 296);

  private final String eventName;
  private final int id;

  SchedTracepoint(String eventName, int id) {
    this.eventName = eventName;
    this.id = id;
  }

  /// Without the system: `sched_switch`.
  public String eventName() {
    return eventName;
  }

  /// With the system, as perf names it: `sched:sched_switch`.
  public String qualifiedName() {
    return "sched:" + eventName;
  }

  /// The number that stands in `common_type` and in the attr's config.
  public int id() {
    return id;
  }
}
