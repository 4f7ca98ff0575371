package dev.corelane.desktop;

import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.DeepLink;
import dev.corelane.desktop.session.Folders;
import dev.corelane.desktop.session.Notice;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.SettingsStore;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.WindowModel;
import dev.corelane.desktop.session.compare.CompareSource;
import dev.corelane.desktop.session.compare.ComparedPart;
import dev.corelane.desktop.shell.Desktop;
import dev.corelane.desktop.shell.MainWindow;
import dev.corelane.desktop.theme.ThemeManager;
import dev.corelane.export.text.AwtGlyphSource;
import dev.corelane.importers.Importers;
import dev.corelane.render.time.NumberStyle;
import dev.corelane.render.time.TimeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The JavaFX side of the program's life: puts the parts together, opens the first window, prints
/// the frame times at the end if asked to.
public final class CorelaneApplication extends Application {
  private static final System.Logger LOG = System.getLogger(CorelaneApplication.class.getName());

  private static final int LAST_WORK_S = 5;

  private final ExecutorService background =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "corelane-background");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable AppModel model;
  private @Nullable Desktop desktop;

  /// Reads the settings before the toolkit needs its thread.
  @Override
  public void init() {
    Folders folders = Folders.ofThisUser();
    model =
        new AppModel(
            new SettingsStore(folders.settings().resolve(SettingsStore.FILE)),
            new BundledSamples(folders.cache().resolve("samples")),
            Importers::open,
            background);
  }

  @Override
  public void start(Stage stage) {
    TimeText.use(NumberStyle.of(Locale.getDefault(Locale.Category.FORMAT)));
    DesktopArguments arguments = DesktopArguments.parse(getParameters().getRaw());
    AppModel app = Objects.requireNonNull(model);
    Threads threads = new Threads(background, Platform::runLater, System::nanoTime);
    Desktop shell =
        new Desktop(app, threads, new ThemeManager(theme(arguments, app)), new AwtGlyphSource());
    desktop = shell;
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> report(shell, fault));
    shell.meterShown().set(arguments.frameMeter());
    MainWindow window = shell.firstWindow(stage);
    if (!arguments.link().equals(DeepLink.NONE)) {
      followWhenOpen(window.model(), arguments.link());
    }
    if (!arguments.compare().isEmpty()) {
      compareWhenOpen(window.model(), shell, arguments.compare());
    }
    if (!arguments.files().isEmpty()) {
      window.open(arguments.files());
    }
    arguments
        .sample()
        .flatMap(id -> app.samples().samples().stream().filter(s -> s.id().equals(id)).findFirst())
        .ifPresent(sample -> window.model().open(new OpenRequest.OfSample(sample)));
  }

  /// The first recording that opens is looked at where the arguments say.
  private static void followWhenOpen(WindowModel window, DeepLink link) {
    AtomicBoolean followed = new AtomicBoolean();
    window
        .trace()
        .subscribe(
            trace -> {
              if (trace != null && followed.compareAndSet(false, true)) {
                link.follow(trace.view())
                    .ifPresent(text -> window.tell(new Notice(Notice.Kind.WARNING, text)));
              }
            });
  }

  /// The first recording that opens is compared with those that the arguments name.
  private static void compareWhenOpen(WindowModel window, Desktop desktop, List<String> others) {
    AtomicBoolean done = new AtomicBoolean();
    window
        .trace()
        .subscribe(
            trace -> {
              if (trace != null && done.compareAndSet(false, true)) {
                List<CompareSource> sources = new ArrayList<>();
                sources.add(new CompareSource.Open(ComparedPart.all(trace.shared())));
                others.forEach(
                    name -> sources.add(new CompareSource.ToOpen(request(window.app(), name))));
                desktop.compareSources(sources);
              }
            });
  }

  private static OpenRequest request(AppModel app, String name) {
    return app.samples().samples().stream()
        .filter(s -> s.id().equals(name))
        .findFirst()
        .<OpenRequest>map(OpenRequest.OfSample::new)
        .orElseGet(() -> new OpenRequest.Files(List.of(Path.of(name))));
  }

  @Override
  public void stop() throws InterruptedException {
    // What the windows have cancelled takes its temporary files away; settings are written out.
    background.shutdown();
    if (!background.awaitTermination(LAST_WORK_S, TimeUnit.SECONDS)) {
      background.shutdownNow();
    }
    if (desktop != null && desktop.meterShown().get()) {
      System.out.println(desktop.meter().line());
    }
  }

  /// The theme of the arguments until the user chooses another one.
  private static ObservableValue<ThemeChoice> theme(DesktopArguments arguments, AppModel app) {
    var theme = new ReadOnlyObjectWrapper<>(arguments.theme().orElse(app.theme().get()));
    app.theme().subscribe((before, now) -> theme.set(now));
    return theme.getReadOnlyProperty();
  }

  private static void report(Desktop desktop, Throwable fault) {
    LOG.log(System.Logger.Level.ERROR, "unexpected fault", fault);
    Notice notice =
        new Notice(
            Notice.Kind.ERROR,
            "Corelane met a fault of its own; what you see may not be complete. The log has the"
                + " details.");
    Platform.runLater(() -> desktop.tellAll(notice));
  }
}
