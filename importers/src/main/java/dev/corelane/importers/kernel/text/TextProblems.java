package dev.corelane.importers.kernel.text;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with a text of kernel events, and what the text cannot tell.
public final class TextProblems {
  /// A line is neither an event nor anything else that the format has.
  public static final ProblemKind UNKNOWN_LINE =
      new ProblemKind(
          "text.unknown-line",
          Severity.WARNING,
          "These lines were left out; if many are, the file may not be what its name says.");

  /// An event's text is not what its grammar says.
  public static final ProblemKind BAD_EVENT =
      new ProblemKind(
          "text.bad-event",
          Severity.WARNING,
          "The fields of these events could not be read; they were counted and left out.");

  /// A line is longer than a megabyte.
  public static final ProblemKind LONG_LINE =
      new ProblemKind("text.long-line", Severity.WARNING, "The end of these lines was left out.");

  /// The plugin layout prints one letter for two kinds of preemption.
  public static final ProblemKind PREEMPTION_UNTOLD =
      new ProblemKind(
          "text.preemption-untold",
          Severity.INFO,
          "This layout prints R for a task preempted inside the kernel and on the way back to user"
              + " mode alike; open the perf.data or trace.dat itself, or the kernel's own trace"
              + " file, to tell them apart.");

  /// A task state cannot be told.
  public static final ProblemKind STATE_UNCLEAR =
      new ProblemKind(
          "text.state-unclear",
          Severity.WARNING,
          "The number or letter of these task states means different things on different kernels;"
              + " their tasks' states are shown as unknown.");

  /// Events came later than the reordering window.
  public static final ProblemKind OUT_OF_ORDER =
      new ProblemKind(
          "text.out-of-order",
          Severity.WARNING,
          "These lines are older than others far before them; their time was raised. Sort the text"
              + " by time.");

  /// Times are no nanoseconds.
  public static final ProblemKind CLOCK_TICKS =
      new ProblemKind(
          "text.clock-ticks",
          Severity.WARNING,
          "The trace's clock counts ticks of unknown length, each shown as one nanosecond: order"
              + " holds, durations do not. Record with trace_clock mono.");

  /// No event has a CPU.
  public static final ProblemKind NO_CPU =
      new ProblemKind(
          "text.no-cpu",
          Severity.WARNING,
          "Events without a CPU cannot be drawn on core lanes; print the cpu field (perf script -F"
              + " +cpu).");

  /// There are no switches.
  public static final ProblemKind NO_SWITCHES =
      new ProblemKind(
          "text.no-switches",
          Severity.WARNING,
          "There is nothing to draw on the core lanes; record sched:sched_switch and"
              + " sched:sched_waking.");

  private TextProblems() {}
}
