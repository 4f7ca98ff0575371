package dev.corelane.analysis.locks;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.Steps;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How every lock was used: taken, waited for, held, handed over, and held by a preempted thread.
///
/// A wait is cut into its spin, sleep and run delay by what the waiter's states say of that time; a
/// hold likewise into on-CPU, involuntarily and voluntarily off-CPU time. Where a recording has
/// waits but no scheduler events, a wait is taken for sleep, less what its own record says of
/// spinning. An acquisition is contended when its thread waited for the lock since it last had it.
public final class LocksAnalysis implements TraceAnalysis<Locks> {
  /// Creates it.
  public LocksAnalysis() {}

  @Override
  public String id() {
    return "locks";
  }

  /// @return waits: a recording without any has no contention to tell of, only holds
  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.WAITS);
  }

  @Override
  public Locks run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return run(new LockRecord(timeline, monitor), range, monitor);
  }

  /// The same for who looks at the locks in several ways.
  ///
  /// @param record the locks of the timeline
  /// @param range what to look at; what lies outside the timeline is left out
  /// @param monitor told of the progress, asked whether to go on
  /// @return the result
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public Locks run(LockRecord record, TimeRange range, ProgressMonitor monitor) {
    Timeline timeline = record.timeline();
    var window = Window.of(timeline, range);
    var work = new LockScope(record, window, monitor);
    var sums = new Sums(timeline.locks().size());
    long rows = 2L * work.waits.size + 2L * work.holds.size + work.gaps.size;
    var steps = new Steps(monitor, rows, "adding up lock times");
    new WaitSums(timeline, work, window, sums).add(steps);
    new HoldSums(timeline, work, window, sums).add(steps);
    List<LockUse> uses = new ArrayList<>();
    for (int lock = 0; lock < timeline.locks().size(); lock++) {
      for (LockMode mode : LockMode.values()) {
        UseSums found = sums.find(lock, mode);
        if (found != null) {
          uses.add(found.use(timeline.locks().get(lock), window.durationNs()));
        }
      }
    }
    return new Locks(uses, window.durationNs(), Confidence.of(timeline));
  }

  /// Sums by lock and mode.
  static final class Sums {
    private final @Nullable UseSums[] byLock;

    Sums(int locks) {
      byLock = new UseSums[locks];
    }

    @Nullable UseSums find(int lock, LockMode mode) {
      UseSums sums = byLock[lock];
      while (sums != null && sums.mode != mode) {
        sums = sums.next;
      }
      return sums;
    }

    UseSums of(int lock, LockMode mode) {
      UseSums known = find(lock, mode);
      if (known == null) {
        known = new UseSums(mode, byLock[lock]);
        byLock[lock] = known;
      }
      return known;
    }
  }
}
