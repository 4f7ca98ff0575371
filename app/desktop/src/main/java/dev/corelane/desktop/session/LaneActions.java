package dev.corelane.desktop.session;

import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.layout.LaneSize;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LaneFilter;
import dev.corelane.render.view.LanePlan;
import dev.corelane.render.view.ThreadSort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What can be done with lanes: pin, hide, make higher, move, sort, filter. The commands mean the
/// lane under the pointer, else that of the selection.
public final class LaneActions {
  private final TimelineModel model;
  private final LanePlan plan;

  LaneActions(TimelineModel model, LanePlan plan) {
    this.model = model;
    this.plan = plan;
  }

  /// A part of the menu of a lane.
  public sealed interface Entry {
    /// A line between groups of entries.
    record Separator() implements Entry {}

    /// Something to do.
    ///
    /// @param title what it is called
    /// @param chosen whether it is so already
    /// @param run does it
    record Item(String title, boolean chosen, Runnable run) implements Entry {}

    /// A menu within the menu.
    ///
    /// @param title what it is called
    /// @param items its entries
    record Menu(String title, List<Item> items) implements Entry {
      /// Copies the list.
      public Menu {
        items = List.copyOf(items);
      }
    }
  }

  /// The menu of a lane.
  ///
  /// @param lane the lane, empty for what concerns all lanes only
  /// @return its entries from top to bottom
  public List<Entry> menu(Optional<Lane> lane) {
    List<Entry> entries = new ArrayList<>();
    lane.ifPresent(l -> addOwn(entries, l));
    if (!entries.isEmpty()) {
      entries.add(new Entry.Separator());
    }
    List<Entry.Item> sizes = new ArrayList<>();
    boolean uniform = choice().sizes().isEmpty();
    for (LaneSize size : LaneSize.values()) {
      sizes.add(
          item(size.title(), uniform && size == choice().size(), () -> choice().withSizes(size)));
    }
    entries.add(new Entry.Menu("Height of All Lanes", sizes));
    List<Entry.Item> sorts = new ArrayList<>();
    for (ThreadSort.Key key : ThreadSort.Key.values()) {
      sorts.add(new Entry.Item(key.title(), key == choice().sort().key(), () -> sortThreads(key)));
    }
    entries.add(new Entry.Menu("Sort Threads by", sorts));
    if (!choice().order().isEmpty()) {
      entries.add(item("Usual Order of Lanes", false, this::usualOrder));
    }
    if (!choice().hidden().isEmpty()) {
      entries.add(item("Show Hidden Lanes", false, () -> choice().unhidingAll()));
    }
    return List.copyOf(entries);
  }

  private void addOwn(List<Entry> entries, Lane lane) {
    String id = lane.id();
    if (lane instanceof Lane.More || id.equals("pinned")) {
      return;
    }
    if (LaneModel.pinnable(lane).isPresent()) {
      boolean pinned = choice().pinned().contains(id);
      entries.add(item(pinned ? "Unpin" : "Pin", false, () -> choice().pinning(id)));
    }
    boolean group = lane instanceof Lane.GroupHeading;
    entries.add(item(group ? "Hide Group" : "Hide", false, () -> choice().hiding(id)));
    if (!group) {
      List<Entry.Item> sizes = new ArrayList<>();
      for (LaneSize size : LaneSize.values()) {
        boolean now = size == choice().sizeOf(id);
        sizes.add(item(size.title(), now, () -> choice().withSize(id, size)));
      }
      entries.add(new Entry.Menu("Height", sizes));
    }
    if (plan.siblings(choice(), id).isPresent()) {
      entries.add(new Entry.Item("Move Up", false, () -> move(id, -1)));
      entries.add(new Entry.Item("Move Down", false, () -> move(id, 1)));
    }
  }

  private Entry.Item item(String title, boolean chosen, Supplier<LaneChoice> next) {
    return new Entry.Item(title, chosen, () -> model.choose(next.get()));
  }

  private LaneChoice choice() {
    return model.choice();
  }

  private LaneChoice usualOrder() {
    LaneChoice choice = choice();
    for (String group : choice.order().keySet()) {
      choice = choice.withOrder(group, List.of());
    }
    return choice;
  }

  /// @return the lane under the pointer, else that of the selection
  public Optional<Lane> current() {
    return model.currentLane();
  }

  /// @param y height of a point in the picture
  /// @return the lane there
  public Optional<Lane> laneAt(double y) {
    return model.rowAt(y).map(LaneRow::lane);
  }

  /// The lanes between two heights of the picture.
  ///
  /// @param y one height
  /// @param otherY the other one
  /// @return ids of lanes of cores, locks and threads and of collapsed groups; none if there are
  ///   only others
  public Set<String> between(double y, double otherY) {
    var state = model.state().get();
    double top = model.geometry().get().lanes().y();
    double from = Math.min(y, otherY) - top;
    double to = Math.max(y, otherY) - top;
    Set<String> touched = new LinkedHashSet<>();
    double bottom = model.geometry().get().lanes().height();
    List<LaneRow> rows = new ArrayList<>(state.layout().frozenRows());
    rows.addAll(state.layout().visible(state.scroll(), bottom));
    for (LaneRow row : rows) {
      double rowTop = state.layout().topOf(row, state.scroll());
      boolean seen =
          state.layout().isFrozen(row)
              || from >= state.layout().frozenHeight()
              || rowTop >= state.layout().frozenHeight();
      if (seen && rowTop < to && rowTop + row.height() > from && restricts(row.lane())) {
        touched.add(row.lane().id());
      }
    }
    return touched;
  }

