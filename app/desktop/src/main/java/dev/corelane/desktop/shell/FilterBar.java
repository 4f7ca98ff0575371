package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.view.LaneFilter;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Filters lanes by text, and threads by what they did and by class, while it is shown.
final class FilterBar extends HBox {
  private static final double GAP = 8;
  private static final double WIDTH = 260;
  private static final double LEAST_WIDTH = 90;
  private static final Duration REST = Duration.millis(250);

  private final TimelineModel model;
  private final Runnable closed;
  private final TextField field = new TextField();
  private final ChoiceBox<LaneFilter.ThreadDid> state = new ChoiceBox<>();
  private final ChoiceBox<String> taskClass = new ChoiceBox<>();
  private final PauseTransition rest = new PauseTransition(REST);
  private boolean resetting = true;

  FilterBar(TimelineModel model, Runnable closed) {
    super(GAP);
    this.model = model;
    this.closed = closed;
    setId("filter");
    getStyleClass().add("strip");
    setAlignment(Pos.CENTER_LEFT);
    field.setId("filter-field");
    field.setPrefWidth(WIDTH);
    field.setMinWidth(LEAST_WIDTH);
    state.setMinWidth(Region.USE_PREF_SIZE);
    taskClass.setMaxWidth(WIDTH);

    field.setPromptText("Part of a name or number");
    field.setAccessibleText("Show only lanes of locks and threads whose name contains");
    Button close = new Button("", Parts.icon(Feather.X));
    close.setId("filter-close");
    close.getStyleClass().addAll("icon", "flat");
    Parts.explained(close, "Show all lanes (Esc)");
    close.setOnAction(e -> close());
    state.setId("filter-state");
    state.getItems().setAll(LaneFilter.ThreadDid.values());
    state.setConverter(words(LaneFilter.ThreadDid::title));
    state.setAccessibleText("Show only threads that, in what is visible now,");
    state.valueProperty().subscribe(did -> chosen(() -> model.lanes().filterState(did)));
    taskClass.setId("filter-class");
    taskClass.getItems().add("");
    model.digest().classes().classes().forEach(c -> taskClass.getItems().add(c.name()));
    taskClass.setConverter(words(name -> name.isEmpty() ? "any class" : name));
    taskClass.setAccessibleText("Show only threads of the class");
    taskClass.valueProperty().subscribe(name -> chosen(() -> model.lanes().filterClass(name)));
    reset();
    getChildren()
        .addAll(
            Parts.fixed(Parts.label("Lanes with", "soft")),
            field,
            Parts.fixed(Parts.label("threads that", "soft")),
            state,
            Parts.fixed(Parts.label("of", "soft")),
            taskClass,
            Parts.spring(),
            close);
    show(false);
    field.textProperty().subscribe(model::filterLanes);
    model
        .filter()
        .subscribe(
            text -> {
              // A link leads to a lane that the filter hides: then the filter is gone.
              if (text.isEmpty() && !field.getText().isBlank()) {
                field.clear();
                reset();
                show(false);
              }
            });
    model.state().subscribe(this::follow);
    rest.setOnFinished(e -> model.lanes().followView());
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
          } else if (e.getCode() == KeyCode.ENTER) {
            closed.run();
            e.consume();
          }
        });
  }

  /// Shows the bar.
  void open() {
    show(true);
    field.requestFocus();
    field.selectAll();
  }

  private void close() {
    field.clear();
    reset();
    model.lanes().clearFilter();
    show(false);
    closed.run();
  }

  /// A link may have led to a lane that was filtered out, or Back to a time before the filter.
  private void follow() {
    LaneFilter now = model.choice().filter();
    if (now.within().isPresent() && !now.within().get().equals(model.scale().visible())) {
      // Looking through all threads takes longer than a frame may: wait until the view rests.
      rest.playFromStart();
    }
    if (now.state() != state.getValue() || !now.taskClass().equals(taskClass.getValue())) {
      resetting = true;
      state.setValue(now.state());
      taskClass.setValue(now.taskClass());
      resetting = false;
    }
  }

  private void reset() {
    resetting = true;
    state.setValue(LaneFilter.ThreadDid.ANYTHING);
    taskClass.setValue("");
    resetting = false;
  }

  private void chosen(Runnable filter) {
    if (!resetting) {
      filter.run();
    }
  }

  private static <T> StringConverter<T> words(Function<T, String> name) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : name.apply(value);
      }

      @Override
      public @Nullable T fromString(String text) {
        return null;
      }
    };
  }

  private void show(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }
}
