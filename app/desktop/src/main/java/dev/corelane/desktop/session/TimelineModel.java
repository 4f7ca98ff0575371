package dev.corelane.desktop.session;

import dev.corelane.desktop.session.ViewHistory.Kind;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.Bookmark;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.HitTest;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.render.view.LaneFilter;
import dev.corelane.render.view.Overlay;
import dev.corelane.render.view.PathPiece;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What part of a timeline is looked at, what is selected and what the pointer is on. Points are in
/// logical pixels of the whole timeline picture.
public final class TimelineModel {
  /// How far one key press or tool bar button zooms.
  public static final double ZOOM_STEP = 1.5;

  /// How far one key press pans, as a share of the width.
  public static final double PAN_STEP = 0.15;

  private static final Area FIRST = new Area(0, 0, 1000, 600);
  private final TraceDigest digest;
  private final Timeline timeline;
  private final LongSupplier nanoTime;
  private final Clicks clicks;
  private final LaneModel lanes;
  private final Walks walks;
  private final LaneActions laneActions;
  private final Framing framing;
  private final LinkFinder links;
  private final KeyPointer pointer;
  private final ViewHistory<Place> history = new ViewHistory<>();
  private final ReadOnlyObjectWrapper<TimelineGeometry> geometry;
  private final ReadOnlyObjectWrapper<ViewState> state;
  private final ReadOnlyObjectWrapper<Optional<SliceRef>> selection =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Target>> target =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper filter = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();
  private boolean changing;
  private double pointerX = Double.NaN;
  private double pointerY = Double.NaN;

  /// All that [#back()] brings back.
  private record Place(
      TimeScale scale,
      double scroll,
      LaneChoice choice,
      Optional<TimeRange> range,
      Set<String> rangeLanes) {}

  /// Shows the whole timeline.
  ///
  /// @param digest what to look at
  /// @param nanoTime a clock that only goes forwards, in ns
  public TimelineModel(TraceDigest digest, LongSupplier nanoTime) {
    this.digest = digest;
    this.nanoTime = nanoTime;
    timeline = digest.timeline();
    lanes = new LaneModel(digest);
    walks = new Walks(this);
    clicks = new Clicks(this, lanes.plan());
    laneActions = new LaneActions(this, lanes.plan());
    framing = new Framing(timeline);
    links = new LinkFinder(digest);
    pointer = new KeyPointer(this);
    TimelineGeometry areas = TimelineGeometry.ofWindow(FIRST.width(), FIRST.height());
    geometry = new ReadOnlyObjectWrapper<>(areas);
    TimeScale scale = TimeScale.fit(timeline.range(), areas.ruler().width());
    state = new ReadOnlyObjectWrapper<>(ViewState.of(scale, layout(areas)));
  }

  /// @return the timeline in numbers
  public TraceDigest digest() {
    return digest;
  }

  /// @return where in the picture what stands
  public ReadOnlyObjectProperty<TimelineGeometry> geometry() {
    return geometry.getReadOnlyProperty();
  }

  /// @return all that decides the picture
  public ReadOnlyObjectProperty<ViewState> state() {
    return state.getReadOnlyProperty();
  }

  /// @return what is selected: a slice or something else
  public ReadOnlyObjectProperty<Optional<Target>> target() {
    return target.getReadOnlyProperty();
  }

  /// @return text that titles of lanes of locks and threads must contain, "" for all
  public ReadOnlyStringProperty filter() {
    return filter.getReadOnlyProperty();
  }

  /// @return steps from one thing to the next
  public Walks walks() {
    return walks;
  }

  /// @return what can be done with lanes
  public LaneActions lanes() {
    return laneActions;
  }

  /// The row at a height of the picture.
  Optional<LaneRow> rowAt(double y) {
    double inArea = y - geometry.get().lanes().y();
    return state.get().layout().rowAt(inArea, state.get().scroll());
  }

  /// The lane that is meant by a key: the one under the pointer, else that of the selection.
  Optional<Lane> currentLane() {
    Optional<LaneRow> under = Double.isNaN(pointerX) ? Optional.empty() : rowAt(pointerY);
    return under
        .or(
            () ->
                target
                    .get()
                    .map(t -> Located.of(timeline, t).lane())
                    .flatMap(id -> state.get().layout().find(id)))
        .map(LaneRow::lane);
  }

  /// @return which lanes are shown
  public LaneChoice choice() {
    return lanes.choice();
  }

  /// @return the selected slice, empty while something else is selected
  public ReadOnlyObjectProperty<Optional<SliceRef>> selection() {
    return selection.getReadOnlyProperty();
  }

