package dev.corelane.analysis.postgres;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.Steps;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts wait samples by event, application and query, and by what the scheduler did with the
/// backend at the moment of the sample.
public final class WaitProfileAnalysis implements TraceAnalysis<WaitProfile> {
  private static final int BUCKETS = 100;

  /// Types of waits that are no activity.
  private static final Set<String> IDLE = Set.of("Activity", "Client");

  /// Creates it.
  public WaitProfileAnalysis() {}

  @Override
  public String id() {
    return "wait-profile";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SAMPLES);
  }

  @Override
  public WaitProfile run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    Window window = Window.of(timeline, range);
    var queries = new QueryTimes(timeline);
    var activity = new ThreadActivity(timeline);
    Map<List<String>, WaitProfileRow> rows = new HashMap<>();
    Map<String, double[]> sessions = new TreeMap<>();
    long bucketNs = Math.max(1, (window.durationNs() + BUCKETS - 1) / BUCKETS);
    var steps = new Steps(monitor, timeline.waitSamples().size(), "counting wait samples");
    long first = timeline.waitSamples().firstAtOrAfter(window.startNs());
    for (long i = first; i < timeline.waitSamples().size(); i++) {
      steps.next();
      WaitSample sample = timeline.waitSamples().get(i);
      if (!window.contains(sample.timeNs())) {
        break;
      }
      WaitProfileRow row = row(timeline, sample, queries, activity);
      rows.merge(
          List.of(row.type(), row.event(), row.application(), row.query()),
          row,
          WaitProfileRow::plus);
      if (!IDLE.contains(row.type())) {
        String type = row.type().isEmpty() ? ActiveSessions.NO_WAIT : row.type();
        int bucket = (int) Math.min(BUCKETS - 1, (sample.timeNs() - window.startNs()) / bucketNs);
        sessions.computeIfAbsent(type, t -> new double[BUCKETS])[bucket] +=
            (double) sample.periodNs() / bucketNs;
      }
    }
    var sorted = new ArrayList<>(rows.values());
    sorted.sort(
        Comparator.comparingLong(WaitProfileRow::samples)
            .reversed()
            .thenComparing(WaitProfileRow::type)
            .thenComparing(WaitProfileRow::event)
            .thenComparing(WaitProfileRow::application)
            .thenComparing(WaitProfileRow::query));
    Map<String, List<Double>> byType = new LinkedHashMap<>();
    sessions.forEach((type, values) -> byType.put(type, Arrays.stream(values).boxed().toList()));
    return new WaitProfile(
        sorted, new ActiveSessions(window.startNs(), bucketNs, byType), Confidence.of(timeline));
  }

  private static WaitProfileRow row(
      Timeline timeline, WaitSample sample, QueryTimes queries, ThreadActivity activity) {
    String type = "";
    String event = "";
    if (sample.event() >= 0) {
      WaitEvent known = timeline.waitEvents().get(sample.event());
      type = known.type();
      event = known.name();
    }
    String query = queries.at(sample.task(), sample.timeNs());
    if (query.isEmpty() && sample.queryId() != 0) {
      query = "query " + sample.queryId();
    }
    TaskStates states = activity.states(sample.task());
    StateKind kind = states.kind(states.at(sample.timeNs()));
    return new WaitProfileRow(
        type,
        event,
        timeline.task(sample.task()).label(),
        query,
        1,
        sample.periodNs(),
        kind == StateKind.RUNNING ? 1 : 0,
        kind.runnable() ? 1 : 0,
        kind.blocked() || kind == StateKind.DEAD ? 1 : 0,
        kind == StateKind.UNKNOWN ? 1 : 0);
  }
}
