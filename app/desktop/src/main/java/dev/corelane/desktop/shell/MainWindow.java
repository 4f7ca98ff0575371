package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.ClockAlignment;
import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.InspectionText;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.WindowModel;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.session.compare.CompareSource;
import dev.corelane.desktop.session.compare.ComparedPart;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.shell.compare.CompareChooser;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.desktop.timeline.TimelineView;
import dev.corelane.trace.model.TimeRange;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// One window.
public final class MainWindow {
  private static final String NAME = "Corelane";

  /// Files are held over the window.
  private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

  private final Desktop desktop;
  private final AppModel app;
  private final Stage stage;
  private final WindowModel model;
  private final Commands commands = new Commands();
  private final BooleanProperty hasTrace = new SimpleBooleanProperty();
  private final BooleanProperty hasSelection = new SimpleBooleanProperty();
  private final BooleanProperty canGoBack = new SimpleBooleanProperty();
  private final BooleanProperty canGoForward = new SimpleBooleanProperty();
  private final TraceArea.Panels panels;
  private final BorderPane root = new BorderPane();
  private final MenuFactory menus;
  private final StartPage startPage;
  private @Nullable TraceArea area;

  MainWindow(Desktop desktop, Stage stage) {
    this.desktop = desktop;
    this.stage = stage;
    app = desktop.app();
    model = new WindowModel(app, desktop.threads());
    panels =
        new TraceArea.Panels(
            app.inspector(),
            new SimpleBooleanProperty(),
            new SimpleBooleanProperty(),
            new SimpleBooleanProperty());
    defineCommands();
    menus = new MenuFactory(model, commands);
    startPage = new StartPage(model, commands, desktop::compareSources, desktop::replay);
    root.setTop(
        new VBox(
            menus.menuBar(),
            new MainToolBar(model, commands, menus),
            new ImportBar(model),
            new NoticeBar(model)));
    root.setBottom(new StatusLine(model.trace(), commands));
    root.setOnDragOver(this::dragOver);
    root.setOnDragDropped(this::dropped);
    root.setOnDragEntered(e -> root.pseudoClassStateChanged(DROPPING, e.getDragboard().hasFiles()));
    root.setOnDragExited(e -> root.pseudoClassStateChanged(DROPPING, false));

    WindowPlace place = app.window();
    Scene scene = new Scene(root, place.width(), place.height());
    desktop.themes().style(scene);
    scene
        .getAccelerators()
        .put(KeyCombination.valueOf("Shortcut+Z"), () -> commands.run(Command.BACK));
    scene
        .getAccelerators()
        .put(KeyCombination.valueOf("Shortcut+Shift+Z"), () -> commands.run(Command.FORWARD));
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    scene.addEventHandler(KeyEvent.KEY_TYPED, this::keyTyped);
    stage.setScene(scene);
    stage.setMinWidth(640);
    stage.setMinHeight(420);
    stage.setMaximized(place.maximized());
    stage.setFullScreenExitKeyCombination(KeyCombination.valueOf("F11"));
    stage.setOnHidden(e -> hidden());
    model.trace().subscribe(this::showTrace);
    model.choosing().subscribe(new OpenOptionsDialogs(stage, model)::show);
  }

  /// @return what the window shows
  public WindowModel model() {
    return model;
  }

  /// @return the stage
  public Stage stage() {
    return stage;
  }

  /// Opens files on one timeline: they are of the same incident.
  ///
  /// @param paths at least one
  public void open(List<Path> paths) {
    model.openOrChoose(paths);
  }

  /// Does what a menu item or key does.
  ///
  /// @param command what
  /// @return whether it could be done now
  public boolean run(Command command) {
    return commands.run(command);
  }

  void show() {
    stage.show();
  }

  void close() {
    stage.hide();
  }

  private void hidden() {
    app.closed(
        new WindowPlace(
            root.getScene().getWidth(), root.getScene().getHeight(), stage.isMaximized()));
    model.close();
    menus.dispose();
    startPage.dispose();
    desktop.closed(this);
  }