  /// @return whether there is a view to go back to
  public ReadOnlyBooleanProperty canGoBack() {
    return canGoBack.getReadOnlyProperty();
  }

  /// @return whether there is a view to go forward to
  public ReadOnlyBooleanProperty canGoForward() {
    return canGoForward.getReadOnlyProperty();
  }

  /// @return the times that are visible
  public TimeScale scale() {
    return state.get().scale();
  }

  /// Tells the size of the picture.
  ///
  /// @param width logical pixels
  /// @param height logical pixels
  public void resize(double width, double height) {
    TimelineGeometry areas = TimelineGeometry.ofWindow(width, height);
    if (areas.equals(geometry.get())) {
      return;
    }
    Optional<String> followed = target.get().map(t -> Located.of(timeline, t).lane());
    boolean seen = followed.filter(lane -> scrollShowing(lane) == state.get().scroll()).isPresent();
    geometry.set(areas);
    ViewState now = state.get();
    LaneLayout layout = layout(areas);
    set(
        now.withLayout(layout)
            .withScale(now.scale().withWidth(areas.ruler().width()))
            .withScroll(layout.clampScroll(now.scroll(), areas.lanes().height())));
    if (seen) {
      // A panel that opens below must not hide what it is about.
      followed.ifPresent(lane -> set(state.get().withScroll(scrollShowing(lane))));
    }
  }

  /// Zooms so that the time under a point stays under it.
  ///
  /// @param x the point
  /// @param factor more than 1 shows less time
  public void zoomAt(double x, double factor) {
    double inLanes = Math.clamp(x - geometry.get().lanes().x(), 0, scale().width());
    move(scale().zoomedAt(inLanes, factor), state.get().scroll(), false);
  }

  /// Zooms at the pointer when it is on the lanes, else at the selected slice when it is visible,
  /// else at the middle.
  ///
  /// @param factor more than 1 shows less time
  public void zoom(double factor) {
    zoomAt(anchor(), factor);
  }

  /// Moves the view.
  ///
  /// @param dx logical pixels to later times
  /// @param dy logical pixels to lower lanes
  public void pan(double dx, double dy) {
    ViewState now = state.get();
    move(dx == 0 ? now.scale() : now.scale().panned(dx), clampScroll(now.scroll() + dy), false);
  }

  /// Shows the whole timeline.
  public void fit() {
    move(scale().fit(), state.get().scroll(), true);
  }

  /// Goes to the first moment, without zooming.
  public void toStart() {
    move(scale().centeredOn(timeline.range().startNs()), state.get().scroll(), true);
  }

  /// Goes to the last moment, without zooming.
  public void toEnd() {
    move(scale().centeredOn(timeline.range().endNs()), state.get().scroll(), true);
  }

  /// Brings a time to the middle, without zooming.
  ///
  /// @param timeNs the time
  public void centerOn(long timeNs) {
    move(scale().centeredOn(timeNs), state.get().scroll(), false);
  }

  void jumpTo(long timeNs) {
    move(scale().centeredOn(timeNs), state.get().scroll(), true);
  }

  /// Shows a range of time.
  ///
  /// @param shown the range
  public void show(TimeRange shown) {
    move(scale().showing(shown), state.get().scroll(), true);
  }

  /// Shows times that may reach beyond the timeline, as they do beside a longer one.
  ///
  /// @param shown the times, at any width
  public void show(TimeScale shown) {
    move(shown.withWidth(scale().width()), state.get().scroll(), false);
  }

  /// Shows what is selected: the range, else the slice with some time around it.
  public void zoomToSelection() {
    Optional<TimeRange> range = state.get().selection();
    if (range.isPresent()) {
      show(range.get());
    } else {
      target
          .get()
          .ifPresent(
              ref ->
                  move(
                      framing.zoomedTo(ref, scale()),
                      scrollShowing(Located.of(timeline, ref).lane()),
                      true));
    }
  }

  /// Scrolls the lanes.
  ///
  /// @param scroll logical pixels that are scrolled away at the top
  public void scrollTo(double scroll) {
    set(state.get().withScroll(clampScroll(scroll)));
  }

  /// Undoes the last change of the view: of the visible times, of the lanes, their order, height
  /// and filter, of the selected range.
  public void back() {
    history.back(place()).ifPresent(this::restore);
  }

  /// Undoes [#back()].
  public void forward() {
    history.forward(place()).ifPresent(this::restore);
  }

