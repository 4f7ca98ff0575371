package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.replay.GuidedStory;
import dev.corelane.desktop.session.replay.Progress;
import dev.corelane.desktop.session.replay.RecordingForm;
import dev.corelane.desktop.session.replay.ReplayForm;
import dev.corelane.desktop.session.replay.ReplayModel;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.session.replay.ScenarioForm;
import dev.corelane.desktop.session.replay.SweepForm;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A window of its own in which a recording or a scenario is replayed: the form at the left, what
/// came of it at the right.
public final class ReplayWindow {
  private static final String NAME = "Corelane";
  private static final KeyCombination CLOSE = KeyCombination.valueOf("Shortcut+W");
  private static final KeyCombination RUN = KeyCombination.valueOf("Shortcut+Enter");
  private static final double FORM_WIDTH = 360;
  private static final double SOURCES_WIDTH = 560;

  private final Stage stage = new Stage();
  private final ReplayModel model;
  private final Look look;
  private final Consumer<List<SharedTrace>> compare;
  private final BorderPane left = new BorderPane();
  private final VBox right = new VBox(20);
  private final BooleanBinding running;
  private final ResultsPane results;
  private Subscription below = Subscription.EMPTY;

  /// What pictures need.
  ///
  /// @param theme colours
  /// @param glyphs gives the text
  public record Look(ObservableValue<Theme> theme, GlyphSource glyphs) {}

  /// @param model what is replayed; closed by [#dispose()]
  /// @param look what pictures need
  /// @param compare opens timelines side by side; it takes over the shares that it is given
  /// @param width of the scene, logical pixels
  /// @param height of the scene, logical pixels
  public ReplayWindow(
      ReplayModel model,
      Look look,
      Consumer<List<SharedTrace>> compare,
      double width,
      double height) {
    this.model = model;
    this.look = look;
    this.compare = compare;
    running =
        Bindings.createBooleanBinding(
            () -> model.progress().get().state() == Progress.State.RUNNING, model.progress());
    right.getStyleClass().add("replay-right");
    results = new ResultsPane(model, look.theme(), look.glyphs(), this::openSides);
    ScrollPane scrolled = Parts.scrolled(right);
    scrolled.setId("results-scroll");
    left.setMinWidth(280);
    left.setPrefWidth(FORM_WIDTH);
    left.getStyleClass().add("replay-left");
    SplitPane split = new SplitPane(left, scrolled);
    SplitPane.setResizableWithParent(left, false);
    split.setDividerPositions(FORM_WIDTH / width);
    BorderPane root = new BorderPane(split);
    root.getStyleClass().add("replay-window");
    root.setTop(header());
    stage.setScene(new Scene(root, width, height));
    stage.setMinWidth(760);
    stage.setMinHeight(480);
    stage.getScene().addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    model.form().subscribe(this::show);
  }

  /// @return the stage
  public Stage stage() {
    return stage;
  }

  /// @return what the window shows
  public ReplayModel model() {
    return model;
  }

  /// Ends what runs and gives back what was used. To be called once, when the stage is hidden.
  public void dispose() {
    model.close();
    // What stands in a scene follows the theme, which outlives the window.
    stage.getScene().setRoot(new Region());
  }

  private Node header() {
    ComboBox<ReplaySource> sources = new ComboBox<>();
    sources.setId("replay-source");
    sources.setAccessibleText("What is replayed");
    sources.getItems().setAll(model.sources());
    sources.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable ReplaySource source) {
            return source == null ? "" : source.title();
          }