  private void showTrace(@Nullable TraceModel trace) {
    TraceArea before = area;
    if (before != null) {
      before.dispose();
      area = null;
    }
    hasTrace.set(trace != null);
    panels.problems().set(false);
    canGoBack.unbind();
    canGoForward.unbind();
    hasSelection.unbind();
    if (trace == null) {
      canGoBack.set(false);
      canGoForward.set(false);
      hasSelection.set(false);
      stage.setTitle(NAME);
      root.setCenter(startPage);
      return;
    }
    canGoBack.bind(trace.view().canGoBack());
    canGoForward.bind(trace.view().canGoForward());
    hasSelection.bind(trace.view().target().map(Optional::isPresent));
    stage.setTitle(trace.title() + " \u2013 " + NAME);
    var setting =
        new TimelineView.Setting(
            desktop.themes().theme(),
            app.legend(),
            desktop.meterShown(),
            desktop.meter(),
            desktop.glyphs(),
            app.colors(),
            app.times());
    var around = new TraceArea.Surroundings(desktop.threads(), model::tell, this::compareRanges);
    TraceArea next = new TraceArea(trace, setting, commands, panels, around);
    area = next;
    root.setCenter(next);
    next.timeline().requestFocus();
  }

  private void defineCommands() {
    commands.define(Command.OPEN, () -> choose(this::open));
    commands.define(Command.OPEN_WITH_OPTIONS, () -> choose(model::choose));
    commands.define(
        Command.OPEN_IN_NEW_WINDOW, () -> choose(paths -> desktop.newWindow().open(paths)));
    commands.define(Command.NEW_WINDOW, desktop::newWindow);
    commands.define(Command.COMPARE, this::compare);
    commands.define(
        Command.REPLAY,
        () ->
            desktop.replay(
                openTrace()
                    .<ReplaySource>map(t -> new ReplaySource.Recording(t.shared()))
                    .orElseGet(() -> ReplaySource.builtIn().getFirst())));
    commands.define(Command.CLOSE_TRACE, hasTrace, model::closeTrace);
    commands.define(Command.QUIT, desktop::quit);

    view(Command.ZOOM_IN, hasTrace, v -> v.zoom(TimelineModel.ZOOM_STEP));
    view(Command.ZOOM_OUT, hasTrace, v -> v.zoom(1 / TimelineModel.ZOOM_STEP));
    view(Command.FIT, hasTrace, TimelineModel::fit);
    view(Command.ZOOM_TO_SELECTION, hasTrace, TimelineModel::zoomToSelection);
    view(Command.FOCUS_TASK, hasSelection, TimelineModel::toggleFocus);
    trace(
        Command.CLOCKS,
        hasTrace,
        t -> new ClockDialog(stage, new ClockAlignment(t.shared()), model::open).show());
    trace(
        Command.COPY_FACTS,
        hasSelection,
        t -> copy(t.inspection().getValue(), InspectionText::plain));
    trace(
        Command.COPY_FACTS_AS_JSON,
        hasSelection,
        t -> copy(t.plainInspection(), InspectionText::json));
    view(Command.TAILS, hasTrace, TimelineModel::toggleTails);
    commands.define(
        Command.CRITICAL_PATH, hasSelection, () -> withArea(TraceArea::toggleCriticalPath));
    commands.toggle(Command.LEGEND, hasTrace, app.legend());
    commands.toggle(Command.INSPECTOR, hasTrace, app.inspector());
    commands.toggle(Command.LISTS, hasTrace, panels.lists());
    commands.toggle(Command.RANGE, hasTrace, panels.range());
    commands.toggle(Command.PROBLEMS, hasTrace, panels.problems());
    commands.toggle(Command.FRAME_METER, hasTrace, desktop.meterShown());
    commands.define(
        Command.FULL_SCREEN,
        new SimpleBooleanProperty(true),
        () -> stage.setFullScreen(!stage.isFullScreen()));

    view(Command.BACK, canGoBack, TimelineModel::back);
    view(Command.FORWARD, canGoForward, TimelineModel::forward);
    view(Command.NEXT_LIKE_THIS, hasTrace, v -> v.walks().nextLikeThis());
    view(Command.PREVIOUS_LIKE_THIS, hasTrace, v -> v.walks().previousLikeThis());
    commands.define(Command.BOOKMARK, hasTrace, () -> withArea(TraceArea::bookmark));
    trace(Command.NEXT_BOOKMARK, hasTrace, t -> t.goToBookmark(1));
    trace(Command.PREVIOUS_BOOKMARK, hasTrace, t -> t.goToBookmark(-1));
    view(Command.NEXT_PROBLEM, hasTrace, v -> v.walks().nextProblem());
    view(Command.PREVIOUS_PROBLEM, hasTrace, v -> v.walks().previousProblem());
    view(Command.NEXT_PREEMPTION, hasTrace, v -> v.walks().nextPreemption());
    view(Command.PREVIOUS_PREEMPTION, hasTrace, v -> v.walks().previousPreemption());
    view(Command.NEXT_HOLDER_PREEMPTION, hasTrace, v -> v.walks().nextHolderPreemption());
    view(Command.PREVIOUS_HOLDER_PREEMPTION, hasTrace, v -> v.walks().previousHolderPreemption());
    commands.define(Command.SEARCH, hasTrace, () -> withArea(TraceArea::search));
    commands.define(Command.PALETTE, hasTrace, () -> withArea(TraceArea::palette));
    commands.define(Command.FILTER_LANES, hasTrace, () -> withArea(TraceArea::filterLanes));
    view(Command.PIN_LANE, hasTrace, v -> v.lanes().togglePin());
    view(Command.HIDE_LANE, hasTrace, v -> v.lanes().hide());
    view(Command.SHOW_HIDDEN_LANES, hasTrace, v -> v.lanes().showHidden());
    view(Command.LANE_HEIGHT, hasTrace, v -> v.lanes().nextHeight());
    view(Command.ALL_HEIGHTS, hasTrace, v -> v.lanes().nextHeightOfAll());
    view(Command.LANE_UP, hasTrace, v -> v.lanes().moveCurrent(-1));
    view(Command.LANE_DOWN, hasTrace, v -> v.lanes().moveCurrent(1));
    commands.define(Command.LANE_MENU, hasTrace, () -> withArea(a -> a.timeline().showLaneMenu()));
    view(Command.WORST_1, hasTrace, v -> v.walks().goToWorst(1));
    view(Command.WORST_2, hasTrace, v -> v.walks().goToWorst(2));
    view(Command.WORST_3, hasTrace, v -> v.walks().goToWorst(3));
    trace(Command.NEXT_OF_TASK, hasSelection, TraceModel::nextOfTask);
    trace(Command.PREVIOUS_OF_TASK, hasSelection, TraceModel::previousOfTask);
    trace(Command.NEXT_ON_CPU, hasSelection, t -> t.stepOnCpu(1));
    trace(Command.PREVIOUS_ON_CPU, hasSelection, t -> t.stepOnCpu(-1));
    view(Command.TO_START, hasTrace, TimelineModel::toStart);
    view(Command.TO_END, hasTrace, TimelineModel::toEnd);
    view(Command.LANE_ABOVE, hasTrace, v -> v.pointer().stepLane(-1));
    view(Command.LANE_BELOW, hasTrace, v -> v.pointer().stepLane(1));
    view(Command.SELECT_POINTED, hasTrace, v -> v.pointer().select());
    commands.define(Command.NEXT_PART, () -> WindowParts.step(root, 1));
    commands.define(Command.PREVIOUS_PART, () -> WindowParts.step(root, -1));
    view(Command.CLEAR_SELECTION, hasTrace, TimelineModel::clearSelection);

    commands.define(
        Command.PREFERENCES,
        () -> new PreferencesDialog(stage, app, () -> commands.run(Command.SHORTCUTS)).show());
    commands.define(Command.SHORTCUTS, () -> new ShortcutSheet(stage).show());
    commands.define(Command.ABOUT, () -> new AboutDialog(stage).show());
  }

