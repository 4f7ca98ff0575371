package dev.corelane.replay.userspace;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;

/// Writes a run as a timeline: a thread per worker that never leaves its core, and spans upon it
/// for queries and urgent transactions; those that interrupted a query lie within its span. All of
/// it is synthetic.
public final class UserspaceTimeline implements UserspaceObserver, AutoCloseable {
  /// Category of the spans of long queries.
  public static final String QUERY = "query";

  /// Category of the spans of urgent transactions; their outcome tells how long they had waited.
  public static final String URGENT = "urgent transaction";

  private static final int FIRST_TID = 1_000;
  private static final int NORMAL_PRIORITY = 120;

  private final TimelineBuilder builder = new TimelineBuilder();
  private final List<Integer> tasks = new ArrayList<>();
  private final String policy;

  /// @param model what will run
  public UserspaceTimeline(UserspaceModel model) {
    policy = model.policy().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    for (int i = 0; i < model.workload().workers(); i++) {
      tasks.add(builder.task(FIRST_TID + i, FIRST_TID, "worker " + i, 0, false));
    }
    tasks.add(builder.task(FIRST_TID + tasks.size(), FIRST_TID, "admission", 0, false));
  }

  @Override
  public void low(int worker, long startNs, long endNs, boolean whole) {
    span(worker, startNs, endNs, QUERY, "long query", whole ? "done" : "cut");
  }

  @Override
  public void high(int worker, long arrivalNs, long startNs, long endNs) {
    long waitedUs = (startNs - arrivalNs) / 1_000;
    span(worker, startNs, endNs, URGENT, "urgent", "waited " + waitedUs + " us");
  }

  /// Makes the timeline.
  ///
  /// @param durationNs how long the run was, ns
  /// @param monitor told of the progress
  /// @return the timeline, for the caller to close
  public Timeline build(long durationNs, ProgressMonitor monitor) {
    for (int i = 0; i < tasks.size(); i++) {
      builder.slice(
          builder.cpu(i),
          0,
          durationNs,
          tasks.get(i),
          SliceEnd.TRACE_END,
          ' ',
          Provenance.SYNTHETIC,
          true,
          true,
          NORMAL_PRIORITY,
          0);
    }
    builder.property("replay.policy", policy);
    return builder.build(monitor);
  }

  @Override
  public void close() {
    builder.close();
  }

  private void span(
      int worker, long startNs, long endNs, String category, String name, String outcome) {
    builder.span(startNs, endNs, tasks.get(worker), category, name, outcome, Provenance.SYNTHETIC);
  }
}