          @Override
          public ReplaySource fromString(String text) {
            throw new IllegalStateException("the list is not typed into");
          }
        });
    sources.setMinWidth(FORM_WIDTH - 24);
    sources.setMaxWidth(SOURCES_WIDTH);
    model.source().subscribe(sources::setValue);
    sources.setOnAction(e -> model.choose(sources.getValue()));

    ProgressBar bar = new ProgressBar();
    bar.setId("replay-progress");
    bar.setAccessibleText("Progress of the runs");
    bar.setPrefWidth(200);
    bar.progressProperty().bind(model.progress().map(Progress::fraction));
    bar.visibleProperty().bind(running);
    bar.managedProperty().bind(running);
    Label text = new Label();
    text.setId("replay-state");
    text.textProperty().bind(model.progress().map(ReplayWindow::stateText));
    text.setMinWidth(0);
    Button cancel = new Button("Cancel");
    cancel.setId("replay-cancel");
    cancel.setOnAction(e -> model.cancel());
    cancel.visibleProperty().bind(running);
    cancel.managedProperty().bind(running);
    HBox header = new HBox(12, sources, text, Parts.spring(), bar, cancel);
    HBox.setHgrow(text, Priority.SOMETIMES);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("replay-header");
    return header;
  }

  private static String stateText(Progress progress) {
    return switch (progress.state()) {
      case IDLE -> "";
      case RUNNING ->
          progress.total() > 0
              ? "%s: %d of %d runs".formatted(progress.text(), progress.done(), progress.total())
              : progress.text() + "\u2026";
      case DONE -> "All runs are through";
      case CANCELLED -> "Cancelled; what was there stays";
      case FAILED -> progress.text();
    };
  }

  private void show(ReplayForm form) {
    stage.setTitle(model.source().get().title() + " \u2013 Replay \u2013 " + NAME);
    left.setBottom(runBar(form));
    ScrollPane fields = Parts.scrolled(new FormPane(form));
    fields.setId("form-scroll");
    below.unsubscribe();
    below = Subscription.EMPTY;
    right.getChildren().setAll(results);
    if (form instanceof RecordingForm recording) {
      var owed = new SensitivityPane(model, recording);
      below = below.and(owed::dispose);
      right.getChildren().addAll(new Separator(), owed);
    }
    if (form instanceof SweepForm swept) {
      var sweep = new SweepPane(model, swept, look.theme(), look.glyphs());
      below = below.and(sweep::dispose);
      right.getChildren().addAll(new Separator(), sweep);
    }
    left.setCenter(
        model
            .story()
            .<Node>map(story -> tabs(Parts.scrolled(new GuidePane(story)), fields))
            .orElse(fields));
  }

  private static Node tabs(Node guide, Node form) {
    Tab first = new Tab("What to look at", guide);
    first.setId("tab-guide");
    Tab second = new Tab("Form", form);
    second.setId("tab-form");
    TabPane tabs = new TabPane(first, second);
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.setId("replay-tabs");
    return tabs;
  }

  private Node runBar(ReplayForm form) {
    Button run = new Button("Run");
    run.setId("replay-run");
    run.getStyleClass().add("accent");
    run.setDefaultButton(false);
    run.disableProperty().bind(running.or(form.problem().isNotEmpty()));
    run.setOnAction(e -> model.run());
    Button copy = new Button("Copy as Command Line");
    copy.setId("copy-command");
    copy.disableProperty().bind(form.problem().isNotEmpty());
    copy.setOnAction(e -> Parts.copy(form.command()));
    HBox buttons = new HBox(8, run);
    VBox bar = new VBox(8);
    model
        .story()
        .ifPresent(
            story -> {
              if (form instanceof ScenarioForm scenario) {
                bar.getChildren().add(GuidePane.sliders(story, scenario));
              }
              run.setText("Run Quickly");
              buttons.getChildren().add(full(story, form));
              run.setOnAction(
                  e -> {
                    form.seeds().set(story.quickSeeds());
                    model.run();
                  });
              Parts.explain(run, story.quickSeeds() + " runs of each: a first answer in seconds.");
            });
    bar.getChildren()
        .addAll(Parts.sentence(form.problem(), "problem", "small"), buttons, new HBox(copy));
    bar.getStyleClass().add("run-bar");
    return bar;
  }

  private Button full(GuidedStory story, ReplayForm form) {
    Button full = new Button("Run in Full");
    full.setId("replay-run-full");
    full.disableProperty().bind(running.or(form.problem().isNotEmpty()));
    full.setOnAction(
        e -> {
          form.seeds().set(story.fullSeeds());
          model.run();
        });
    Parts.explain(
        full,
        story.fullSeeds() + " runs of each: bands that can be relied on, in a minute or two.");
    return full;
  }

  private void openSides(List<String> names) {
    model.open(names, compare);
  }

  private void keyPressed(KeyEvent e) {
    if (CLOSE.match(e)) {
      stage.hide();
      e.consume();
    } else if (RUN.match(e)) {
      model.run();
      e.consume();
    } else if (e.getCode() == KeyCode.ESCAPE && running.get()) {
      model.cancel();
      e.consume();
    } else if (e.getCode() == KeyCode.F11) {
      stage.setFullScreen(!stage.isFullScreen());
      e.consume();
    }
  }
}