  private static boolean restricts(Lane lane) {
    return switch (lane) {
      case Lane.Core core -> true;
      case Lane.LockLane lock -> true;
      case Lane.ThreadLane thread -> true;
      case Lane.GroupHeading heading ->
          heading.collapsed()
              && (heading.summary() instanceof Lane.Summary.Locks
                  || heading.summary() instanceof Lane.Summary.OfProcess);
      default -> false;
    };
  }

  /// Pins the lane under the pointer, else that of the selection, or unpins it.
  ///
  /// @return whether there was a lane that can be pinned
  public boolean togglePin() {
    return withCurrent(
        lane -> {
          Optional<String> id = LaneModel.pinnable(lane);
          id.ifPresent(i -> model.choose(choice().pinning(i)));
          return id.isPresent();
        });
  }

  /// Hides the lane or group under the pointer, else the lane of the selection.
  ///
  /// @return whether there was one
  public boolean hide() {
    return withCurrent(
        lane -> {
          boolean can = !(lane instanceof Lane.More) && !lane.id().equals("pinned");
          if (can) {
            model.choose(choice().hiding(lane.id()));
          }
          return can;
        });
  }

  /// Shows all lanes that were hidden.
  public void showHidden() {
    model.choose(choice().unhidingAll());
  }

  /// Gives the lane under the pointer, else that of the selection, its next height.
  ///
  /// @return whether there was one
  public boolean nextHeight() {
    return withCurrent(
        lane -> {
          boolean can = !(lane instanceof Lane.More || lane instanceof Lane.GroupHeading);
          if (can) {
            LaneSize next = choice().sizeOf(lane.id()).next();
            model.choose(choice().withSize(lane.id(), next));
          }
          return can;
        });
  }

  /// Gives all lanes the next height.
  public void nextHeightOfAll() {
    model.choose(choice().withSizes(choice().size().next()));
  }

  /// Moves the lane or group under the pointer, else the lane of the selection, past its neighbour.
  ///
  /// @param step -1 for up, 1 for down
  /// @return whether there was a neighbour
  public boolean moveCurrent(int step) {
    return withCurrent(lane -> move(lane.id(), step));
  }

  private boolean move(String id, int step) {
    Optional<LanePlan.Siblings> siblings = plan.siblings(choice(), id);
    int to = siblings.map(s -> s.ids().indexOf(id) + step).orElse(-1);
    if (to < 0 || to >= siblings.orElseThrow().ids().size()) {
      return false;
    }
    model.choose(placed(siblings.orElseThrow(), id, to));
    return true;
  }

  private LaneChoice placed(LanePlan.Siblings siblings, String id, int to) {
    List<String> ids = new ArrayList<>(siblings.ids());
    ids.remove(id);
    ids.add(to, id);
    return siblings.group().equals("pinned")
        ? choice().withPinned(ids)
        : choice().withOrder(siblings.group(), ids);
  }

  /// Whether the lane of a name can be moved by dragging its name.
  ///
  /// @param lane the lane
  /// @return whether there are others that it can change places with
  public boolean movable(Lane lane) {
    return plan.siblings(choice(), lane.id()).filter(s -> s.ids().size() > 1).isPresent();
  }

  /// Moves a lane or group to where the pointer is: past a lane of its group once the pointer is
  /// beyond the middle of that lane.
  ///
  /// @param lane id of the lane
  /// @param y height of the pointer in the picture
  public void dragTo(String lane, double y) {
    Optional<LanePlan.Siblings> siblings = plan.siblings(choice(), lane);
    Optional<LaneRow> under = model.rowAt(y);
    if (siblings.isEmpty() || under.isEmpty()) {
      return;
    }
    int from = siblings.get().ids().indexOf(lane);
    int to = siblings.get().ids().indexOf(under.get().lane().id());
    if (to < 0 || to == from) {
      return;
    }
    var state = model.state().get();
    double top = model.geometry().get().lanes().y();
    double middle =
        top + state.layout().topOf(under.get(), state.scroll()) + under.get().height() / 2;
    if (to > from ? y > middle : y < middle) {
      model.chooseByDrag(placed(siblings.get(), lane, to));
    }
  }

  /// Orders threads and processes.
  ///
  /// @param key by what; activity in view means what is visible now
  public void sortThreads(ThreadSort.Key key) {
    model.choose(choice().withSort(ThreadSort.by(key, model.scale().visible())));
  }

  /// Shows only threads that did something in what is visible now.
  ///
  /// @param did what
  public void filterState(LaneFilter.ThreadDid did) {
    model.choose(choice().withFilter(choice().filter().withState(did, model.scale().visible())));
  }

  /// Looks again which threads did what is wanted, in what is visible now.
  public void followView() {
    LaneFilter filter = choice().filter();
    if (filter.within().isPresent()) {
      LaneFilter now = filter.withState(filter.state(), model.scale().visible());
      model.apply(choice().withFilter(now));
    }
  }

  /// Shows only threads of a class.
  ///
  /// @param name its name, "" for all
  public void filterClass(String name) {
    model.choose(choice().withFilter(choice().filter().withClass(name)));
  }

  /// Shows all lanes, whatever filter there was.
  public void clearFilter() {
    model.choose(choice().withFilter(LaneFilter.NONE));
  }

  private boolean withCurrent(Predicate<Lane> action) {
    return model.currentLane().filter(action).isPresent();
  }
}