  /// Tells where the pointer is.
  ///
  /// @param x the point
  /// @param y the point
  public void pointAt(double x, double y) {
    pointerX = x;
    pointerY = y;
    set(state.get());
  }

  double pointerX() {
    return pointerX;
  }

  double pointerY() {
    return pointerY;
  }

  /// @return the pointer, moved by keys
  public KeyPointer pointer() {
    return pointer;
  }

  /// Tells that the pointer has left the picture.
  public void pointNowhere() {
    pointAt(Double.NaN, Double.NaN);
  }

  /// What stands at a point.
  ///
  /// @param x the point
  /// @param y the point
  /// @return what
  public Hit hitAt(double x, double y) {
    return new HitTest(digest, geometry.get(), state.get()).at(x, y);
  }

  /// Selects what stands at a point; where a pixel holds many slices, the longest of them.
  ///
  /// @param x the point
  /// @param y the point
  public void selectAt(double x, double y) {
    clicks.at(hitAt(x, y));
  }

  /// Brings the lane of a thread into sight and selects what the thread does in the middle of the
  /// visible time, which stays.
  ///
  /// @param task internal task id
  public void showThread(int task) {
    Target middle = clicks.stateInTheMiddle(task);
    select(middle);
    showLane(Located.of(timeline, middle).lane());
  }

  private void showLane(String lane) {
    change(
        Kind.JUMP,
        () -> {
          choose(lanes.plan().showing(lanes.choice(), lane));
          move(scale(), scrollShowing(lane), true);
        });
  }

  /// Shows other lanes; what is visible at the top stays there as far as it can.
  ///
  /// @param choice which lanes
  public void choose(LaneChoice choice) {
    LaneFilter before = lanes.choice().filter();
    boolean typed = !before.text().equals(choice.filter().text());
    change(typed ? Kind.FILTER : Kind.JUMP, () -> apply(choice));
  }

  /// Like [#choose(LaneChoice)] while a lane is dragged: one change until [#endGesture()].
  void chooseByDrag(LaneChoice choice) {
    change(Kind.DRAG, () -> apply(choice));
  }

  void apply(LaneChoice choice) {
    if (lanes.choose(choice)) {
      filter.set(choice.filter().text());
      LaneLayout layout = layout(geometry.get());
      ViewState now = state.get();
      double height = geometry.get().lanes().height();
      set(now.withLayout(layout).withScroll(layout.clampScroll(now.scroll(), height)));
    }
  }

  /// Shows only lanes of locks and threads whose title contains a text.
  ///
  /// @param text the text, "" for all lanes
  public void filterLanes(String text) {
    choose(lanes.choice().withFilter(lanes.choice().filter().withText(text.strip())));
  }

  /// Selects something without moving.
  ///
  /// @param ref what
  public void select(Target ref) {
    Located place = Located.of(timeline, ref);
    ViewState now = state.get();
    if (now.focusTask() != ViewState.NO_TASK) {
      now = now.withFocus(focusable(place.task()));
    }
    selection.set(ref instanceof SliceRef slice ? Optional.of(slice) : Optional.empty());
    target.set(Optional.of(ref));
    Overlay overlay = now.overlay().withLinks(links.of(ref)).withPath(List.of());
    set(now.withSelected(place.hit()).withOverlay(overlay));
  }

  /// Shows a critical path until something else is selected.
  ///
  /// @param path the path, empty for none
  public void showPath(List<PathPiece> path) {
    overlay(o -> o.withPath(path));
  }

  void showBookmarks(List<Bookmark> bookmarks) {
    overlay(o -> o.withBookmarks(bookmarks));
  }

  private void overlay(UnaryOperator<Overlay> change) {
    set(state.get().withOverlay(change.apply(state.get().overlay())));
  }

  /// Shows the run delay before each slice as a tail, or ends that.
  public void toggleTails() {
    overlay(o -> o.withTails(!o.tails()));
  }

  /// Selects something from elsewhere (a link, a key) and brings it into sight, its lane too.
  ///
  /// @param ref what
  public void goTo(Target ref) {
    select(ref);
    change(Kind.JUMP, () -> reveal(ref));
  }

  /// Goes to something and zooms if it is too short or too long to be read.
  void goToReadable(Target ref) {
    if (framing.readable(ref, scale())) {
      goTo(ref);
      return;
    }
    select(ref);
    String lane = Located.of(timeline, ref).lane();
    change(
        Kind.JUMP,
        () -> {
          choose(lanes.plan().showing(lanes.choice(), lane));
          move(framing.zoomedTo(ref, scale()), scrollShowing(lane), true);
        });
  }

