package dev.corelane.desktop.session.compare;

import dev.corelane.render.digest.LengthHistogram;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.function.Predicate;

/// Collects lengths of time of a recording. A length counts if its end lies in the compared part
/// and both of its ends were recorded.
final class Lengths {
  private final Timeline timeline;
  private final TimeRange range;
  private final ProgressMonitor monitor;
  private final LengthHistogram found = new LengthHistogram();

  private Lengths(ComparedSide side, ProgressMonitor monitor) {
    timeline = side.timeline();
    range = side.range();
    this.monitor = monitor;
  }

  static LengthHistogram of(ComparedSide side, DistributionKind kind, ProgressMonitor monitor) {
    var lengths = new Lengths(side, monitor);
    switch (kind) {
      case RUN_DELAY -> lengths.states(StateKind::runnable);
      case WAKEUP_LATENCY -> lengths.states(k -> k == StateKind.RUNNABLE_WAKEUP);
      case PREEMPTION -> lengths.states(k -> k == StateKind.RUNNABLE_PREEMPTED);
      case SLICE -> lengths.slices();
      case LOCK_WAIT -> lengths.waits();
      case LOCK_HOLD -> lengths.holds();
      case TRANSACTION -> lengths.transactions();
    }
    return lengths.found;
  }

  private void add(long startNs, long endNs) {
    if (startNs > timeline.range().startNs()
        && endNs < timeline.range().endNs()
        && endNs >= range.startNs()
        && endNs <= range.endNs()) {
      found.add(endNs - startNs);
    }
  }

  /// Waits for a CPU that ended on one.
  private void states(Predicate<StateKind> kind) {
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      monitor.checkCancelled();
      TaskStates states = timeline.states(task);
      for (long i = 0; i + 1 < states.count(); i++) {
        if (kind.test(states.kind(i)) && states.kind(i + 1) == StateKind.RUNNING) {
          add(states.startNs(i), states.endNs(i));
        }
      }
    }
  }

  private void slices() {
    for (Cpu cpu : timeline.cpus()) {
      monitor.checkCancelled();
      CpuSlices slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        if (slices.task(i) > Task.UNKNOWN && slices.whole(i)) {
          add(slices.startNs(i), slices.endNs(i));
        }
      }
    }
  }

  private void waits() {
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      add(wait.startNs(), wait.endNs());
    }
  }

  private void holds() {
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (hold.endSeen()) {
        add(hold.startNs(), hold.endNs());
      }
    }
  }

  private void transactions() {
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.category().equals("transaction")) {
        add(span.startNs(), span.endNs());
      }
    }
  }
}
