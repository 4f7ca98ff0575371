package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;

/// Keeps the visible and the selected time of several views together, and tells where the time
/// under the pointer of one stands in the others. A view that did not change is not touched.
///
/// All methods are called on the UI thread.
public final class LinkedViews {
  private final List<ComparedSide> sides;
  private final List<Followed> followed = new ArrayList<>();
  private final BooleanProperty linked = new SimpleBooleanProperty(true);
  private final ReadOnlyLongWrapper cursorChanges = new ReadOnlyLongWrapper();
  private Subscription subscriptions = Subscription.EMPTY;
  private List<Alignment> alignments;
  private double leastCommon;
  private double mostCommon;
  private boolean adjusting;
  private int pointed = -1;
  private double pointedX;

  /// What was last seen of a view.
  private static final class Followed {
    private TimeScale scale;
    private Optional<TimeRange> selection;

    Followed(ViewState state) {
      scale = state.scale();
      selection = state.selection();
    }
  }

  /// All sides by their starts.
  ///
  /// @param sides at least one
  public LinkedViews(List<ComparedSide> sides) {
    this.sides = List.copyOf(sides);
    alignments =
        sides.stream().<Alignment>map(s -> new Alignment.Shift(sinceStart(s, s.range()))).toList();
    for (int i = 0; i < sides.size(); i++) {
      int side = i;
      followed.add(new Followed(sides.get(i).view().state().get()));
      subscriptions =
          subscriptions.and(sides.get(i).view().state().subscribe((a, b) -> changed(side)));
    }
    linked.subscribe(
        (before, now) -> {
          if (now) {
            follow(0);
          }
        });
    align(alignments);
    fit();
  }

  private static double sinceStart(ComparedSide side, TimeRange range) {
    return range.startNs() - side.timeline().range().startNs();
  }

  /// @return whether the views move together
  public BooleanProperty linked() {
    return linked;
  }

  /// @return counts changes of where the pointer's time stands in any view
  public ReadOnlyLongProperty cursorChanges() {
    return cursorChanges.getReadOnlyProperty();
  }

  /// @param side index of a side
  /// @return where its times stand on the common axis
  public Alignment alignment(int side) {
    return alignments.get(side);
  }

  /// Aligns the sides in another way; what the first side shows stays.
  ///
  /// @param next one per side
  public void align(List<Alignment> next) {
    alignments = List.copyOf(next);
    leastCommon = Double.MAX_VALUE;
    mostCommon = -Double.MAX_VALUE;
    for (int i = 0; i < sides.size(); i++) {
      double from = sinceStart(sides.get(i), sides.get(i).range());
      leastCommon = Math.min(leastCommon, alignments.get(i).toCommon(from));
      mostCommon =
          Math.max(
              mostCommon, alignments.get(i).toCommon(from + sides.get(i).range().durationNs()));
    }
    for (int i = 0; i < sides.size(); i++) {
      rebase(i);
    }
    follow(0);
  }

  /// Shows all of every side.
  public void fit() {
    showCommon(leastCommon, mostCommon);
  }

  /// Brings a place of the common axis to the middle of all views, without zooming.
  ///
  /// @param common the place
  public void centerOn(double common) {
    TimeScale now = scale(0);
    double from = alignments.getFirst().toCommon(left(0));
    double to = alignments.getFirst().toCommon(left(0) + now.visibleNs());
    showCommon(common - (to - from) / 2, common + (to - from) / 2);
  }

