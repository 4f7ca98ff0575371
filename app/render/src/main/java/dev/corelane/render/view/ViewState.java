package dev.corelane.render.view;

import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.model.TimeRange;
import java.util.Optional;
import java.util.Set;

/// All that decides a picture besides the timeline and the theme. Immutable.
///
/// @param scale the visible time
/// @param layout the lanes
/// @param scroll logical pixels of lanes that are scrolled away at the top
/// @param focusTask internal id of the task that is shown at full strength while all others are
///   faded, [#NO_TASK] for none
/// @param selection selected range of time
/// @param selectedLanes ids of the lanes that the range is restricted to, empty for all
/// @param selected what was clicked
/// @param hover what the pointer is on
/// @param overlay what is drawn over the lanes
public record ViewState(
    TimeScale scale,
    LaneLayout layout,
    double scroll,
    int focusTask,
    Optional<TimeRange> selection,
    Set<String> selectedLanes,
    Hit selected,
    Hit hover,
    Overlay overlay) {
  /// Copies the set.
  public ViewState {
    selectedLanes = Set.copyOf(selectedLanes);
  }

  /// No task has the focus.
  public static final int NO_TASK = -1;

  /// A view without focus, selection and pointer.
  ///
  /// @param scale the visible time
  /// @param layout the lanes
  /// @return the state
  public static ViewState of(TimeScale scale, LaneLayout layout) {
    return new ViewState(
        scale,
        layout,
        0,
        NO_TASK,
        Optional.empty(),
        Set.of(),
        Hit.NOTHING,
        Hit.NOTHING,
        Overlay.NONE);
  }

  /// @param newScale the visible time
  /// @return this state with it
  public ViewState withScale(TimeScale newScale) {
    return new ViewState(
        newScale, layout, scroll, focusTask, selection, selectedLanes, selected, hover, overlay);
  }

  /// @param newScroll logical pixels
  /// @return this state with it
  public ViewState withScroll(double newScroll) {
    return new ViewState(
        scale, layout, newScroll, focusTask, selection, selectedLanes, selected, hover, overlay);
  }

  /// @param newLayout the lanes
  /// @return this state with them
  public ViewState withLayout(LaneLayout newLayout) {
    return new ViewState(
        scale, newLayout, scroll, focusTask, selection, selectedLanes, selected, hover, overlay);
  }

  /// @param task internal task id or [#NO_TASK]
  /// @return this state with it
  public ViewState withFocus(int task) {
    return new ViewState(
        scale, layout, scroll, task, selection, selectedLanes, selected, hover, overlay);
  }

  /// @param range selected time
  /// @return this state with it
  public ViewState withSelection(Optional<TimeRange> range) {
    return withSelection(range, Set.of());
  }

  /// @param range selected time
  /// @param lanes ids of the lanes that it is restricted to, empty for all
  /// @return this state with it
  public ViewState withSelection(Optional<TimeRange> range, Set<String> lanes) {
    Set<String> only = range.isPresent() ? lanes : Set.of();
    return new ViewState(scale, layout, scroll, focusTask, range, only, selected, hover, overlay);
  }

  /// @param hit what was clicked
  /// @return this state with it
  public ViewState withSelected(Hit hit) {
    return new ViewState(
        scale, layout, scroll, focusTask, selection, selectedLanes, hit, hover, overlay);
  }

  /// @param hit what the pointer is on
  /// @return this state with it
  public ViewState withHover(Hit hit) {
    return new ViewState(
        scale, layout, scroll, focusTask, selection, selectedLanes, selected, hit, overlay);
  }

  /// @param next what is drawn over the lanes
  /// @return this state with it
  public ViewState withOverlay(Overlay next) {
    return new ViewState(
        scale, layout, scroll, focusTask, selection, selectedLanes, selected, hover, next);
  }
}
