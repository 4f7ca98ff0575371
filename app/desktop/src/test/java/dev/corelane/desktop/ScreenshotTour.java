package dev.corelane.desktop;

import dev.corelane.desktop.Screenshots.Size;
import dev.corelane.desktop.session.ColorChoice;
import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.desktop.session.TimeChoice;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.shell.Desktop;
import dev.corelane.desktop.shell.MainWindow;
import dev.corelane.importers.Importers;
import dev.corelane.render.digest.HolderSwitch;
import dev.corelane.render.image.PngWriter;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Leads one window through the views worth a picture. The pictures are taken from the screen, so
/// they show what a user sees.
final class ScreenshotTour implements AutoCloseable {
  private static final String SAMPLE = "spinlock-7.2-lazy-full";
  private static final int FRAMES = 4;
  private static final long SETTLE_MS = 400;
  private static final long LONGEST_WAIT_MS = 180_000;
  private static final int MOST_TRIES = 20;
  private static final long PAUSE_MS = 20;
  private static final double HALF_WAY = 0.45;

  private final Size size;
  private final ThemeChoice theme;
  private final Path scratch;
  private final TestDesktop program;
  private final MainWindow window;
  private volatile boolean held;
  private volatile boolean waiting;

  ScreenshotTour(Size size, ThemeChoice theme) throws IOException {
    this.size = size;
    this.theme = theme;
    scratch = Files.createTempDirectory("corelane-screenshots");
    program = onFx(() -> new TestDesktop(scratch, theme, this::read));
    window = onFx(this::open);
    settle();
  }

  private MainWindow open() {
    program.app().closed(new WindowPlace(size.width(), size.height(), false));
    Stage stage = new Stage();
    MainWindow opened = program.desktop().firstWindow(stage);
    stage.setX(0);
    stage.setY(0);
    // The pointer must not hover over anything.
    Robot robot = new Robot();
    Rectangle2D screen = javafx.stage.Screen.getPrimary().getBounds();
    robot.mouseMove(screen.getMaxX() - 1, screen.getMaxY() - 1);
    return opened;
  }

  /// @return all windows of the tour
  Desktop desktop() {
    return program.desktop();
  }

  /// Takes the pictures of replays.
  ///
  /// @param folder receives them
  void replays(Path folder) throws IOException {
    openSample(SAMPLE);
    TraceModel trace = await(() -> window.model().trace().get());
    new ReplayTour(this).all(folder, new ReplaySource.Recording(trace.shared()));
  }

  /// Takes every picture.
  ///
  /// @param folder receives them
  void all(Path folder) throws IOException {
    shoot(folder, "1-start");
    held = true;
    openSample(SAMPLE);
    await(() -> window.model().importing().get() != null && waiting);
    shoot(folder, "2-importing");
    held = false;
    TraceModel trace = await(() -> window.model().trace().get());
    settle();
    TimelineModel view = trace.view();
    shoot(folder, "3-whole");

    SliceRef preempted = longestPreempted(trace.timeline());
    CpuSlices slices = trace.timeline().slices(preempted.cpu());
    long end = slices.endNs(preempted.index());
    onFx(() -> view.show(around(end, 40_000_000)));
    shoot(folder, "4-milliseconds");
    onFx(() -> view.show(around(end, 400_000)));
    shoot(folder, "5-microseconds");
    onFx(() -> view.show(around(end, 8_000_000)));
    onFx(() -> view.select(preempted));
    onFx(() -> point(view, preempted.cpu(), end - 1_000_000));
    shoot(folder, "6-selected");
    onFx(view::toggleTails);
    shoot(folder, "20-tails");
    onFx(view::toggleTails);
    onFx(() -> view.toggleFocus());
    shoot(folder, "7-highlighted");
    onFx(view::clearSelection);
    onFx(view::pointNowhere);
    onFx(view::fit);
    command(Command.RANGE);
    onFx(() -> view.selectRange(Optional.of(around(end, 1_000_000_000))));
    await(() -> window.stage().getScene().lookup("#range-pane .heading") != null);
    settle();
    shoot(folder, "8-range");
    command(Command.RANGE);
    onFx(view::clearSelection);
    onFx(view::fit);
    onFx(view.walks()::nextHolderPreemption);
    shoot(folder, "12-lock-holder");
    command(Command.LISTS);
    showList("preemptions");
    shoot(folder, "16-preemptions");
    showList("holder-preemptions");
    shoot(folder, "17-lock-holders");
    showList("locks");
    shoot(folder, "18-locks");
    showList("threads");
    shoot(folder, "19-threads");
    command(Command.LISTS);
    onFx(() -> view.choose(view.choice().opening("threads").opening("process/name/postgres")));
    onFx(() -> view.goTo(new Target.WaitRef(longestWait(trace.timeline()))));
    shoot(folder, "21-wait");
    onFx(() -> view.goTo(new Target.SpanRef(0)));
    await(() -> !view.state().get().overlay().path().isEmpty());
    shoot(folder, "22-path");
    onFx(() -> view.pan(0, 10_000));
    shoot(folder, "13-threads");
    onFx(view::fit);
    onFx(view::clearSelection);
    shoot(folder, "14-threads-whole");
    onFx(() -> view.pan(0, -10_000));
    command(Command.SEARCH);
    shoot(folder, "15-search");
    command(Command.SHORTCUTS);
    shoot(folder, "9-shortcuts");
    hideOthers();
    marked(folder);
    waits(folder);

    Path damaged = DamagedRecording.in(scratch);
    onFx(() -> window.model().open(new OpenRequest.Files(List.of(damaged))));
    await(() -> window.model().importing().get() == null);
    command(Command.PROBLEMS);
    shoot(folder, "10-problems");
    command(Command.CLOSE_TRACE);
    shoot(folder, "11-recent");
    opening(folder);
  }