  /// Selects something in each view and brings its lane into sight; the time that is shown is left
  /// to whoever calls.
  ///
  /// @param places by side; empty for none
  void reveal(List<Optional<Target>> places) {
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      TimelineModel view = view(i);
      places.get(i).ifPresentOrElse(view::goTo, view::clearSelection);
    }
    adjusting = false;
  }

  /// Shows the same stretch of the common axis in all views, linked or not.
  ///
  /// @param from its start
  /// @param to its end, after the start
  public void showCommon(double from, double to) {
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      show(i, from, to);
    }
    adjusting = false;
    cursorChanged();
  }

  /// Tells that the pointer is on a view.
  ///
  /// @param side index of the side
  /// @param x logical pixels from the left edge of its lanes
  public void pointAt(int side, double x) {
    if (pointed != side || pointedX != x) {
      pointed = side;
      pointedX = x;
      cursorChanged();
    }
  }

  /// Tells that the pointer is on no view.
  public void pointNowhere() {
    if (pointed >= 0) {
      pointed = -1;
      cursorChanged();
    }
  }

  /// @param side index of a side
  /// @return whether the pointer is on its lanes
  public boolean pointed(int side) {
    return pointed == side;
  }

  /// Where the time under the pointer stands.
  ///
  /// @param side index of a side
  /// @return logical pixels from the left edge of its lanes; empty if the pointer is on no view or
  ///   the time is out of sight
  public OptionalDouble cursorX(int side) {
    if (pointed < 0) {
      return OptionalDouble.empty();
    }
    TimeScale from = scale(pointed);
    double own = left(pointed) + pointedX * from.nsPerPx();
    double common = alignments.get(pointed).toCommon(own);
    TimeScale to = scale(side);
    double x =
        side == pointed
            ? pointedX
            : (alignments.get(side).toOwn(common) - left(side)) / to.nsPerPx();
    return x >= 0 && x <= to.width() ? OptionalDouble.of(x) : OptionalDouble.empty();
  }

  /// The time of one side that stands where a time of another does.
  ///
  /// @param from index of a side
  /// @param timeNs a time of its timeline
  /// @param to index of the other side
  /// @return the time on the other timeline, which may lie outside of it
  public long counterpart(int from, long timeNs, int to) {
    double common = alignments.get(from).toCommon(timeNs - origin(from));
    return origin(to) + Math.round(alignments.get(to).toOwn(common));
  }

  /// The time of a side that stands at a place of the picture of another.
  ///
  /// @param shown index of the side whose picture is meant
  /// @param share place in it, 0 at its left edge to 1 at its right edge
  /// @param side index of the side whose time is asked for
  /// @return ns on its timeline, which may lie outside of it
  public long timeAt(int shown, double share, int side) {
    double own = left(shown) + share * scale(shown).visibleNs();
    double there =
        side == shown ? own : alignments.get(side).toOwn(alignments.get(shown).toCommon(own));
    return origin(side) + (long) Math.floor(there);
  }

  /// @return whether views are being changed because another one did
  boolean adjusting() {
    return adjusting;
  }

  /// Ends its life.
  public void dispose() {
    subscriptions.unsubscribe();
  }

  private void changed(int side) {
    Followed last = followed.get(side);
    ViewState now = sides.get(side).view().state().get();
    boolean moved = !now.scale().equals(last.scale);
    boolean selected = !now.selection().equals(last.selection);
    last.scale = now.scale();
    last.selection = now.selection();
    if (adjusting || !moved && !selected) {
      return;
    }
    if (moved) {
      rebase(side);
      if (linked.get()) {
        follow(side);
      }
      cursorChanged();
    }
    if (selected && linked.get()) {
      select(side, now.selection());
    }
  }

  /// Views that were kept in a history may have been bounded otherwise.
  private void rebase(int side) {
    TimeRange bounds = bounds(side);
    TimeScale now = scale(side);
    if (!now.bounds().equals(bounds)) {
      boolean before = adjusting;
      adjusting = true;
      view(side)
          .show(
              new TimeScale(
                  bounds, now.startNs(), now.startFraction(), now.visibleNs(), now.width()));
      adjusting = before;
    }
  }

  private void follow(int side) {
    TimeScale now = scale(side);
    double from = alignments.get(side).toCommon(left(side));
    double to = alignments.get(side).toCommon(left(side) + now.visibleNs());
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      if (i != side) {
        show(i, from, to);
      }
    }
    adjusting = false;
  }

  private void select(int side, Optional<TimeRange> range) {
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      if (i != side) {
        int other = i;
        Optional<TimeRange> mapped =
            range
                .flatMap(r -> mapped(side, r, other))
                .flatMap(sides.get(other).timeline().range()::overlap);
        if (!mapped.equals(view(other).state().get().selection())) {
          view(other).selectRange(mapped);
        }
      }
    }
    adjusting = false;
  }

  private Optional<TimeRange> mapped(int side, TimeRange range, int other) {
    long from = counterpart(side, range.startNs(), other);
    long to = counterpart(side, range.endNs(), other);
    return from < to ? Optional.of(new TimeRange(from, to)) : Optional.empty();
  }

  private void show(int side, double from, double to) {
    Alignment own = alignments.get(side);
    double start = own.toOwn(from);
    double visible = Math.max(TimeScale.MIN_VISIBLE_NS, own.toOwn(to) - start);
    double whole = Math.floor(start);
    TimeScale now = scale(side);
    var next =
        new TimeScale(
            bounds(side), origin(side) + (long) whole, start - whole, visible, now.width());
    if (!next.equals(now)) {
      view(side).show(next);
    }
  }

  private TimeRange bounds(int side) {
    Alignment own = alignments.get(side);
    long from = origin(side) + (long) Math.floor(own.toOwn(leastCommon));
    long to = origin(side) + (long) Math.ceil(own.toOwn(mostCommon));
    return new TimeRange(from, Math.max(from + 1, to));
  }

  private double left(int side) {
    TimeScale now = scale(side);
    return now.startNs() - origin(side) + now.startFraction();
  }

  private long origin(int side) {
    return sides.get(side).timeline().range().startNs();
  }

  private TimeScale scale(int side) {
    return view(side).scale();
  }

  private TimelineModel view(int side) {
    return sides.get(side).view();
  }

  private void cursorChanged() {
    cursorChanges.set(cursorChanges.get() + 1);
  }
}
