package dev.corelane.render.view;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// Which lanes a user wants to see. Immutable.
///
/// @param expanded ids of the groups that are open
/// @param locks which locks are shown
/// @param filter lanes of locks and threads whose title contains this text, in any case; "" for all
/// @param pinned ids of the lanes that stand below the cores, in the order of pinning
public record LaneChoice(Set<String> expanded, LockScope locks, String filter, Set<String> pinned) {
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
      new LaneChoice(Set.of(LOCKS), LockScope.WORST, "", Set.of());

  /// How many of the locks are shown.
  public enum LockScope {
    /// Those that cost most.
    WORST,
    /// Those that were waited for.
    CONTENDED,
    /// All.
    ALL
  }

  /// Copies the sets; keeps the order of the pinned lanes.
  public LaneChoice {
    expanded = Set.copyOf(expanded);
    pinned = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(pinned));
  }

  /// Opens a closed group or closes an open one.
  ///
  /// @param group id of the group
  /// @return the choice
  public LaneChoice toggled(String group) {
    return new LaneChoice(flipped(new HashSet<>(expanded), group), locks, filter, pinned);
  }

  /// Pins a lane or unpins it.
  ///
  /// @param lane id of the lane
  /// @return the choice
  public LaneChoice pinning(String lane) {
    return new LaneChoice(expanded, locks, filter, flipped(new LinkedHashSet<>(pinned), lane));
  }

  /// @param scope which locks are shown
  /// @return the choice
  public LaneChoice withLocks(LockScope scope) {
    return new LaneChoice(expanded, scope, filter, pinned);
  }

  /// @param text what titles must contain, "" for all
  /// @return the choice
  public LaneChoice withFilter(String text) {
    return new LaneChoice(expanded, locks, text, pinned);
  }

  /// Opens a group.
  ///
  /// @param group id of the group
  /// @return the choice
  public LaneChoice opening(String group) {
    return expanded.contains(group) ? this : toggled(group);
  }

  private static Set<String> flipped(Set<String> set, String id) {
    if (!set.remove(id)) {
      set.add(id);
    }
    return set;
  }
}
