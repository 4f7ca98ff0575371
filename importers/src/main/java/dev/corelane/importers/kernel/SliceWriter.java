package dev.corelane.importers.kernel;

import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Locale;

/// Writes the slices of the CPUs when they end, and adds up how long tasks ran.
final class SliceWriter {
  private static final double RUNTIME_TOLERANCE = 0.1;

  private final TimelineBuilder builder;
  private final TaskTracker tasks;
  private final Provenance told;
  private long ranNs;

  SliceWriter(TimelineBuilder builder, TaskTracker tasks, Provenance told) {
    this.builder = builder;
    this.tasks = tasks;
    this.told = told;
  }

  /// A slice ends by a recorded switch.
  void end(
      CpuState c,
      long startNs,
      long endNs,
      int task,
      SliceEnd end,
      char letter,
      Provenance provenance,
      boolean startClipped,
      int priority,
      int flags) {
    long from = Math.min(endNs, Math.max(startNs, c.lastSliceEnd));
    builder.slice(
        c.index, from, endNs, task, end, letter, provenance, startClipped, false, priority, flags);
    c.lastSliceEnd = endNs;
    if (task > Task.UNKNOWN) {
      ranNs += endNs - from;
    }
  }

  /// Ends the slice of a CPU whose switch-out was not recorded.
  void endUnseen(CpuState c, long lastSeen) {
    int task = c.current;
    long endNs = Math.max(lastSeen, c.sliceStart);
    if (endNs > c.sliceStart) {
      unseen(c, c.sliceStart, endNs, SliceEnd.UNKNOWN);
      c.lastSliceEnd = endNs;
    }
    if (task > Task.UNKNOWN) {
      builder.state(task, endNs, StateKind.UNKNOWN, ' ', -1, Task.UNKNOWN, Provenance.DERIVED);
      tasks.offCpu(task, StateKind.UNKNOWN, endNs);
    }
    c.current = -1;
  }

  /// The trace ends while a task runs.
  void finish(CpuState c, long lastNs) {
    if (c.current < 0 || c.sliceStart >= lastNs) {
      return;
    }
    unseen(c, Math.max(c.sliceStart, c.lastSliceEnd), lastNs, SliceEnd.TRACE_END);
    ranNs += c.current > Task.UNKNOWN ? lastNs - c.sliceStart : 0;
  }

  /// Compares the run time of the slices with what the kernel charged.
  void checkAgainst(long accountedNs, ProblemLog problems, String source) {
    if (accountedNs > 0 && Math.abs(accountedNs - ranNs) > RUNTIME_TOLERANCE * ranNs) {
      problems.add(
          SchedProblems.RUNTIME_DIFFERS,
          String.format(
              Locale.ROOT,
              "the kernel accounted %.3f s of run time, the slices show %.3f s",
              accountedNs / 1e9,
              ranNs / 1e9),
          source,
          -1);
    }
  }

  private void unseen(CpuState c, long startNs, long endNs, SliceEnd end) {
    builder.slice(
        c.index,
        startNs,
        endNs,
        c.current,
        end,
        ' ',
        c.inferred ? Provenance.INFERRED : told,
        c.startClipped,
        true,
        tasks.priorityOf(c.current),
        0);
  }
}
