package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.Located;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.lists.Latest;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.TimeRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;

/// Keeps the lanes of several views alike: a group that is opened, a lane that is pinned and a lane
/// on which something is selected in one has its counterpart in the others. CPUs correspond by
/// number, locks by kind and name, threads by class or name and, of several, by the order of their
/// ids.
///
/// All methods are called on the UI thread.
public final class LinkedLanes {
  private static final int MOST_PINNED = 3;

  private final List<ComparedSide> sides;
  private final LinkedViews views;
  private final Latest work;
  private final BooleanProperty matched = new SimpleBooleanProperty(true);
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final List<LaneChoice> choices = new ArrayList<>();
  private List<LaneNames> names = List.of();
  private Subscription subscriptions = Subscription.EMPTY;
  private boolean adjusting;

  LinkedLanes(List<ComparedSide> sides, LinkedViews views, Threads threads) {
    this.sides = sides;
    this.views = views;
    work = new Latest(threads);
    work.start(
        monitor -> sides.stream().map(LaneNames::of).toList(),
        made -> {
          names = made;
          ready.set(true);
        });
    for (int i = 0; i < sides.size(); i++) {
      int side = i;
      TimelineModel view = sides.get(i).view();
      choices.add(view.choice());
      subscriptions =
          subscriptions
              .and(view.state().subscribe((a, b) -> changed(side, a, b)))
              .and(view.target().subscribe((a, b) -> selected(side, b)));
    }
  }

  /// @return whether lanes follow each other
  public BooleanProperty matched() {
    return matched;
  }

  /// @return whether it is known which lanes correspond
  public ReadOnlyBooleanProperty ready() {
    return ready.getReadOnlyProperty();
  }

  /// The lock of another side that corresponds.
  ///
  /// @param from index of a side
  /// @param lock id of a lock there
  /// @param to index of the other side
  /// @return id of the lock there, empty if there is none or it is not known yet
  public Optional<Integer> lock(int from, int lock, int to) {
    return ready.get() ? names.get(from).lock(lock, names.get(to)) : Optional.empty();
  }

  /// Locks that were waited for in a side and exist in another.
  ///
  /// @param from index of a side
  /// @param to index of the other side
  /// @return ids of locks of the first, the worst first
  public List<Integer> commonLocks(int from, int to) {
    return sides.get(from).view().digest().facts().contended().stream()
        .filter(lock -> lock(from, lock, to).isPresent())
        .toList();
  }