  /// Takes the pictures of what a user adds: bookmarks, colours by state, a filter.
  void marked(Path folder) throws IOException {
    openSample(SAMPLE);
    await(() -> window.model().importing().get() == null);
    TraceModel trace = await(() -> window.model().trace().get());
    TimelineModel view = trace.view();
    long start = trace.timeline().range().startNs();
    onFx(() -> view.choose(LaneChoice.FIRST.opening("threads").opening("process/name/postgres")));
    onFx(
        () -> {
          trace.bookmarks().put(start + 1_650_000_000L, "perf writes");
          trace.bookmarks().put(start + 3_480_000_000L, "no free buffer");
        });
    command(Command.BOOKMARK);
    shoot(folder, "23-bookmark");
    onFx(() -> window.stage().getScene().lookup("#timeline").requestFocus());
    onFx(() -> window.model().app().colors().set(ColorChoice.STATE));
    onFx(() -> view.show(around(start + 3_500_000_000L, 200_000_000)));
    onFx(() -> view.showThread(view.digest().facts().processes().getFirst().tasks().getFirst()));
    command(Command.FILTER_LANES);
    shoot(folder, "24-states");
    onFx(() -> window.model().app().colors().set(ColorChoice.CLASS));
    onFx(() -> view.lanes().clearFilter());
    command(Command.PALETTE);
    shoot(folder, "25-palette");
    onFx(() -> window.stage().getScene().lookup("#timeline").requestFocus());
    onFx(() -> trace.bookmarks().restore(List.of()));
  }

  /// Takes the pictures of lanes that tell of sessions, spans, counters and marks.
  void waits(Path folder) throws IOException {
    List<Path> incident = WholeIncident.in(scratch);
    onFx(() -> window.model().open(new OpenRequest.Files(incident)));
    await(() -> window.model().importing().get() == null);
    TraceModel trace = await(() -> window.model().trace().get());
    settle();
    shoot(folder, "26-waits-whole");
    TimelineModel view = trace.view();
    LaneChoice open = LaneChoice.FIRST;
    for (String group :
        List.of(LaneChoice.ACTIVITY, LaneChoice.MARKS, LaneChoice.COUNTERS, LaneChoice.THREADS)) {
      open = open.opening(group);
    }
    LaneChoice all = open.opening("process/name/postgres");
    onFx(() -> view.choose(all));
    onFx(() -> view.goTo(new Target.SampleRef(trace.timeline().waitSamples().size() / 2)));
    shoot(folder, "27-wait-event");
    onFx(() -> view.show(trace.timeline().range()));
    command(Command.LISTS);
    showList("wait-events");
    shoot(folder, "28-wait-events");
    command(Command.LISTS);
    onFx(() -> window.model().app().times().set(TimeChoice.UTC));
    onFx(() -> view.scrollTo(300));
    command(Command.RANGE);
    await(() -> window.stage().getScene().lookup("#range-pane .heading") != null);
    shoot(folder, "29-wait-profile");
    command(Command.RANGE);
    onFx(() -> window.model().app().times().set(TimeChoice.START));
  }

  /// Takes the pictures of the dialogs around opening.
  ///
  /// @param folder receives them
  void opening(Path folder) throws IOException {
    opening(folder, SmallIncident.in(scratch));
  }

