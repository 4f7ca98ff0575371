package dev.corelane.importers.perf.testing;

import java.io.IOException;

/// Receives the events of a synthetic workload in strict order of time. The context and the tasks
/// may change after the call.
public interface SchedEventSink {
  /// A task that exists before the first event.
  void taskExists(SyntheticTask task) throws IOException;

  /// `context.current()` forked `child`; whether or not sched_process_fork is recorded.
  void taskForked(EventContext context, SyntheticTask child) throws IOException;

  /// `context.current()` got a new name by exec; whether or not sched_process_exec is recorded.
  void taskRenamed(EventContext context) throws IOException;

  /// `context.current()` exits; whether or not sched_process_exit is recorded.
  void taskExited(EventContext context) throws IOException;

  /// sched_switch: `context.current()` leaves the CPU.
  void schedSwitch(EventContext context, TaskState state, boolean preempted, SyntheticTask next)
      throws IOException;

  /// sched_waking, sched_wakeup or sched_wakeup_new of `wakee`.
  void wakeup(EventContext context, SchedTracepoint which, SyntheticTask wakee, int targetCpu)
      throws IOException;

  /// sched_migrate_task.
  void migrateTask(EventContext context, SyntheticTask task, int fromCpu, int toCpu)
      throws IOException;

  /// sched_stat_runtime of `context.current()`.
  void statRuntime(EventContext context, long runtimeNs) throws IOException;

  /// sched_stat_wait of `task`, which is about to run.
  void statWait(EventContext context, SyntheticTask task, long delayNs) throws IOException;

  /// sched_process_fork by `context.current()`.
  void processFork(EventContext context, SyntheticTask child) throws IOException;

  /// sched_process_exec by `context.current()`, which already has its new name.
  void processExec(EventContext context, String filename) throws IOException;

  /// sched_process_exit of `context.current()`.
  void processExit(EventContext context) throws IOException;

  /// sched_process_free.
  void processFree(EventContext context, SyntheticTask task) throws IOException;

  /// sched_pi_setprio.
  void piSetprio(EventContext context, SyntheticTask task, int oldPrio, int newPrio)
      throws IOException;
}