  private void trace(Command command, BooleanProperty when, Consumer<TraceModel> action) {
    commands.define(
        command,
        when,
        () -> {
          ObservableValue<@Nullable TraceModel> open = model.trace();
          TraceModel trace = open.getValue();
          if (trace != null) {
            action.accept(trace);
          }
        });
  }

  private static void copy(@Nullable Inspection inspection, Function<Inspection, String> form) {
    if (inspection != null) {
      Parts.copy(form.apply(inspection));
    }
  }

  private void compare() {
    Optional<CompareSource> open =
        openTrace().map(t -> new CompareSource.Open(ComparedPart.all(t.shared())));
    new CompareChooser(stage, app, open).showAndWait().ifPresent(desktop::compareSources);
  }

  private void compareRanges(List<TimeRange> ranges) {
    openTrace()
        .map(TraceModel::shared)
        .ifPresent(
            trace ->
                desktop.compareSources(
                    ranges.stream()
                        .map(range -> new ComparedPart(trace, Optional.of(range)))
                        .<CompareSource>map(CompareSource.Open::new)
                        .toList()));
  }

  private Optional<TraceModel> openTrace() {
    ObservableValue<@Nullable TraceModel> open = model.trace();
    return Optional.ofNullable(open.getValue());
  }

  private void withArea(Consumer<TraceArea> action) {
    TraceArea shown = area;
    if (shown != null) {
      action.accept(shown);
    }
  }

