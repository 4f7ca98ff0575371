package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.FrameMeter;
import dev.corelane.desktop.session.Notice;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.session.compare.CompareSession;
import dev.corelane.desktop.session.compare.CompareSource;
import dev.corelane.desktop.session.compare.ComparedPart;
import dev.corelane.desktop.session.replay.LimitedExecutor;
import dev.corelane.desktop.session.replay.ReplayModel;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.shell.compare.CompareWindow;
import dev.corelane.desktop.shell.replay.ReplayWindow;
import dev.corelane.desktop.theme.ThemeManager;
import dev.corelane.desktop.timeline.PaintWarmUp;
import dev.corelane.desktop.timeline.TimelineView;
import dev.corelane.render.text.GlyphSource;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/// All windows of the program and what they have in common on the scene side. Lives on the JavaFX
/// thread.
public final class Desktop {
  private final AppModel app;
  private final Threads threads;
  private final ThemeManager themes;
  private final GlyphSource glyphs;
  private final List<Image> icons;
  private final FrameMeter meter = new FrameMeter();
  private final BooleanProperty meterShown = new SimpleBooleanProperty();
  private final List<MainWindow> windows = new ArrayList<>();
  private final List<CompareWindow> comparisons = new ArrayList<>();
  private final List<ReplayWindow> replays = new ArrayList<>();
  private volatile boolean quitting;

  /// @param app what all windows share
  /// @param threads where work runs
  /// @param themes the theme
  /// @param glyphs gives the text of pictures
  public Desktop(AppModel app, Threads threads, ThemeManager themes, GlyphSource glyphs) {
    this.app = app;
    this.threads = threads;
    this.themes = themes;
    this.glyphs = glyphs;
    icons = AppIcon.images(glyphs);
  }

  /// Opens the program's first window on the stage that JavaFX has made for it.
  ///
  /// @param stage the stage
  /// @return the window
  public MainWindow firstWindow(Stage stage) {
    threads.background().execute(this::warmUp);
    return show(stage);
  }

  /// What is used first is slow, and the window must not stand still while a form is made.
  private void warmUp() {
    PaintWarmUp.run(glyphs, () -> quitting);
    if (!quitting) {
      ReplaySource.builtIn().forEach(ReplaySource::form);
    }
  }

  /// Opens a window with a start page.
  ///
  /// @return the window
  public MainWindow newWindow() {
    return show(new Stage());
  }

  /// Opens a window that shows traces side by side. The window uses them as long as it is open;
  /// what the caller uses remains the caller's to release.
  ///
  /// @param traces two to four traces that are open
  /// @return the window
  public CompareWindow compare(List<SharedTrace> traces) {
    return compareSources(
        traces.stream()
            .<CompareSource>map(trace -> new CompareSource.Open(ComparedPart.all(trace)))
            .toList());
  }

  /// Opens a window that shows traces side by side, and opens in it what is not open yet.
  ///
  /// @param sources the sides, two to four
  /// @return the window
  public CompareWindow compareSources(List<CompareSource> sources) {
    WindowPlace place = app.window();
    CompareWindow window =
        new CompareWindow(
            new CompareSession(app, threads, sources),
            new TimelineView.Setting(
                themes.theme(),
                new SimpleBooleanProperty(),
                meterShown,
                meter,
                glyphs,
                app.colors(),
                app.times()),
            place.width(),
            place.height());
    themes.style(window.stage().getScene());
    window.stage().getIcons().setAll(icons);
    comparisons.add(window);
    window
        .stage()
        .setOnHidden(
            e -> {
              comparisons.remove(window);
              window.dispose();
            });
    window.stage().show();
    return window;
  }

  /// Opens a window that replays something. A guided scenario begins to run at once.
  ///
  /// @param source what; of a recording the window takes a share of its own
  /// @return the window
  public ReplayWindow replay(ReplaySource source) {
    var workers =
        new LimitedExecutor(threads.background(), Runtime.getRuntime().availableProcessors());
    WindowPlace place = app.window();
    ReplayWindow window =
        new ReplayWindow(
            new ReplayModel(source, threads, workers),
            new ReplayWindow.Look(themes.theme(), glyphs),
            this::sideBySide,
            place.width(),
            place.height());
    themes.style(window.stage().getScene());
    window.stage().getIcons().setAll(icons);
    replays.add(window);
    window
        .stage()
        .setOnHidden(
            e -> {
              replays.remove(window);
              window.dispose();
            });
    window.stage().show();
    if (source instanceof ReplaySource.Guided) {
      window.model().run();
    }
    return window;
  }

  private void sideBySide(List<SharedTrace> traces) {
    compare(traces);
    // The window of the comparison uses them by itself from now on.
    threads.background().execute(() -> traces.forEach(SharedTrace::release));
  }

  /// Closes all windows, which ends the program.
  public void quit() {
    quitting = true;
    List.copyOf(replays).forEach(window -> window.stage().hide());
    List.copyOf(comparisons).forEach(window -> window.stage().hide());
    List.copyOf(windows).forEach(MainWindow::close);
    Platform.exit();
  }

  /// Says a sentence in every window.
  ///
  /// @param notice the sentence
  public void tellAll(Notice notice) {
    windows.forEach(w -> w.model().tell(notice));
  }

  /// @return measures the frames of all windows
  public FrameMeter meter() {
    return meter;
  }

  /// @return whether the frame meter is shown, and printed at the end
  public BooleanProperty meterShown() {
    return meterShown;
  }

  AppModel app() {
    return app;
  }

  Threads threads() {
    return threads;
  }

  ThemeManager themes() {
    return themes;
  }

  GlyphSource glyphs() {
    return glyphs;
  }

  void closed(MainWindow window) {
    windows.remove(window);
    quitting = windows.isEmpty();
  }

  private MainWindow show(Stage stage) {
    stage.getIcons().setAll(icons);
    MainWindow window = new MainWindow(this, stage);
    windows.add(window);
    window.show();
    return window;
  }
}
