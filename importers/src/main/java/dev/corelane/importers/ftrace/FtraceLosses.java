package dev.corelane.importers.ftrace;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.kernel.SchedulingTracker;
import java.util.HashMap;
import java.util.Map;

/// Events that the kernel did not keep: those that pages tell of become holes, those that only the
/// recorder's counts tell of are counted.
final class FtraceLosses {
  private final ImportContext context;
  private final String source;
  private final SchedulingTracker tracker;

  /// Lost events by name of the buffer.
  private final Map<String, Long> told = new HashMap<>();

  private boolean unknownLoss;
  private long total;

  FtraceLosses(ImportContext context, String source, SchedulingTracker tracker) {
    this.context = context;
    this.source = source;
    this.tracker = tracker;
  }

  /// A page told that events are missing before an event.
  ///
  /// @param timeNs time of that event
  /// @param lost how many, negative unknown
  /// @param switches whether switches may be among them
  void lost(int cpu, long timeNs, long lost, TraceBuffer buffer, boolean switches) {
    long number = Math.max(0, lost);
    unknownLoss |= lost < 0;
    told.merge(buffer.name(), number, Long::sum);
    total += number;
    context
        .problems()
        .add(
            FtraceProblems.LOST,
            "events of CPU " + cpu + " were lost in " + buffer.displayName(),
            source,
            -1,
            timeNs,
            Math.max(1, number));
    if (switches) {
      tracker.lost(cpu, timeNs, number, "lost events");
    } else {
      tracker.lostElsewhere(cpu, timeNs, number, "lost events in " + buffer.displayName());
    }
  }

  /// What the recorder counted of a buffer.
  void dropped(TraceBuffer buffer, long counted) {
    long unexplained = counted - told.getOrDefault(buffer.name(), 0L);
    if (unexplained > 0) {
      total += unexplained;
      if (!unknownLoss) {
        context
            .problems()
            .add(
                FtraceProblems.DROPPED,
                "the kernel counted " + counted + " lost events in " + buffer.displayName(),
                source,
                -1,
                dev.corelane.trace.diagnostics.ImportProblem.NO_TIME,
                unexplained);
      }
    }
  }

  /// Lost events in all, as far as they were counted.
  long total() {
    return total;
  }
}
