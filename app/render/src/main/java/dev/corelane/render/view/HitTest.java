package dev.corelane.render.view;

import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.Strip;
import dev.corelane.render.digest.ThreadFacts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.CoreBands;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.layout.LockBands;
import dev.corelane.render.layout.ThreadBands;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// Tells what stands at a point. It reads the same geometry as the painters; one look-up takes a
/// few binary searches.
public final class HitTest {
  /// How far beside a mark the pointer may be.
  private static final double REACH = MarkStyle.MARK / 2 + 1;

  /// Narrow holes are drawn and found this wide.
  private static final double HOLE_REACH = 3;

  /// Slices looked at on either side for a mark; marks drawn one by one are not denser.
  private static final long MOST_SLICES = 64;

  private final TraceDigest digest;
  private final TimelineGeometry geometry;
  private final ViewState state;

  /// Prepares for the points of one picture.
  ///
  /// @param digest the timeline
  /// @param geometry the areas
  /// @param state the view
  public HitTest(TraceDigest digest, TimelineGeometry geometry, ViewState state) {
    this.digest = digest;
    this.geometry = geometry;
    this.state = state;
  }

  /// What stands at a point.
  ///
  /// @param x logical pixels
  /// @param y logical pixels
  /// @return the topmost thing that can be named
  public Hit at(double x, double y) {
    TimeScale scale = state.scale();
    if (geometry.ruler().contains(x, y)) {
      return new Hit.Ruler(scale.nearestNs(x - geometry.ruler().x()));
    }
    if (geometry.minimap().contains(x, y)) {
      TimeScale whole = TimeScale.fit(digest.timeline().range(), geometry.minimap().width());
      return new Hit.Minimap(whole.nearestNs(x - geometry.minimap().x()));
    }
    boolean header = geometry.headers().contains(x, y);
    if (!header && !geometry.lanes().contains(x, y)) {
      return Hit.NOTHING;
    }
    double inArea = y - geometry.lanes().y();
    Optional<LaneRow> row = state.layout().rowAt(inArea, state.scroll());
    if (row.isEmpty()) {
      return Hit.NOTHING;
    }
    if (header) {
      return new Hit.Header(row.get().lane());
    }
    double inLanes = x - geometry.lanes().x();
    double inLane = inArea - state.layout().topOf(row.get(), state.scroll());
    return switch (row.get().lane()) {
      case Lane.GroupHeading heading -> new Hit.Header(heading);
      case Lane.More more -> new Hit.Header(more);
      case Lane.Core core -> atCore(core, row.get(), inLanes, inLane);
      case Lane.LockLane lock -> atLock(lock, row.get(), inLanes, inLane);
      case Lane.ThreadLane thread -> atThread(thread, row.get(), inLanes, inLane);
      case Lane.SessionsLane sessions -> activity().sessions(inLanes, inLane, row.get().height());
      case Lane.SpansLane spans -> activity().spans(spans, inLanes, inLane, row.get().height());
      case Lane.CounterLane counter -> activity().counter(counter, inLanes);
      case Lane.MarksLane marks -> activity().marks(marks, inLanes);
    };
  }

  private ActivityHits activity() {
    return new ActivityHits(digest.timeline(), digest.facts().activity(), state.scale());
  }

  private Hit atCore(Lane.Core core, LaneRow row, double x, double y) {
    Timeline timeline = digest.timeline();
    long time = state.scale().floorNs(x);
    long slack = (long) (HOLE_REACH * state.scale().nsPerPx());
    Optional<Hole> hole = digest.holes().at(core.cpu(), time, slack);
    if (hole.isPresent()) {
      return new Hit.LostData(hole.get(), core.cpu());
    }
    CpuSlices slices = timeline.slices(core.cpu());
    long at = slices.at(time);
    if (at < 0) {
      return Hit.NOTHING;
    }
    CoreBands bands = CoreBands.of(row.height());
    if (y < bands.bodyTop() && MarkStyle.of(digest, state.scale()).single()) {
      long marked = nearestMark(slices, at, x);
      if (marked >= 0) {
        return new Hit.SwitchMark(core.cpu(), marked);
      }
    }
    return new Hit.Slice(core.cpu(), at, time);
  }

  private Hit atLock(Lane.LockLane lane, LaneRow row, double x, double y) {
    long time = timeAt(x);
    if (y < LockBands.of(lane, row.height()).holders()) {
      Pieces holders = digest.facts().lock(lane.lock()).holders();
      long piece = pieceAt(state.scale(), holders, x);
      if (piece >= 0) {
        return new Hit.Hold(lane.lock(), holders.row(piece), time);
      }
    }
    return new Hit.LockMoment(lane.lock(), time);
  }

  private Hit atThread(Lane.ThreadLane lane, LaneRow row, double x, double y) {
    long time = timeAt(x);
    int task = lane.task();
    ThreadBands bands = ThreadBands.of(lane, row.height());
    ThreadFacts facts = digest.facts().thread(task);
    if (y < bands.spans()) {
      long piece = pieceAt(state.scale(), facts.spans(), x);
      return piece < 0 ? Hit.NOTHING : new Hit.SpanOf(task, facts.spans().row(piece), time);
    }
    if (bands.samples() > 0 && y >= bands.samplesTop()) {
      long piece = pieceAt(state.scale(), facts.samples(), x);
      return piece < 0 ? Hit.NOTHING : new Hit.Sample(task, facts.samples().row(piece), time);
    }
    if (bands.waits() > 0 && y >= bands.waitsTop()) {
      long piece = pieceAt(state.scale(), facts.waits(), x);
      if (piece >= 0) {
        return new Hit.Wait(task, facts.waits().row(piece), time);
      }
    }
    Strip states = facts.levels().strip();
    return new Hit.State(task, Math.max(0, pieceAt(state.scale(), states, x)), time);
  }

  private long timeAt(double x) {
    return timeAt(state.scale(), x);
  }

  /// The time at a point, within the timeline.
  static long timeAt(TimeScale scale, double x) {
    TimeRange all = scale.bounds();
    long last = Math.max(all.startNs(), all.endNs() - 1);
    return Math.clamp(scale.floorNs(x), all.startNs(), last);
  }

  /// The interval drawn at a point: the wide one that has the column, else the one at the time.
  static long pieceAt(TimeScale scale, Strip strip, double x) {
    FactColumns columns = FactColumns.of(scale);
    long wide = columns.new Widths(strip).at(columns.columnAt(x));
    if (wide >= 0) {
      return wide;
    }
    long time = timeAt(scale, x);
    long i = strip.firstEndingAfter(0, time);
    return i < strip.count() && strip.startNs(i) <= time ? i : -1;
  }

  /// The involuntary switch nearest to a point, within reach; -1 if there is none.
  private long nearestMark(CpuSlices slices, long at, double x) {
    long best = -1;
    double bestDistance = REACH;
    long from = Math.max(0, at - MOST_SLICES);
    long to = Math.min(slices.count() - 1, at + MOST_SLICES);
    for (long i = from; i <= to; i++) {
      double distance = Math.abs(state.scale().toPx(slices.endNs(i)) - x);
      if (distance <= bestDistance && slices.end(i).involuntary()) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }
}
