package dev.corelane.render.digest;

import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.Timeline;

/// What one thread went through, besides its states.
///
/// @param task internal task id
/// @param levels its states by levels of detail
/// @param waits the locks it waited for, cut by what it did meanwhile; of a nest the inner wait
/// @param spans its spans; of a nest the inner one
/// @param samples its wait samples, each until the next or for its nominal time
public record ThreadFacts(
    int task, StateLevels levels, Pieces waits, Pieces spans, Pieces samples) {
  static ThreadFacts of(Timeline timeline, int task, ByThread rows) {
    return new ThreadFacts(
        task,
        StateLevels.of(timeline, task),
        waits(timeline, task, rows.waits()),
        spans(timeline, task, rows.spans()),
        samples(timeline, task, rows.samples()));
  }

  /// Rows of the tables by thread.
  ///
  /// @param holds of HOLDS
  /// @param waits of WAITS
  /// @param spans of SPANS
  /// @param samples of WAIT_SAMPLES
  public record ByThread(Grouped holds, Grouped waits, Grouped spans, Grouped samples) {}

  private static Pieces.Intervals intervals(Grouped rows, int task) {
    int count = rows.count(task);
    var in = new Pieces.Intervals(count);
    for (int i = 0; i < count; i++) {
      in.rows[i] = rows.row(task, i);
    }
    return in;
  }

  private static Pieces waits(Timeline timeline, int task, Grouped rows) {
    Pieces.Intervals in = intervals(rows, task);
    for (int i = 0; i < in.rows.length; i++) {
      LockWait wait = timeline.waits().get(in.rows[i]);
      in.starts[i] = wait.startNs();
      in.ends[i] = wait.endNs();
      in.tasks[i] = task;
    }
    return Pieces.of(timeline, in, Pieces.Overlap.INNERMOST);
  }

  private static Pieces spans(Timeline timeline, int task, Grouped rows) {
    Pieces.Intervals in = intervals(rows, task);
    for (int i = 0; i < in.rows.length; i++) {
      Span span = timeline.spans().get(in.rows[i]);
      in.starts[i] = span.startNs();
      in.ends[i] = span.endNs();
      in.tasks[i] = Task.UNKNOWN;
    }
    return Pieces.of(timeline, in, Pieces.Overlap.INNERMOST);
  }

  private static Pieces samples(Timeline timeline, int task, Grouped rows) {
    Pieces.Intervals in = intervals(rows, task);
    long last = timeline.range().endNs();
    for (int i = in.rows.length - 1; i >= 0; i--) {
      WaitSample sample = timeline.waitSamples().get(in.rows[i]);
      in.starts[i] = sample.timeNs();
      long next = i + 1 < in.rows.length ? in.starts[i + 1] : last;
      long nominal = sample.periodNs() > 0 ? sample.timeNs() + sample.periodNs() : next;
      // Not waiting is drawn as nothing.
      in.ends[i] =
          sample.event() < 0 ? sample.timeNs() : Math.max(sample.timeNs(), Math.min(next, nominal));
      in.tasks[i] = Task.UNKNOWN;
    }
    return Pieces.of(timeline, in, Pieces.Overlap.INNERMOST);
  }
}
