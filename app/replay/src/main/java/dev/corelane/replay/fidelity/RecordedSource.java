package dev.corelane.replay.fidelity;

import dev.corelane.replay.extract.Extraction;
import dev.corelane.replay.extract.Missing;
import dev.corelane.replay.extract.Work;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.recorded.RecordedWork;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/// The programs of recorded threads, action by action.
final class RecordedSource implements WorkSource {
  private final Timeline timeline;
  private final TimeRange whole;
  private final Extraction extraction;

  /// The threads that have programs: what a client did whose thread was not recorded cannot be
  /// replayed.
  private final BitSet played = new BitSet();

  RecordedSource(Timeline timeline, Extraction extraction) {
    this.timeline = timeline;
    this.whole = extraction.range();
    this.extraction = extraction;
    extraction.programs().forEach(program -> played.set(program.task()));
  }

  @Override
  public TimeRange measured(double share) {
    long part = Math.max(1, (long) (whole.durationNs() * share));
    return new TimeRange(whole.startNs(), whole.startNs() + part);
  }

  @Override
  public Behaviour recorded(TimeRange measured, ProgressMonitor monitor) {
    return throughput(
        Behaviour.of(timeline, measured, extraction.locks(), monitor),
        timeline,
        measured,
        played::get);
  }

  @Override
  public Cast cast(KernelShare kernel, int cpus, int seed) {
    var work = new RecordedWork(timeline, extraction, kernel, cpus, seed);
    return new Cast(work.threads(), work.locks());
  }

  @Override
  public Behaviour replayed(Timeline run, ProgressMonitor monitor) {
    Behaviour all = Behaviour.ofReplay(run, extraction.locks().size(), monitor);
    return throughput(all, run, run.range(), task -> true);
  }

  @Override
  public List<Missing> missing() {
    return extraction.missing();
  }

  @Override
  public boolean statistical() {
    return false;
  }

  /// Pieces of work that ended in a range, per second.
  private Behaviour throughput(
      Behaviour of, Timeline timeline, TimeRange range, IntPredicate counted) {
    long ended = 0;
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (Work.is(span, whole) && counted.test(span.task()) && range.contains(span.endNs())) {
        ended++;
      }
    }
    return ended == 0 ? of : of.withThroughput(ended * 1e9 / range.durationNs());
  }
}