  /// Takes the pictures of the dialogs around opening.
  ///
  /// @param folder receives them
  /// @param incident files of one incident
  void opening(Path folder, List<Path> incident) throws IOException {
    onFx(() -> window.model().choose(incident));
    await(() -> window.model().choosing().get().progress().get() >= 1);
    shoot(folder, "30-open-options");
    onFx(() -> window.model().choosing().get().from().set("soon"));
    shoot(folder, "31-open-options-complaint");
    hideOthers();
    onFx(() -> window.model().open(new OpenRequest.Files(incident)));
    await(() -> window.model().trace().get() != null && window.model().importing().get() == null);
    command(Command.CLOCKS);
    shoot(folder, "32-clocks");
    hideOthers();
    command(Command.PROBLEMS);
    shoot(folder, "33-consequences");
    command(Command.PROBLEMS);
    onFx(() -> window.model().app().colors().set(ColorChoice.PROCESS));
    onFx(() -> window.model().app().times().set(TimeChoice.UTC));
    command(Command.PREFERENCES);
    shoot(folder, "34-preferences");
    hideOthers();
    onFx(() -> window.model().app().colors().set(ColorChoice.CLASS));
    onFx(() -> window.model().app().times().set(TimeChoice.START));
    command(Command.CLOSE_TRACE);
  }

  private void hideOthers() {
    onFx(
        () ->
            Window.getWindows().stream()
                .filter(w -> w != window.stage())
                .toList()
                .forEach(Window::hide));
  }

  /// Takes the picture of the front page.
  ///
  /// @param file receives it
  void front(Path file) throws IOException {
    openSample(SAMPLE);
    TraceModel trace = await(() -> window.model().trace().get());
    settle();
    SliceRef preempted = longestPreempted(trace.timeline());
    long end = trace.timeline().slices(preempted.cpu()).endNs(preempted.index());
    onFx(() -> trace.view().show(around(end, 20_000_000)));
    onFx(() -> trace.view().select(preempted));
    settle();
    capture(window.stage(), size, file);
  }

  /// Takes the pictures of the guide to exploring.
  ///
  /// @param folder receives them
  void explore(Path folder) throws IOException {
    openSample(SAMPLE);
    TraceModel trace = await(() -> window.model().trace().get());
    TimelineModel view = trace.view();
    settle();
    capture(window.stage(), size, folder.resolve("explore-whole.png"));
    onFx(() -> view.goTo(worstHold(view)));
    onFx(view::zoomToSelection);
    settle();
    capture(window.stage(), size, folder.resolve("explore-holder.png"));
    onFx(view::fit);
    onFx(view::clearSelection);
    command(Command.RANGE);
    long middle = trace.timeline().range().startNs() + 2_000_000_000L;
    onFx(() -> view.selectRange(Optional.of(around(middle, 1_000_000_000))));
    await(() -> window.stage().getScene().lookup("#range-pane .heading") != null);
    settle();
    settle();
    capture(window.stage(), size, folder.resolve("explore-range.png"));
    command(Command.RANGE);
    List<Path> incident = WholeIncident.in(scratch);
    onFx(() -> window.model().open(new OpenRequest.Files(incident)));
    await(() -> window.model().importing().get() == null);
    TraceModel whole = await(() -> window.model().trace().get());
    TimelineModel waits = whole.view();
    onFx(
        () ->
            waits.choose(
                waits.choice().opening(LaneChoice.THREADS).opening("process/name/postgres")));
    onFx(() -> waits.goTo(new Target.SampleRef(whole.timeline().waitSamples().size() / 2)));
    settle();
    capture(window.stage(), size, folder.resolve("explore-waits.png"));
  }

  /// The hold whose holder's preemption cost its waiters most, of a lock whose holds were recorded.
  private static Target worstHold(TimelineModel view) {
    var switches = view.digest().facts().holderSwitches().stream();
    return new Target.HoldRef(
        switches.max(Comparator.comparingDouble(HolderSwitch::costNs)).orElseThrow().hold());
  }

