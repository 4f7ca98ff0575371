package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.SearchModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.timeline.TimelineView;
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
/// problems.
final class TraceArea extends BorderPane {
  private static final double INSPECTOR = 346;
  private static final double PROBLEMS = 210;

  private final TimelineView timeline;
  private final SidePanel inspector;
  private final SidePanel problems;
  private final SearchBox search;
  private final FilterBar filter;
  private final Subscription subscriptions;

  TraceArea(
      TraceModel trace,
      TimelineView.Setting setting,
      Commands commands,
      BooleanProperty inspectorShown,
      BooleanProperty problemsShown) {
    timeline = new TimelineView(trace, setting);
    inspector =
        new SidePanel(
            Side.RIGHT,
            new InspectorPane(trace, commands, () -> inspectorShown.set(false)),
            INSPECTOR,
            240,
            640);
    problems =
        new SidePanel(
            Side.BOTTOM,
            new ProblemsPane(trace, () -> problemsShown.set(false)),
            PROBLEMS,
            120,
            600);
    search = new SearchBox(new SearchModel(trace.view()), timeline::requestFocus);
    filter = new FilterBar(trace.view(), timeline::requestFocus);
    StackPane.setAlignment(search, Pos.TOP_CENTER);
    VBox lanes = new VBox(filter, timeline);
    VBox.setVgrow(timeline, Priority.ALWAYS);
    setCenter(new StackPane(lanes, search));
    subscriptions =
        Subscription.combine(
            inspectorShown.subscribe(shown -> setRight(shown ? inspector : null)),
            problemsShown.subscribe(shown -> setBottom(shown ? problems : null)));
    timeline.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && commands.run(Command.ZOOM_TO_SELECTION)) {
            e.consume();
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

  /// Opens the filter of lanes.
  void filterLanes() {
    filter.open();
  }

  void dispose() {
    subscriptions.unsubscribe();
    timeline.dispose();
  }
}
