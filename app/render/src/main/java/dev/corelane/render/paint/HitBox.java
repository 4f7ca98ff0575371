package dev.corelane.render.paint;

import dev.corelane.render.digest.SpanLoad;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LockBands;
import dev.corelane.render.layout.ThreadBands;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.SpanStyle;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.FactTable;
import java.util.Optional;

/// Where on a lane of locks or threads the outline of a fact stands.
///
/// @param startNs left end
/// @param endNs right end
/// @param top logical pixels from the top of the lane
/// @param height logical pixels
record HitBox(long startNs, long endNs, double top, double height) {
  /// The box of a hit.
  ///
  /// @return the box, empty when the fact does not stand on the lane
  static Optional<HitBox> of(
      TraceDigest digest, Hit hit, Lane lane, TimeScale scale, double rowHeight) {
    return switch (lane) {
      case Lane.LockLane lock when hit instanceof Hit.Hold hold && hold.lock() == lock.lock() ->
          fact(digest.timeline().holds(), hold.row())
              .map(h -> box(h, LockBands.of(lock, rowHeight)));
      case Lane.ThreadLane thread -> onThread(digest, hit, thread, rowHeight);
      case Lane.LockLane lock -> Optional.empty();
      case Lane.SpansLane spans when hit instanceof Hit.SpanOf span ->
          onSpans(digest, spans, span, scale, rowHeight);
      case Lane.SpansLane spans
          when hit instanceof Hit.SpanCell cell && cell.category().equals(spans.category()) ->
          Optional.of(new HitBox(cell.fromNs(), cell.toNs(), 0, rowHeight));
      case Lane.SessionsLane sessions when hit instanceof Hit.Sessions s ->
          Optional.of(new HitBox(s.fromNs(), s.toNs(), 0, rowHeight));
      case Lane.CounterLane counter
          when hit instanceof Hit.Counter c && c.track() == counter.track() ->
          Optional.of(new HitBox(c.fromNs(), c.toNs(), 0, rowHeight));
      case Lane.MarksLane marks when hit instanceof Hit.MarkAt mark ->
          fact(digest.timeline().marks(), mark.row())
              .filter(m -> m.category().equals(marks.category()))
              .map(m -> new HitBox(m.timeNs(), m.timeNs(), 0, rowHeight));
      case Lane.SpansLane spans -> Optional.empty();
      case Lane.SessionsLane sessions -> Optional.empty();
      case Lane.CounterLane counter -> Optional.empty();
      case Lane.MarksLane marks -> Optional.empty();
      case Lane.Core core -> Optional.empty();
      case Lane.GroupHeading heading -> Optional.empty();
      case Lane.More more -> Optional.empty();
    };
  }

  private static Optional<HitBox> onSpans(
      TraceDigest digest, Lane.SpansLane lane, Hit.SpanOf hit, TimeScale scale, double height) {
    Optional<Span> span =
        fact(digest.timeline().spans(), hit.row())
            .filter(s -> s.category().equals(lane.category()));
    Optional<SpanLoad> load = digest.facts().activity().spansOf(lane.category());
    if (span.isEmpty() || load.isEmpty()) {
      return Optional.empty();
    }
    SpanStyle style = SpanStyle.of(load.get(), scale, height);
    Span s = span.get();
    int slot = style.stacked() ? load.get().slotOf(hit.row(), s.startNs()) : -1;
    return Optional.of(
        slot < 0
            ? new HitBox(s.startNs(), s.endNs(), 0, height)
            : new HitBox(s.startNs(), s.endNs(), slot * style.rowHeight(), style.rowHeight() - 1));
  }

  private static HitBox box(LockHold hold, LockBands bands) {
    return new HitBox(hold.startNs(), hold.endNs(), 0, bands.holders());
  }

  private static Optional<HitBox> onThread(
      TraceDigest digest, Hit hit, Lane.ThreadLane lane, double rowHeight) {
    ThreadBands bands = ThreadBands.of(lane, rowHeight);
    return switch (hit) {
      case Hit.State state when state.task() == lane.task() -> {
        ThreadState s = digest.timeline().states(state.task()).get(state.index());
        yield Optional.of(new HitBox(s.startNs(), s.endNs(), bands.statesTop(), bands.states()));
      }
      case Hit.Wait wait when wait.task() == lane.task() -> {
        Optional<LockWait> w = fact(digest.timeline().waits(), wait.row());
        yield w.map(f -> new HitBox(f.startNs(), f.endNs(), bands.waitsTop(), bands.waits()));
      }
      case Hit.SpanOf span when span.task() == lane.task() -> {
        Optional<Span> s = fact(digest.timeline().spans(), span.row());
        yield s.map(f -> new HitBox(f.startNs(), f.endNs(), 0, bands.spans()));
      }
      case Hit.Sample sample when sample.task() == lane.task() -> {
        Optional<WaitSample> s = fact(digest.timeline().waitSamples(), sample.row());
        yield s.map(
            f ->
                new HitBox(
                    f.timeNs(), f.timeNs() + f.periodNs(), bands.samplesTop(), bands.samples()));
      }
      default -> Optional.empty();
    };
  }

  private static <T extends Record> Optional<T> fact(FactTable<T> table, long row) {
    return row >= 0 && row < table.size() ? Optional.of(table.get(row)) : Optional.empty();
  }
}
