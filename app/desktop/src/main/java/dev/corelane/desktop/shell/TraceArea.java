package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.Notice;
import dev.corelane.desktop.session.SearchModel;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.lists.ListsModel;
import dev.corelane.desktop.session.lists.PathModel;
import dev.corelane.desktop.session.lists.RangeModel;
import dev.corelane.desktop.timeline.TimelineView;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What a window shows of an open trace: the timeline, to its right the inspector, below the lists,
/// the statistics of a range, or the problems.
final class TraceArea extends BorderPane {
  private static final double INSPECTOR = 346;
  private static final double PROBLEMS = 210;
  private static final double LISTS = 280;
  private static final double RANGE = 270;

  private final TimelineView timeline;
  private final SidePanel inspector;
  private final SidePanel problems;
  private final SidePanel lists;
  private final SidePanel range;
  private final ListsPane listsPane;
  private final RangePane rangePane;
  private final PathModel path;
  private final PickBox<SearchModel.Result> search;
  private final PickBox<Command> palette;
  private final BookmarkBox bookmark;
  private final FilterBar filter;
  private final Subscription subscriptions;

  /// Which panels are shown.
  ///
  /// @param inspector to the right
  /// @param problems below, instead of the other panels there
  /// @param lists below
  /// @param range below: statistics of the selected range
  record Panels(
      BooleanProperty inspector,
      BooleanProperty problems,
      BooleanProperty lists,
      BooleanProperty range) {
    /// Makes sure that only one panel is shown below.
    Panels {
      exclude(problems, List.of(lists, range));
      exclude(lists, List.of(problems, range));
      exclude(range, List.of(problems, lists));
    }

    private static void exclude(BooleanProperty one, List<BooleanProperty> others) {
      one.subscribe(
          shown -> {
            if (shown) {
              others.forEach(other -> other.set(false));
            }
          });
    }
  }

  /// What panels need of the window.
  ///
  /// @param threads where work runs
  /// @param tell says a sentence to the user
  /// @param compareRanges shows ranges of the trace side by side
  record Surroundings(
      Threads threads, Consumer<Notice> tell, Consumer<List<TimeRange>> compareRanges) {}

  TraceArea(
      TraceModel trace,
      TimelineView.Setting setting,
      Commands commands,
      Panels panels,
      Surroundings around) {
    timeline = new TimelineView(trace, setting);
    InspectorPane facts =
        new InspectorPane(trace, setting.colors(), commands, () -> panels.inspector().set(false));
    inspector = new SidePanel(Side.RIGHT, facts, INSPECTOR, 240, 640);
    problems =
        new SidePanel(
            Side.BOTTOM,
            new ProblemsPane(trace, () -> panels.problems().set(false)),
            PROBLEMS,
            120,
            600);
    listsPane =
        new ListsPane(
            new ListsModel(trace.view(), around.threads()),
            trace.view(),
            around.tell(),
            () -> panels.lists().set(false));
    lists = new SidePanel(Side.BOTTOM, listsPane, LISTS, 140, 700);
    path = new PathModel(trace, around.threads());
    rangePane =
        new RangePane(
            new RangeModel(trace.view(), around.threads()),
            trace,
            setting.theme(),
            setting.glyphs(),
            () -> panels.range().set(false),
            around.compareRanges());
    range = new SidePanel(Side.BOTTOM, rangePane, RANGE, 160, 700);
    search = PickBox.search(new SearchModel(trace.view()), timeline::requestFocus);
    palette = PickBox.palette(commands, timeline::requestFocus);
    StackPane.setAlignment(palette, Pos.TOP_CENTER);
    bookmark = new BookmarkBox(trace, timeline::requestFocus);
    StackPane.setAlignment(bookmark, Pos.TOP_CENTER);
    filter = new FilterBar(trace.view(), timeline::requestFocus);
    StackPane.setAlignment(search, Pos.TOP_CENTER);
    VBox lanes = new VBox(filter, timeline);
    VBox.setVgrow(timeline, Priority.ALWAYS);
    setCenter(new StackPane(lanes, search, palette, bookmark));
    subscriptions =
        Subscription.combine(
            setting.colors().subscribe((before, now) -> facts.recolor()),
            setting
                .times()
                .subscribe(
                    (before, now) -> {
                      trace.momentsChanged();
                      facts.recolor();
                      listsPane.refresh();
                      rangePane.refresh();
                    }),
            panels.inspector().subscribe(shown -> setRight(shown ? inspector : null)),
            panels.problems().subscribe(shown -> setLower(panels)),
            panels.lists().subscribe(shown -> setLower(panels)),
            panels.range().subscribe(shown -> setLower(panels)));
    openRangeAfterDrag(trace.view(), panels);
    timeline.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && commands.run(Command.ZOOM_TO_SELECTION)) {
            e.consume();
          }
        });
  }

  private void setLower(Panels panels) {
    setBottom(
        panels.problems().get()
            ? problems
            : panels.lists().get() ? lists : panels.range().get() ? range : null);
  }

  /// A range that was drawn is asked about: its statistics open, unless a list is looked at.
  private void openRangeAfterDrag(TimelineModel view, Panels panels) {
    AtomicReference<Optional<TimeRange>> before = new AtomicReference<>(Optional.empty());
    timeline.addEventFilter(
        MouseEvent.MOUSE_PRESSED, e -> before.set(view.state().get().selection()));
    timeline.addEventHandler(
        MouseEvent.MOUSE_RELEASED,
        e -> {
          Optional<TimeRange> drawn = view.state().get().selection();
          if (drawn.isPresent() && !drawn.equals(before.get()) && getBottom() == null) {
            panels.range().set(true);
          }
        });
  }

  TimelineView timeline() {
    return timeline;
  }

  /// Opens the search.
  void search() {
    search.open();
  }

  /// Opens the palette of commands.
  void palette() {
    palette.open();
  }

  /// Asks for the note of a bookmark.
  void bookmark() {
    bookmark.open();
  }

  /// Opens the filter of lanes.
  void filterLanes() {
    filter.open();
  }

  void toggleCriticalPath() {
    path.toggle();
  }

  void dispose() {
    path.dispose();
    subscriptions.unsubscribe();
    listsPane.dispose();
    rangePane.dispose();
    timeline.dispose();
  }
}
