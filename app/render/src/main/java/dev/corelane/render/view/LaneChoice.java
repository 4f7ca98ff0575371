package dev.corelane.render.view;

import dev.corelane.render.layout.LaneSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which lanes a user wants to see, in which order, and how high. Immutable.
///
/// @param expanded ids of the groups that are open
/// @param locks which locks are shown
/// @param filter which lanes are shown
/// @param pinned ids of the lanes that stand below the cores, in the order of pinning
/// @param hidden ids of lanes and groups that are not shown
/// @param size how high lanes are
/// @param sizes ids of lanes that are of another size
/// @param order for a group that was put in order by hand: ids of its lanes; lanes that it does not
///   name come after them
/// @param sort how threads are ordered
public record LaneChoice(
    Set<String> expanded,
    LockScope locks,
    LaneFilter filter,
    Set<String> pinned,
    Set<String> hidden,
    LaneSize size,
    Map<String, LaneSize> sizes,
    Map<String, List<String>> order,
    ThreadSort sort) {
  /// Id of the group of locks.
  public static final String LOCKS = "locks";

  /// Id of the group of threads.
  public static final String THREADS = "threads";

  /// Id of the group of sessions and spans.
  public static final String ACTIVITY = "activity";

  /// Id of the group of marks.
  public static final String MARKS = "marks";

  /// Id of the group of counters.
  public static final String COUNTERS = "counters";

  /// What is shown at first: the worst locks, all other groups collapsed.
  public static final LaneChoice FIRST =
      new LaneChoice(
          Set.of(LOCKS),
          LockScope.WORST,
          LaneFilter.NONE,
          Set.of(),
          Set.of(),
          LaneSize.MEDIUM,
          Map.of(),
          Map.of(),
          ThreadSort.FIRST);

  /// How many of the locks are shown.
  public enum LockScope {
    /// Those that cost most.
    WORST,
    /// Those that were waited for.
    CONTENDED,
    /// All.
    ALL
  }

  /// Copies the collections; keeps the order of the pinned lanes.
  public LaneChoice {
    expanded = Set.copyOf(expanded);
    pinned = Collections.unmodifiableSet(new LinkedHashSet<>(pinned));
    hidden = Set.copyOf(hidden);
    sizes = Map.copyOf(sizes);
    order = Map.copyOf(order);
  }

  /// Opens a closed group or closes an open one.
  ///
  /// @param group id of the group
  /// @return the choice
  public LaneChoice toggled(String group) {
    return with(flipped(new HashSet<>(expanded), group), pinned, hidden);
  }

  /// Pins a lane or unpins it.
  ///
  /// @param lane id of the lane
  /// @return the choice
  public LaneChoice pinning(String lane) {
    return with(expanded, flipped(new LinkedHashSet<>(pinned), lane), hidden);
  }

  /// Hides a lane or a group.
  ///
  /// @param lane its id
  /// @return the choice; the lane is not pinned any more
  public LaneChoice hiding(String lane) {
    Set<String> more = new HashSet<>(hidden);
    more.add(lane);
    Set<String> stay = new LinkedHashSet<>(pinned);
    stay.remove(lane);
    return with(expanded, stay, more);
  }

  /// Shows lanes or groups that were hidden.
  ///
  /// @param lanes their ids
  /// @return the choice
  public LaneChoice unhiding(Set<String> lanes) {
    Set<String> less = new HashSet<>(hidden);
    return less.removeAll(lanes) ? with(expanded, pinned, less) : this;
  }

  /// Shows all lanes that were hidden.
  ///
  /// @return the choice
  public LaneChoice unhidingAll() {
    return with(expanded, pinned, Set.of());
  }

  /// How high a lane is.
  ///
  /// @param lane its id
  /// @return its size
  public LaneSize sizeOf(String lane) {
    return sizes.getOrDefault(lane, size);
  }

  /// @param lane id of a lane
  /// @param newSize how high it is
  /// @return the choice
  public LaneChoice withSize(String lane, LaneSize newSize) {
    Map<String, LaneSize> changed = new HashMap<>(sizes);
    if (newSize == size) {
      changed.remove(lane);
    } else {
      changed.put(lane, newSize);
    }
    return new LaneChoice(expanded, locks, filter, pinned, hidden, size, changed, order, sort);
  }

  /// @param newSize how high all lanes are
  /// @return the choice
  public LaneChoice withSizes(LaneSize newSize) {
    return new LaneChoice(expanded, locks, filter, pinned, hidden, newSize, Map.of(), order, sort);
  }

  /// Puts a group in order by hand.
  ///
  /// @param group id of the group
  /// @param lanes ids of its lanes, empty for the usual order
  /// @return the choice
  public LaneChoice withOrder(String group, List<String> lanes) {
    Map<String, List<String>> changed = new HashMap<>(order);
    if (lanes.isEmpty()) {
      changed.remove(group);
    } else {
      changed.put(group, List.copyOf(lanes));
    }
    return new LaneChoice(expanded, locks, filter, pinned, hidden, size, sizes, changed, sort);
  }

  /// Orders threads; what was put in order by hand among them is so no longer.
  ///
  /// @param newSort how
  /// @return the choice
  public LaneChoice withSort(ThreadSort newSort) {
    Map<String, List<String>> kept = new HashMap<>(order);
    kept.keySet().removeIf(g -> g.equals(THREADS) || g.startsWith(LanePlan.PROCESS));
    return new LaneChoice(expanded, locks, filter, pinned, hidden, size, sizes, kept, newSort);
  }

  /// Puts pinned lanes in another order.
  ///
  /// @param lanes the ids that are pinned
  /// @return the choice
  public LaneChoice withPinned(List<String> lanes) {
    return with(expanded, new LinkedHashSet<>(lanes), hidden);
  }

  /// The order that was made by hand, applied to the usual one.
  ///
  /// @param group id of the group
  /// @param ids of its lanes in their usual order
  /// @return the same ids
  List<String> ordered(String group, List<String> ids) {
    List<String> wanted = order.getOrDefault(group, List.of());
    if (wanted.isEmpty()) {
      return ids;
    }
    Set<String> there = new HashSet<>(ids);
    Set<String> all = new LinkedHashSet<>();
    wanted.stream().filter(there::contains).forEach(all::add);
    all.addAll(ids);
    return new ArrayList<>(all);
  }

  /// @param scope which locks are shown
  /// @return the choice
  public LaneChoice withLocks(LockScope scope) {
    return new LaneChoice(expanded, scope, filter, pinned, hidden, size, sizes, order, sort);
  }

  /// @param newFilter which lanes are shown
  /// @return the choice
  public LaneChoice withFilter(LaneFilter newFilter) {
    return new LaneChoice(expanded, locks, newFilter, pinned, hidden, size, sizes, order, sort);
  }

  /// Opens a group.
  ///
  /// @param group id of the group
  /// @return the choice
  public LaneChoice opening(String group) {
    return expanded.contains(group) ? this : toggled(group);
  }

  private LaneChoice with(Set<String> open, Set<String> stay, Set<String> away) {
    return new LaneChoice(open, locks, filter, stay, away, size, sizes, order, sort);
  }

  private static Set<String> flipped(Set<String> set, String id) {
    if (!set.remove(id)) {
      set.add(id);
    }
    return set;
  }
}
