package dev.corelane.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.replay.extract.Arrivals;
import dev.corelane.replay.extract.ProgramExtractor;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import org.junit.jupiter.api.Test;

/// A recording of two seconds beside files that reach further and tell of clients elsewhere.
class RecordedSourceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void isMeasuredWhereSchedulingWasRecordedByWhatCanBeReplayed() {
    try (Timeline timeline = recording()) {
      var extraction = ProgramExtractor.extract(timeline, Arrivals.CLOSED, ProgressMonitor.NONE);
      var source = new RecordedSource(timeline, extraction);

      TimeRange measured = source.measured(1);
      Behaviour told = source.recorded(measured, ProgressMonitor.NONE);

      assertThat(measured).isEqualTo(new TimeRange(10 * SECOND, 12 * SECOND));
      assertThat(told.value(Measure.UTILISATION)).hasValue(1);
      assertThat(told.value(Measure.THROUGHPUT)).hasValue(0.5);
    }
  }

  private static Timeline recording() {
    try (var builder = new TimelineBuilder()) {
      int backend = builder.task(11, 11, "postgres", 0, false);
      int client = builder.task(-1, -1, "pgbench client 0", 0, false);
      builder.slice(
          builder.cpu(0),
          10 * SECOND,
          12 * SECOND,
          backend,
          SliceEnd.SLEEPING,
          'S',
          Provenance.RECORDED,
          false,
          false,
          Task.PRIORITY_UNKNOWN,
          0);
      builder.schedulingEnds(12 * SECOND);
      for (long second : new long[] {2, 11, 20}) {
        for (int task : new int[] {backend, client}) {
          builder.span(
              (second - 1) * SECOND,
              second * SECOND,
              task,
              "transaction",
              "",
              "",
              Provenance.RECORDED);
        }
      }
      builder.span(
          11 * SECOND, 11 * SECOND + 1, backend, Span.SOFTIRQ, "TIMER", "", Provenance.RECORDED);
      builder.span(11 * SECOND + 5, 11 * SECOND + 9, backend, "query", "", "", Provenance.INFERRED);
      return builder.build(ProgressMonitor.NONE);
    }
  }
}