  @Override
  public void close() throws IOException {
    held = false;
    onFx(TestDesktop::closeWindows);
    program.endHoweverLong();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private Timeline read(List<Path> files, ProgressMonitor monitor) throws IOException {
    return Importers.open(
        files,
        new ProgressMonitor() {
          @Override
          public void progress(long done, long total, String what) {
            monitor.progress(done, total, what);
            while (held && total > 0 && done > HALF_WAY * total) {
              waiting = true;
              sleep(PAUSE_MS);
              monitor.progress(done, total, what);
            }
          }

          @Override
          public boolean cancelled() {
            return monitor.cancelled();
          }
        });
  }

  private void openSample(String id) {
    Sample sample =
        window.model().app().samples().samples().stream()
            .filter(s -> s.id().equals(id))
            .findFirst()
            .orElseThrow();
    onFx(() -> window.model().open(new OpenRequest.OfSample(sample)));
  }

  /// Shows a list and waits for its rows.
  private void showList(String list) {
    onFx(
        () -> {
          var tabs = (TabPane) window.stage().getScene().lookup("#lists-pane .tab-pane");
          tabs.getTabs().stream()
              .filter(tab -> ("tab-" + list).equals(tab.getId()))
              .forEach(tabs.getSelectionModel()::select);
        });
    await(
        () ->
            window.stage().getScene().lookup("#list-" + list) instanceof TableView<?> table
                && !table.getItems().isEmpty());
  }

  private void command(Command command) {
    onFx(() -> window.run(command));
  }

  private static void point(TimelineModel view, int cpu, long timeNs) {
    Area lanes = view.geometry().get().lanes();
    var row = view.state().get().layout().rows().get(cpu);
    view.pointAt(
        lanes.x() + view.scale().toPx(timeNs),
        lanes.y()
            + view.state().get().layout().topOf(row, view.state().get().scroll())
            + row.height() / 2);
  }

  private static TimeRange around(long timeNs, long lengthNs) {
    return new TimeRange(timeNs - lengthNs / 2, timeNs + lengthNs / 2);
  }

  /// The longest wait for a lock whose holds were recorded.
  private static long longestWait(Timeline timeline) {
    boolean[] held = new boolean[timeline.locks().size()];
    for (long i = 0; i < timeline.holds().size(); i++) {
      held[timeline.holds().get(i).lock()] = true;
    }
    long best = 0;
    long bestNs = 0;
    for (long i = 0; i < timeline.waits().size(); i++) {
      var wait = timeline.waits().get(i);
      if (held[wait.lock()] && wait.endNs() - wait.startNs() > bestNs) {
        best = i;
        bestNs = wait.endNs() - wait.startNs();
      }
    }
    return best;
  }

  private static SliceRef longestPreempted(Timeline timeline) {
    SliceRef best = null;
    long bestNs = 0;
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      CpuSlices slices = timeline.slices(cpu);
      for (long i = 0; i + 1 < slices.count(); i++) {
        long ns = slices.endNs(i) - slices.startNs(i);
        if (slices.end(i).involuntary() && ns > bestNs) {
          best = new SliceRef(cpu, i);
          bestNs = ns;
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("nobody was preempted");
    }
    return best;
  }

  private void shoot(Path folder, String view) throws IOException {
    shoot(window.stage(), folder, view);
  }

  /// Takes a picture of a window that stands where the first one does.
  void shoot(Stage stage, Path folder, String view) throws IOException {
    settle();
    String look = theme.name().toLowerCase(java.util.Locale.ROOT);
    capture(stage, folder.resolve(view + "-" + size + "-" + look + ".png"));
  }

  private void capture(Stage stage, Path file) throws IOException {
    capture(stage, size, file);
  }

  /// Takes a picture of a window.
  static void capture(Stage stage, Size size, Path file) throws IOException {
    int columns = size.width() * size.scale();
    int rows = size.height() * size.scale();
    int[] pixels = pixels(stage, size);
    for (int i = 0; Arrays.stream(pixels).allMatch(p -> p == pixels[0]) && i < MOST_TRIES; i++) {
      settle();
      System.arraycopy(pixels(stage, size), 0, pixels, 0, pixels.length);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      PngWriter.write(pixels, columns, rows, size.scale(), out);
    }
  }

  /// What the window's part of the screen shows; before the first frame it is all one colour.
  private static int[] pixels(Stage stage, Size size) {
    int columns = size.width() * size.scale();
    int rows = size.height() * size.scale();
    WritableImage image =
        onFx(
            () -> {
              var place = new Rectangle2D(stage.getX(), stage.getY(), size.width(), size.height());
              return new Robot().getScreenCapture(null, place, false);
            });
    int[] pixels = new int[columns * rows];
    image
        .getPixelReader()
        .getPixels(0, 0, columns, rows, PixelFormat.getIntArgbPreInstance(), pixels, 0, columns);
    return pixels;
  }

  /// Lets transitions end and frames be painted, however busy the machine is.
  static void settle() {
    for (int i = 0; i < FRAMES; i++) {
      CountDownLatch frame = new CountDownLatch(1);
      onFx(
          () -> {
            new AnimationTimer() {
              @Override
              public void handle(long nowNs) {
                stop();
                frame.countDown();
              }
            }.start();
            Platform.requestNextPulse();
          });
      await(frame);
      sleep(SETTLE_MS / FRAMES);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static <T> T await(Callable<T> condition) {
    long giveUp = System.nanoTime() + LONGEST_WAIT_MS * 1_000_000;
    while (System.nanoTime() < giveUp) {
      T value = onFx(condition);
      if (value != null && !Boolean.FALSE.equals(value)) {
        return value;
      }
      sleep(PAUSE_MS);
    }
    throw new IllegalStateException("waited in vain");
  }

  static void onFx(Runnable action) {
    onFx(
        () -> {
          action.run();
          return Boolean.TRUE;
        });
  }

  static <T> T onFx(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