  /// Pins the locks that were waited for longest in the first side and exist in all others, so that
  /// they stand at the same place everywhere.
  public void pinCommonLocks() {
    if (!ready.get()) {
      return;
    }
    List<Integer> common =
        sides.getFirst().view().digest().facts().contended().stream()
            .filter(
                lock -> {
                  for (int to = 1; to < sides.size(); to++) {
                    if (lock(0, lock, to).isEmpty()) {
                      return false;
                    }
                  }
                  return true;
                })
            .limit(MOST_PINNED)
            .toList();
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      LaneChoice choice = unpinned(sides.get(i).view().choice());
      for (int lock : common) {
        int own = i == 0 ? lock : lock(0, lock, i).orElseThrow();
        choice = choice.pinning("lock/" + own);
      }
      choose(i, choice);
    }
    adjusting = false;
  }

  /// Unpins all lanes of all sides.
  public void unpinAll() {
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      choose(i, unpinned(sides.get(i).view().choice()));
    }
    adjusting = false;
  }

  private static LaneChoice unpinned(LaneChoice choice) {
    LaneChoice next = choice;
    for (String lane : choice.pinned()) {
      next = next.pinning(lane);
    }
    return next;
  }

  private void choose(int side, LaneChoice choice) {
    sides.get(side).view().choose(choice);
    choices.set(side, choice);
  }

  private void changed(int side, ViewState before, ViewState now) {
    choiceMayHaveChanged(side);
    boolean scrolled = before.scroll() != now.scroll() && !adjusting && !views.adjusting();
    if (scrolled && matched.get() && ready.get()) {
      adjusting = true;
      for (int i = 0; i < sides.size(); i++) {
        if (i != side) {
          scroll(side, now, i);
        }
      }
      adjusting = false;
    }
  }

  /// Scrolls so that the uppermost lane that a side has in common with another stands at the same
  /// height in both.
  private void scroll(int side, ViewState now, int to) {
    TimelineModel view = sides.get(to).view();
    double height = sides.get(side).view().geometry().get().lanes().height();
    for (LaneRow row : now.layout().visible(now.scroll(), height)) {
      Optional<LaneRow> other =
          names
              .get(side)
              .lane(row.lane().id(), names.get(to))
              .flatMap(view.state().get().layout()::find);
      if (other.isPresent()) {
        view.scrollTo(other.get().y() - now.layout().topOf(row, now.scroll()));
        return;
      }
    }
  }

  private void choiceMayHaveChanged(int side) {
    LaneChoice now = sides.get(side).view().choice();
    LaneChoice before = choices.get(side);
    if (now.equals(before)) {
      return;
    }
    choices.set(side, now);
    if (adjusting || !matched.get() || !ready.get()) {
      return;
    }
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      if (i != side) {
        choose(i, carriedOver(before, now, side, i));
      }
    }
    adjusting = false;
  }

  private LaneChoice carriedOver(LaneChoice before, LaneChoice now, int from, int to) {
    LaneChoice next = sides.get(to).view().choice();
    LaneNames here = names.get(from);
    LaneNames there = names.get(to);
    for (String group : changed(before.expanded(), now.expanded())) {
      Optional<String> other = here.group(group, there);
      boolean open = now.expanded().contains(group);
      if (other.isPresent() && next.expanded().contains(other.get()) != open) {
        next = next.toggled(other.get());
      }
    }
    for (String lane : changed(before.pinned(), now.pinned())) {
      Optional<String> other = here.lane(lane, there);
      boolean pin = now.pinned().contains(lane);
      if (other.isPresent() && next.pinned().contains(other.get()) != pin) {
        next = next.pinning(other.get());
      }
    }
    if (!before.filter().equals(now.filter())) {
      next = next.withFilter(now.filter());
    }
    return before.locks() == now.locks() ? next : next.withLocks(now.locks());
  }

  private static Set<String> changed(Set<String> before, Set<String> now) {
    Set<String> all = new HashSet<>(before);
    all.addAll(now);
    all.removeIf(id -> before.contains(id) == now.contains(id));
    return all;
  }

  private void selected(int side, Optional<Target> target) {
    boolean follow = matched.get() && views.linked().get() && ready.get();
    if (adjusting || views.adjusting() || !follow) {
      return;
    }
    adjusting = true;
    for (int i = 0; i < sides.size(); i++) {
      if (i != side) {
        if (target.isEmpty()) {
          sides.get(i).view().clearSelection();
        } else {
          selectCounterpart(side, target.get(), i);
        }
      }
    }
    adjusting = false;
  }

  private void selectCounterpart(int side, Target target, int to) {
    TimelineModel view = sides.get(to).view();
    Located place = Located.of(sides.get(side).timeline(), target);
    LaneNames here = names.get(side);
    LaneNames there = names.get(to);
    TimeRange seen = sides.get(side).view().scale().visible();
    long at =
        views.counterpart(side, Math.clamp(place.startNs(), seen.startNs(), seen.endNs()), to);
    switch (target) {
      case SliceRef slice ->
          here.cpu(slice.cpu(), there)
              .map(cpu -> new SliceRef(cpu, sides.get(to).timeline().slices(cpu).at(at)))
              .filter(ref -> ref.index() >= 0)
              .ifPresentOrElse(view::select, view::clearSelection);
      case Target.LockRef lock -> selectLock(here.lock(lock.lock(), there), view);
      case Target.HoldRef hold -> {
        int lock = sides.get(side).timeline().holds().get(hold.row()).lock();
        selectLock(here.lock(lock, there), view);
      }
      default ->
          here.thread(place.task(), there)
              .ifPresentOrElse(
                  task -> {
                    long state = sides.get(to).timeline().states(task).at(at);
                    view.showThread(task);
                    view.select(new Target.StateRef(task, state));
                  },
                  view::clearSelection);
    }
  }

  private static void selectLock(Optional<Integer> lock, TimelineModel view) {
    lock.map(Target.LockRef::new).ifPresentOrElse(view::goTo, view::clearSelection);
  }

  /// Ends its life.
  void dispose() {
    subscriptions.unsubscribe();
    work.cancel();
  }
}