  private void view(Command command, BooleanProperty when, Consumer<TimelineModel> action) {
    trace(command, when, t -> action.accept(t.view()));
  }

  private void choose(Consumer<List<Path>> then) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open Recordings");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("All files", "*"),
            new FileChooser.ExtensionFilter(
                "Recordings", "*.data", "*.dat", "*.corelane", "*.zst", "*.gz", "*.bz2", "*.xz"));
    Threads threads = desktop.threads();
    Optional<Path> last = app.folder();
    // The folder may be on a drive that has gone to sleep.
    threads
        .background()
        .execute(
            () -> {
              Optional<File> folder = last.map(Path::toFile).filter(File::isDirectory);
              threads.ui().execute(() -> choose(chooser, folder, then));
            });
  }

  private void choose(FileChooser chooser, Optional<File> folder, Consumer<List<Path>> then) {
    folder.ifPresent(chooser::setInitialDirectory);
    List<File> files = chooser.showOpenMultipleDialog(stage);
    if (files != null && !files.isEmpty()) {
      then.accept(files.stream().map(File::toPath).toList());
    }
  }

  private void dragOver(DragEvent e) {
    if (e.getDragboard().hasFiles()) {
      e.acceptTransferModes(TransferMode.COPY);
      e.consume();
    }
  }

  private void dropped(DragEvent e) {
    List<File> files = e.getDragboard().getFiles();
    if (files != null && !files.isEmpty()) {
      open(files.stream().map(File::toPath).toList());
      e.setDropCompleted(true);
      e.consume();
    }
  }

  private boolean typing() {
    return root.getScene().getFocusOwner() instanceof TextInputControl;
  }

  /// Letters move the timeline wherever the focus is, except while a text is typed.
  private void keyPressed(KeyEvent e) {
    TraceArea shown = area;
    if (shown != null && e.getCode().isLetterKey() && !typing()) {
      shown.timeline().keyPressed(e);
    }
  }

  private void keyTyped(KeyEvent e) {
    if (typing() || e.isControlDown() || e.isAltDown() || e.isMetaDown()) {
      return;
    }
    switch (e.getCharacter()) {
      case "?" -> commands.run(Command.SHORTCUTS);
      case "0" -> commands.run(Command.FIT);
      case "/" -> commands.run(Command.SEARCH);
      case "m" -> commands.run(Command.BOOKMARK);
      case "]" -> commands.run(Command.NEXT_LIKE_THIS);
      case "[" -> commands.run(Command.PREVIOUS_LIKE_THIS);
      default -> {}
    }
  }
}
