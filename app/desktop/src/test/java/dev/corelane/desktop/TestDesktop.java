package dev.corelane.desktop;

import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.session.SettingsStore;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TraceReader;
import dev.corelane.desktop.shell.Desktop;
import dev.corelane.desktop.theme.ThemeManager;
import dev.corelane.export.text.AwtGlyphSource;
import dev.corelane.importers.Importers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The program without its `main`: real windows with the samples, settings in a folder of the test,
/// no files opened before. Made on the JavaFX thread.
final class TestDesktop {
  private static final long END_S = 60;

  private final ExecutorService background = Executors.newCachedThreadPool();
  private final AppModel app;
  private final Desktop desktop;

  /// In the light theme, whatever the system has.
  TestDesktop(Path folder) {
    this(folder, ThemeChoice.LIGHT);
  }

  TestDesktop(Path folder, ThemeChoice theme) {
    this(folder, theme, Importers::open);
  }

  /// @param reader opens files
  TestDesktop(Path folder, ThemeChoice theme, TraceReader reader) {
    app =
        new AppModel(
            new SettingsStore(folder.resolve("settings")),
            new BundledSamples(folder.resolve("samples")),
            reader,
            background);
    app.theme().set(theme);
    var threads = new Threads(background, Platform::runLater, System::nanoTime);
    desktop = new Desktop(app, threads, new ThemeManager(app.theme()), new AwtGlyphSource());
  }

  AppModel app() {
    return app;
  }

  Desktop desktop() {
    return desktop;
  }

  Sample sample(String id) {
    return app.samples().samples().stream()
        .filter(sample -> sample.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /// Has every new window come to the corner of the screen, where there is room for it.
  void inTheCorner() {
    ListChangeListener<Window> toTheCorner =
        change -> {
          while (change.next()) {
            change.getAddedSubList().stream()
                .filter(Stage.class::isInstance)
                .forEach(TestDesktop::toTheCorner);
          }
        };
    Window.getWindows().addListener(toTheCorner);
  }

  private static void toTheCorner(Window window) {
    window.setX(0);
    window.setY(0);
  }

  /// Waits until all work has ended, after the windows were closed.
  ///
  /// @return whether it did in time
  boolean end() throws InterruptedException {
    background.shutdown();
    return background.awaitTermination(END_S, TimeUnit.SECONDS);
  }

  /// Waits until all work has ended.
  void endHoweverLong() {
    background.close();
  }

  /// Closes all windows; on the JavaFX thread.
  static void closeWindows() {
    List.copyOf(Window.getWindows()).forEach(Window::hide);
  }
}
