package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.Notice;
import dev.corelane.desktop.session.SearchModel;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.lists.ListsModel;
import dev.corelane.desktop.timeline.TimelineView;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What a window shows of an open trace: the timeline, to its right the inspector, below the
/// problems or the lists.
final class TraceArea extends BorderPane {
  private static final double INSPECTOR = 346;
  private static final double PROBLEMS = 210;
  private static final double LISTS = 280;

  private final TimelineView timeline;
  private final SidePanel inspector;
  private final SidePanel problems;
  private final SidePanel lists;
  private final ListsPane listsPane;
  private final SearchBox search;
  private final FilterBar filter;
  private final Subscription subscriptions;

  /// Which panels are shown.
  ///
  /// @param inspector to the right
  /// @param problems below, instead of the other panels there
  /// @param lists below
  record Panels(BooleanProperty inspector, BooleanProperty problems, BooleanProperty lists) {
    /// Makes sure that only one panel is shown below.
    Panels {
      exclude(problems, lists);
      exclude(lists, problems);
    }

    private static void exclude(BooleanProperty one, BooleanProperty other) {
      one.subscribe(
          shown -> {
            if (shown) {
              other.set(false);
            }
          });
    }
  }

  /// What panels need of the window.
  ///
  /// @param threads where work runs
  /// @param tell says a sentence to the user
  record Surroundings(Threads threads, Consumer<Notice> tell) {}

  TraceArea(
      TraceModel trace,
      TimelineView.Setting setting,
      Commands commands,
      Panels panels,
      Surroundings around) {
    timeline = new TimelineView(trace, setting);
    inspector =
        new SidePanel(
            Side.RIGHT,
            new InspectorPane(trace, commands, () -> panels.inspector().set(false)),
            INSPECTOR,
            240,
            640);
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
    search = new SearchBox(new SearchModel(trace.view()), timeline::requestFocus);
    filter = new FilterBar(trace.view(), timeline::requestFocus);
    StackPane.setAlignment(search, Pos.TOP_CENTER);
    VBox lanes = new VBox(filter, timeline);
    VBox.setVgrow(timeline, Priority.ALWAYS);
    setCenter(new StackPane(lanes, search));
    subscriptions =
        Subscription.combine(
            panels.inspector().subscribe(shown -> setRight(shown ? inspector : null)),
            panels.problems().subscribe(shown -> setLower(panels)),
            panels.lists().subscribe(shown -> setLower(panels)));
    timeline.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && commands.run(Command.ZOOM_TO_SELECTION)) {
            e.consume();
          }
        });
  }

  private void setLower(Panels panels) {
    setBottom(panels.problems().get() ? problems : panels.lists().get() ? lists : null);
  }

  TimelineView timeline() {
    return timeline;
  }

  /// Opens the search.
  void search() {
    search.open();
  }

  /// Opens the filter of lanes.
  void filterLanes() {
    filter.open();
  }

  void dispose() {
    subscriptions.unsubscribe();
    listsPane.dispose();
    timeline.dispose();
  }
}
