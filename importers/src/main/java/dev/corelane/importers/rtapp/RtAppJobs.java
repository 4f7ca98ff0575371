package dev.corelane.importers.rtapp;

import dev.corelane.importers.ImportContext;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows of one thread: each a job, with the counters that its columns tell.
final class RtAppJobs {
  private static final long MICROSECOND = 1000;

  /// Latest time in microseconds: nearer to 2^63 ns, differences of times would not fit.
  private static final long LATEST = (1L << 61) / MICROSECOND;

  /// Columns that are drawn as counters, with what they are called on the timeline.
  private static final Map<String, String> COUNTERS =
      Map.of("wu_lat", "wake-up latency", "slack", "slack", "run", "run time");

  private final TimelineBuilder builder;
  private final List<String> columns;
  private final String thread;
  private final long offsetNs;
  private final int start;
  private final int end;
  private final Map<String, Integer> tracks = new HashMap<>();
  private int task = -1;
  private long count;

  RtAppJobs(List<String> columns, String thread, ImportContext context) {
    this.columns = columns;
    this.thread = thread;
    builder = context.builder();
    offsetNs = context.incident().monotonic();
    start = columns.indexOf("start");
    end = columns.indexOf("end");
  }

  /// Takes a row.
  ///
  /// @param row its values
  /// @return false when it is not what the header says
  boolean take(List<String> row) {
    if (row.size() != columns.size()) {
      return false;
    }
    long[] values = new long[row.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = Long.parseLong(row.get(i));
      } catch (NumberFormatException e) {
        return false;
      }
    }
    if (values[start] < 0 || values[end] < values[start] || values[end] > LATEST) {
      return false;
    }
    long from = offsetNs + values[start] * MICROSECOND;
    long to = offsetNs + values[end] * MICROSECOND;
    if (task < 0) {
      task = builder.task(-1, -1, thread, from, false);
      builder.taskLabel(task, "rt-app");
    }
    int slack = columns.indexOf("slack");
    String outcome = slack >= 0 && values[slack] < 0 ? "late" : "";
    builder.span(from, to, task, "rt-app", "job", outcome, Provenance.RECORDED);
    for (int i = 0; i < values.length; i++) {
      String name = COUNTERS.get(columns.get(i));
      if (name != null) {
        boolean atStart = columns.get(i).equals("wu_lat");
        builder.counter(atStart ? from : to, track(name), values[i]);
      }
    }
    count++;
    return true;
  }

  private int track(String name) {
    return tracks.computeIfAbsent(name, n -> builder.counterTrack(n, "µs", -1, task));
  }

  /// Counts the jobs.
  void finish() {
    builder.eventCount("rt-app:job", count, true);
  }

  /// @return rows read
  long count() {
    return count;
  }
}
