package dev.corelane.importers.kernel;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What the scheduling state machine may find wrong with a trace.
public final class SchedProblems {
  /// The task that left a CPU is not the one that came to it last.
  public static final ProblemKind CHAIN_BROKEN =
      new ProblemKind(
          "sched.chain-broken",
          Severity.DATA_LOSS,
          "Switches are missing: the time before each such switch is shown as unknown; record with"
              + " larger buffers (perf record -m, trace-cmd -b) or without an event filter.");

  /// A task came to a CPU while it was known to run on another.
  public static final ProblemKind TWO_CPUS =
      new ProblemKind(
          "sched.task-on-two-cpus",
          Severity.DATA_LOSS,
          "The switch that took the task off its first CPU is missing; its slice there ends at the"
              + " last event that still shows it.");

  /// An event is older than one of the same CPU before it.
  public static final ProblemKind OUT_OF_ORDER =
      new ProblemKind(
          "sched.out-of-order",
          Severity.WARNING,
          "The times of these events were raised to that of the event before; intervals next to"
              + " them are off by as much.");

  /// A record is shorter than its layout.
  public static final ProblemKind SHORT_RECORD =
      new ProblemKind(
          "kernel.short-record",
          Severity.WARNING,
          "Missing fields were read as 0; the file may be damaged.");

  /// The trace's state table cannot be read.
  public static final ProblemKind NO_STATE_TABLE =
      new ProblemKind(
          "sched.no-state-table",
          Severity.WARNING,
          "Without the print format of sched_switch, sleep and preemption cannot be told apart.");

  /// An event names no CPU.
  public static final ProblemKind NO_CPU =
      new ProblemKind(
          "sched.no-cpu",
          Severity.WARNING,
          "Record with the CPU in every sample (perf record -a, or --sample-cpu).");

  /// The kernel charged another run time than the slices show.
  public static final ProblemKind RUNTIME_DIFFERS =
      new ProblemKind(
          "sched.runtime-differs",
          Severity.INFO,
          "The kernel's own accounting (sched_stat_runtime) leaves out interrupts and stolen time;"
              + " a large difference otherwise means missing switches.");

  /// Page faults come faster than they can be shown.
  public static final ProblemKind FAULTS_THINNED =
      new ProblemKind(
          "kernel.page-faults-thinned",
          Severity.INFO,
          "Of the page faults of a thread at most one in 100 microseconds is shown as a mark; the"
              + " number of all is among the event counts.");

  private SchedProblems() {}
}
