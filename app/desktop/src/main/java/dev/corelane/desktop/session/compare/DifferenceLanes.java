package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.Target;
import dev.corelane.render.digest.Curve;
import dev.corelane.render.digest.RunningThreads;
import dev.corelane.render.paint.SignedLanePainter;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleToLongFunction;

/// What the two compared sides differ in over the visible time: how many more threads ran, and how
/// many more waited for a lock, in one than in the other. Times correspond as the sides are
/// aligned.
public final class DifferenceLanes {
  private static final int LOCKS = 2;

  private final CompareModel model;

  DifferenceLanes(CompareModel model) {
    this.model = model;
  }

  /// The lanes as they are now.
  ///
  /// @return running threads, and the waiters of the selected lock or else of those locks that were
  ///   waited for longest and both sides have
  public List<SignedLanePainter.Lane> lanes() {
    int base = model.differences().pair().get().base();
    int other = model.differences().pair().get().other();
    List<SignedLanePainter.Lane> lanes = new ArrayList<>();
    var runningA = new RunningThreads(timeline(base));
    var runningB = new RunningThreads(timeline(other));
    lanes.add(lane("Running threads", base, other, runningA::mean, runningB::mean));
    for (int lock : locks(base, other)) {
      Optional<Integer> counterpart = model.lanes().lock(base, lock, other);
      if (counterpart.isPresent()) {
        Curve a = side(base).view().digest().facts().lock(lock).waiters();
        Curve b = side(other).view().digest().facts().lock(counterpart.get()).waiters();
        String name = side(base).view().digest().facts().lockName(lock);
        lanes.add(lane("Waiting: " + name, base, other, a::mean, b::mean));
      }
    }
    return lanes;
  }

  /// What there is to say about a point of a lane.
  ///
  /// @param lane one of [#lanes()]
  /// @param x logical pixels from the left edge of the lane
  /// @param width of the lane
  /// @return a line
  public String text(SignedLanePainter.Lane lane, double x, double width) {
    int base = model.differences().pair().get().base();
    int other = model.differences().pair().get().other();
    long origin = timeline(base).range().startNs();
    double more = lane.difference().applyAsDouble(x / width, Math.min(1, (x + 1) / width));
    String at = TimeText.exact(model.views().timeAt(base, x / width, base) - origin);
    char letter = side(more < 0 ? other : base).letter();
    return "%s at %s: %s"
        .formatted(
            lane.title(),
            at,
            Double.isNaN(more)
                ? "not recorded in both"
                : TimeText.number(Math.abs(more), 2) + " more in " + letter);
  }

  private List<Integer> locks(int base, int other) {
    Optional<Integer> selected =
        side(base).view().target().get().flatMap(target -> lockOf(timeline(base), target));
    if (selected.isPresent() && model.lanes().lock(base, selected.get(), other).isPresent()) {
      return List.of(selected.get());
    }
    return model.lanes().commonLocks(base, other).stream().limit(LOCKS).toList();
  }

  private static Optional<Integer> lockOf(Timeline timeline, Target target) {
    int lock =
        switch (target) {
          case Target.LockRef ref -> ref.lock();
          case Target.HoldRef ref -> timeline.holds().get(ref.row()).lock();
          case Target.WaitRef ref -> timeline.waits().get(ref.row()).lock();
          default -> -1;
        };
    return lock < 0 ? Optional.empty() : Optional.of(lock);
  }

  /// The mean of something between two times.
  private interface Mean {
    double of(long fromNs, long toNs);
  }

  private SignedLanePainter.Lane lane(String title, int base, int other, Mean a, Mean b) {
    DoubleToLongFunction timeA = share -> model.views().timeAt(base, share, base);
    DoubleToLongFunction timeB = share -> model.views().timeAt(base, share, other);
    return new SignedLanePainter.Lane(
        title,
        (from, to) ->
            mean(base, timeA.applyAsLong(from), timeA.applyAsLong(to), a)
                - mean(other, timeB.applyAsLong(from), timeB.applyAsLong(to), b));
  }

  /// NaN where nothing was recorded.
  private double mean(int side, long fromNs, long endNs, Mean of) {
    TimeRange range = side(side).range();
    long toNs = Math.max(fromNs + 1, endNs);
    return fromNs < range.startNs() - 1 || toNs > range.endNs() + 1
        ? Double.NaN
        : of.of(fromNs, toNs);
  }

  private ComparedSide side(int side) {
    return model.sides().get(side);
  }

  private Timeline timeline(int side) {
    return side(side).timeline();
  }
}