  /// Shows the task of the selected slice at full strength and fades all others, or ends that.
  public void toggleFocus() {
    ViewState now = state.get();
    int task =
        now.focusTask() != ViewState.NO_TASK
            ? ViewState.NO_TASK
            : target
                .get()
                .map(ref -> focusable(Located.of(timeline, ref).task()))
                .orElse(ViewState.NO_TASK);
    set(now.withFocus(task));
  }

  /// Selects a range of time, of all lanes.
  ///
  /// @param range the range, empty for none
  public void selectRange(Optional<TimeRange> range) {
    change(Kind.JUMP, () -> setRange(range, Set.of()));
  }

  /// Selects a range of time while it is dragged: one change until [#endGesture()].
  ///
  /// @param range the range, empty for none
  /// @param lanes ids of the lanes that it is restricted to, empty for all
  public void dragRange(Optional<TimeRange> range, Set<String> lanes) {
    change(Kind.DRAG, () -> setRange(range, lanes));
  }

  private void setRange(Optional<TimeRange> range, Set<String> lanes) {
    // Rates are per second of recording.
    set(state.get().withSelection(range.flatMap(digest.timeline().range()::overlap), lanes));
  }

  /// Tells that a drag has ended.
  public void endGesture() {
    history.endGesture();
  }

  /// Selects nothing and fades nothing.
  public void clearSelection() {
    selection.set(Optional.empty());
    target.set(Optional.empty());
    set(
        state
            .get()
            .withSelected(Hit.NOTHING)
            .withFocus(ViewState.NO_TASK)
            .withOverlay(state.get().overlay().withLinks(List.of()).withPath(List.of())));
    selectRange(Optional.empty());
  }

  private static int focusable(int task) {
    return task > Task.UNKNOWN ? task : ViewState.NO_TASK;
  }

  private double anchor() {
    Area lanes = geometry.get().lanes();
    if (pointerX >= lanes.x() && pointerX < lanes.right()) {
      return pointerX;
    }
    return lanes.x() + framing.anchor(target.get(), scale());
  }

  private void reveal(Target ref) {
    Located place = Located.of(timeline, ref);
    if (ref instanceof Target.LockRef) {
      showLane(place.lane());
      return;
    }
    choose(lanes.plan().showing(lanes.choice(), place.lane()));
    move(framing.revealing(ref, scale()), scrollShowing(place.lane()), true);
  }

  private double scrollShowing(String lane) {
    ViewState now = state.get();
    return now.layout().scrollShowing(lane, now.scroll(), geometry.get().lanes().height());
  }

  private double clampScroll(double scroll) {
    return state.get().layout().clampScroll(scroll, geometry.get().lanes().height());
  }

  private Place place() {
    ViewState now = state.get();
    return new Place(
        now.scale(), now.scroll(), lanes.choice(), now.selection(), now.selectedLanes());
  }

  private void move(TimeScale scale, double scroll, boolean jump) {
    change(
        jump ? Kind.JUMP : Kind.MOVE,
        () -> {
          if (!scale.equals(scale()) || scroll != state.get().scroll()) {
            set(state.get().withScale(scale).withScroll(scroll));
          }
        });
  }

  /// Changes the view and remembers how it was; changes within the change are part of it.
  private void change(Kind kind, Runnable change) {
    if (changing) {
      change.run();
      return;
    }
    Place before = place();
    changing = true;
    try {
      change.run();
    } finally {
      changing = false;
    }
    if (!before.equals(place())) {
      history.leaving(before, nanoTime.getAsLong(), kind);
      tellHistory();
    }
  }

  private void restore(Place earlier) {
    TimeScale scale = earlier.scale().withWidth(scale().width());
    apply(earlier.choice());
    ViewState restored = state.get().withScale(scale);
    set(
        restored
            .withSelection(earlier.range(), earlier.rangeLanes())
            .withScroll(clampScroll(earlier.scroll())));
    tellHistory();
  }

  private void tellHistory() {
    canGoBack.set(history.canGoBack());
    canGoForward.set(history.canGoForward());
  }

  /// Takes over a state; what the pointer is on follows from it.
  private void set(ViewState next) {
    Hit hover =
        Double.isNaN(pointerX)
            ? Hit.NOTHING
            : new HitTest(digest, geometry.get(), next).at(pointerX, pointerY);
    state.set(next.withHover(hover));
  }

  private LaneLayout layout(TimelineGeometry areas) {
    return lanes.layout(areas.lanes().height());
  }
}
