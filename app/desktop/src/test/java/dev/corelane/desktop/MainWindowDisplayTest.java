package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.Inspection;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.shell.MainWindow;
import dev.corelane.importers.Importers;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.TransferMode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The program as a user meets it: real windows, real samples, pointer and keys.
@Tag("display")
@ExtendWith(ApplicationExtension.class)
class MainWindowDisplayTest {
  @TempDir Path folder;
  private TestDesktop program;
  private MainWindow window;
  private volatile boolean slow;

  @Start
  void start(Stage stage) {
    program = new TestDesktop(folder, ThemeChoice.LIGHT, this::read);
    window = program.desktop().firstWindow(stage);
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void end() throws InterruptedException {
    slow = false;
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> window.stage().hide());
    assertThat(program.end()).as("closing a window ends its work").isTrue();
  }

  private Timeline read(List<Path> files, ProgressMonitor monitor) throws IOException {
    while (slow) {
      monitor.progress(1_000_000, 4_000_000, "reading");
      monitor.checkCancelled();
      Thread.onSpinWait();
    }
    return Importers.open(files, monitor);
  }

  @Test
  void opensASampleZoomsSelectsAndReadsTheInspector(FxRobot robot) {
    robot.clickOn("#sample-spinlock-7-2-lazy-sched");
    TraceModel trace = awaitTrace();
    TimelineModel view = trace.view();
    assertThat(view.scale().isFit()).isTrue();
    assertThat(text(robot, "#inspector-title")).isEqualTo(trace.title());

    SliceRef target = longPreemptedSlice(trace.timeline());
    CpuSlices slices = trace.timeline().slices(target.cpu());
    long middle =
        slices.startNs(target.index())
            + (slices.endNs(target.index()) - slices.startNs(target.index())) / 2;
    robot.moveTo(timeline(robot), pointOf(robot, view, target.cpu(), middle));
    long under = timeUnderPointer(view);
    for (int i = 0; i < 60 && view.scale().lengthPx(1_000_000) < 60; i++) {
      robot.scroll(1, VerticalDirection.UP);
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertThat(view.scale().isFit()).isFalse();
    assertThat(timeUnderPointer(view))
        .as("the time under the pointer stays")
        .isBetween(under - pixels(view, 2), under + pixels(view, 2));

    robot.interact(() -> view.centerOn(middle));
    robot.moveTo(timeline(robot), pointOf(robot, view, target.cpu(), middle));
    robot.clickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.selection().get()).contains(target);
    String name = trace.timeline().taskName(slices.task(target.index()), middle);
    assertThat(text(robot, "#inspector-title")).startsWith(name);
    assertThat(text(robot, "#fact-ended")).startsWith("Preempted");
    assertThat(text(robot, "#status .status-label")).contains("CPU ").contains(name);

    robot.clickOn("#fact-preempted-by");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.selection().get()).contains(new SliceRef(target.cpu(), target.index() + 1));
  }

  /// Search for a lock, its worst holder preemption, who took the CPU; then the next lock-holder
  /// preemption by key, and the filter of lanes.
  @Test
  void findsOutWhoHeldTheLockAndWhyItWasNotRunning(FxRobot robot) {
    TraceModel trace = openSample(robot, "spinlock-7.2-lazy-full");
    TimelineModel view = trace.view();
    robot.type(KeyCode.SLASH);
    robot.write("procarray");
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text(robot, "#inspector-title")).startsWith("ProcArray");
    Inspection lock = trace.inspection().get();
    assertThat(lock).isNotNull();
    assertThat(lock.sections().getFirst().title()).isEqualTo("Worst preemptions of its holders");
    String holder = lock.sections().getFirst().rows().getFirst().label();
    robot.clickOn("#fact-" + holder.toLowerCase(Locale.ROOT).replace(' ', '-'));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text(robot, "#fact-cause")).contains("lost the CPU involuntarily", "waited");
    robot.clickOn("#fact-preempted-by");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.selection().get()).isPresent();

    robot.type(KeyCode.ESCAPE);
    robot.type(KeyCode.F);
    robot.type(KeyCode.L);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.target().get().orElseThrow()).isInstanceOf(Target.HoldRef.class);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    robot.write("checkpointer");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.filter().get()).isEqualTo("checkpointer");
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.filter().get()).isEmpty();
  }

  /// Four actions to the cause: the sample on the start page, the name of the lock, the worst
  /// preemption of its holders, who took the CPU.
  @Test
  void threeClicksLeadFromALockToWhoPreemptedItsHolder(FxRobot robot) {
    robot.clickOn("#sample-spinlock-7-2-lazy-full");
    TraceModel trace = awaitTrace();
    TimelineModel view = trace.view();
    var facts = view.digest().facts();
    LaneRow worst =
        view.state().get().layout().rows().stream()
            .filter(
                row ->
                    row.lane() instanceof Lane.LockLane lock
                        && facts.holderSwitches().stream().anyMatch(s -> s.lock() == lock.lock()))
            .findFirst()
            .orElseThrow();
    double top = view.state().get().layout().topOf(worst, view.state().get().scroll());
    Area headers = view.geometry().get().headers();
    robot
        .moveTo(timeline(robot), offset(robot, headers.x() + 30, headers.y() + top + 12))
        .clickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    Inspection lock = trace.inspection().get();
    assertThat(lock).isNotNull();
    assertThat(lock.sections().getFirst().title()).isEqualTo("Worst preemptions of its holders");
    Inspection.Row dearest = lock.sections().getFirst().rows().getFirst();
    robot.clickOn("#fact-" + dearest.label().toLowerCase(Locale.ROOT).replace(' ', '-'));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.target().get()).contains(dearest.link());
    assertThat(text(robot, "#fact-cause")).contains("lost the CPU involuntarily", "waited");
    assertThat(trace.inspection().get().sections())
        .extracting(Inspection.Section::title)
        .as("who paid")
        .contains("Who waited meanwhile");
    robot.clickOn("#fact-preempted-by");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.selection().get()).as("the slice that took the CPU").isPresent();
    assertThat(trace.inspection().get().sections())
        .extracting(Inspection.Section::title)
        .as("and why")
        .contains("How it came to run");
  }

  @Test
  void aRangeIsCountedAndThePaletteRunsCommands(FxRobot robot) {
    TraceModel trace = openSample(robot, "spinlock-7.2-lazy-sched");
    TimelineModel view = trace.view();
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    robot.write("range statistics");
    robot.type(KeyCode.ENTER);
    await(() -> robot.lookup("#range-pane .heading").tryQuery().isPresent());
    assertThat(text(robot, "#range-what")).startsWith("whole recording");
    Area ruler = view.geometry().get().ruler();
    robot
        .moveTo(timeline(robot), offset(robot, ruler.x() + ruler.width() - 200, ruler.y() + 12))
        .press(MouseButton.PRIMARY)
        .moveBy(600, 0)
        .release(MouseButton.PRIMARY);
    await(() -> text(robot, "#range-what").contains(" from "));
    TimeRange range = view.state().get().selection().orElseThrow();
    assertThat(range.endNs())
        .as("no further than the recording")
        .isLessThanOrEqualTo(trace.timeline().range().endNs());
    assertThat(text(robot, "#range-what")).startsWith(TimeText.duration(range.durationNs()));
    robot.clickOn("#range-close");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#range-pane").tryQuery()).isEmpty();
  }

  @Test
  void isUsedByKeysAlone(FxRobot robot) {
    robot.clickOn("#start-page");
    for (int i = 0; i < 30 && !isFocused(robot, "#sample-spinlock-7-2-lazy-sched"); i++) {
      robot.type(KeyCode.TAB);
    }
    robot.type(KeyCode.ENTER);
    TraceModel trace = awaitTrace();
    TimelineModel view = trace.view();
    assertThat(timeline(robot).isFocused()).isTrue();

    robot.type(KeyCode.W);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.scale().isFit()).as("W zooms in").isFalse();
    double zoomed = view.scale().visibleNs();
    robot.type(KeyCode.D);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.scale().visibleNs()).isEqualTo(zoomed);
    robot.type(KeyCode.F);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.scale().isFit()).as("F fits").isTrue();

    robot.type(KeyCode.PERIOD);
    WaitForAsyncUtils.waitForFxEvents();
    SliceRef first = view.selection().get().orElseThrow();
    assertThat(text(robot, "#fact-ended")).startsWith("Preempted");
    robot.type(KeyCode.PERIOD);
    robot.type(KeyCode.COMMA);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.selection().get()).contains(first);
    robot.type(KeyCode.H);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.state().get().focusTask())
        .isEqualTo(trace.timeline().slices(first.cpu()).task(first.index()));
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.selection().get()).isEmpty();

    robot.push(KeyCode.ALT, KeyCode.LEFT);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.canGoForward().get()).isTrue();
    robot.push(KeyCode.SHIFT, KeyCode.SLASH);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#shortcut-sheet").tryQuery()).isPresent();
    robot.type(KeyCode.ESCAPE);
  }

  @Test
  void pansByDraggingAndMovesByTheOverview(FxRobot robot) {
    TraceModel trace = openSample(robot, "spinlock-7.2-lazy-sched");
    TimelineModel view = trace.view();
    robot.interact(() -> view.zoomAt(view.geometry().get().lanes().x() + 300, 20));
    long before = view.scale().startNs();
    Area lanes = view.geometry().get().lanes();
    robot
        .moveTo(timeline(robot), offset(robot, lanes.x() + 400, lanes.y() + 60))
        .press(MouseButton.PRIMARY)
        .moveBy(-150, 0)
        .release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat((view.scale().startNs() - before) / view.scale().nsPerPx()).isBetween(140.0, 151.0);
    assertThat(view.selection().get()).as("a drag selects nothing").isEmpty();

    Area map = view.geometry().get().minimap();
    robot
        .moveTo(timeline(robot), offset(robot, map.x() + map.width() * 0.75, map.y() + 20))
        .clickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    long duration = trace.timeline().range().durationNs();
    long middle = view.scale().startNs() + (long) (view.scale().visibleNs() / 2);
    assertThat((middle - trace.timeline().range().startNs()) / (double) duration)
        .isBetween(0.74, 0.76);

    robot
        .moveTo(timeline(robot), offset(robot, lanes.x() + 100, lanes.y() - 10))
        .press(MouseButton.PRIMARY)
        .moveBy(200, 0)
        .release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    long selected = view.state().get().selection().orElseThrow().durationNs();
    assertThat(selected / view.scale().nsPerPx()).isBetween(195.0, 205.0);
    assertThat(text(robot, "#status-view")).startsWith("Selected ");
  }

  @Test
  void anErrorIsOneSentenceAndStopsNothing(FxRobot robot) throws IOException {
    TraceModel trace = openSample(robot, "spinlock-7.2-lazy-sched");
    Path text = Files.writeString(folder.resolve("notes.txt"), "no recording at all\n");
    robot.interact(() -> window.model().open(new OpenRequest.Files(List.of(text))));
    await(() -> window.model().notice().get() != null);
    assertThat(text(robot, "#notice-text")).contains("notes.txt").doesNotContain("Exception");
    assertThat(window.model().trace().get()).isSameAs(trace);
    robot.clickOn("#notice-close");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#notice-bar").query().isVisible()).isFalse();
  }

  @Test
  void anImportIsCancelled(FxRobot robot) {
    slow = true;
    robot.clickOn("#sample-spinlock-7-2-lazy-sched");
    await(() -> text(robot, "#import-details").contains("MB/s"));
    robot.clickOn("#import-cancel");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(window.model().importing().get()).isNull();
    assertThat(robot.lookup("#import-bar").query().isVisible()).isFalse();
    assertThat(robot.lookup("#start-page").tryQuery()).isPresent();
  }

  @Test
  void filesAreDroppedTogether(FxRobot robot) throws Exception {
    Path recording = copyOfSample("incident.perf.data.zst");
    Path notes = Files.writeString(folder.resolve("notes.txt"), "what we saw that night\n");
    Stage source =
        WaitForAsyncUtils.waitFor(
            WaitForAsyncUtils.asyncFx(() -> dragSource(List.of(recording, notes))));
    robot.drag("#drag-source", MouseButton.PRIMARY).moveBy(0, -20).dropTo("#start-page");
    TraceModel trace = awaitTrace();
    robot.interact(source::hide);
    assertThat(trace.title()).isEqualTo("incident.perf.data.zst and 1 more");
    assertThat(trace.problems()).as("says what is no recording").hasSize(1);
    assertThat(trace.problems().getFirst().message()).contains("notes.txt");
    assertThat(program.app().recent().get().entries()).containsExactly(List.of(recording, notes));
  }

  /// A window with something in it that is dragged like files of a file manager.
  private static Stage dragSource(List<Path> files) {
    Label label = new Label("files");
    label.setId("drag-source");
    label.setMinSize(200, 80);
    label.setOnDragDetected(
        e -> {
          var content = new ClipboardContent();
          content.putFiles(files.stream().map(Path::toFile).toList());
          label.startDragAndDrop(TransferMode.COPY).setContent(content);
          e.consume();
        });
    Stage stage = new Stage();
    stage.setScene(new Scene(label));
    stage.setX(300);
    stage.setY(860);
    stage.show();
    return stage;
  }

  private Path copyOfSample(String name) throws IOException {
    Path target = folder.resolve(name);
    try (InputStream in =
        SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().open("perf.data.zst")) {
      Files.copy(in, target);
    }
    return target;
  }

  @Test
  void aRangeIsSelectedByShiftDragAndForgottenByEscape(FxRobot robot) {
    TimelineModel view = openSample(robot, "spinlock-7.2-lazy-sched").view();
    Area lanes = view.geometry().get().lanes();
    robot.moveTo(timeline(robot), offset(robot, lanes.x() + 120, lanes.y() + 80));
    robot.press(KeyCode.SHIFT).press(MouseButton.PRIMARY).moveBy(240, 30);
    robot.release(MouseButton.PRIMARY).release(KeyCode.SHIFT);
    WaitForAsyncUtils.waitForFxEvents();
    long selected = view.state().get().selection().orElseThrow().durationNs();
    assertThat(selected / view.scale().nsPerPx()).isBetween(235.0, 245.0);
    assertThat(view.scale().isFit()).as("and nothing moved").isTrue();
    robot.type(KeyCode.Z);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.scale().visibleNs())
        .as("Z shows the range")
        .isCloseTo(selected, Percentage.withPercentage(1));
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.state().get().selection()).isEmpty();
  }

  @Test
  void saysSoWhenThereAreNoProblems(FxRobot robot) {
    TraceModel trace = openSample(robot, "spinlock-7.2-lazy-sched");
    assertThat(trace.problems()).isEmpty();
    robot.clickOn("#status-problems");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text(robot, "#problems-none")).startsWith("Nothing to report");
  }

  @Test
  void listsTheProblemsOfTheImport(FxRobot robot) throws IOException {
    Path damaged = DamagedRecording.in(folder);
    robot.interact(() -> window.model().open(new OpenRequest.Files(List.of(damaged))));
    TraceModel trace = awaitTrace();
    robot.clickOn("#status-problems");
    WaitForAsyncUtils.waitForFxEvents();
    TableView<?> table = robot.lookup("#problems-table").queryTableView();
    assertThat(trace.problems()).isNotEmpty();
    assertThat(table.getItems()).hasSameSizeAs(trace.problems());
    assertThat(robot.lookup(".paragraph").queryAllAs(Text.class))
        .extracting(Text::getText)
        .contains(trace.problems().getFirst().advice());
    robot.clickOn("#problems-close");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#problems-table").tryQuery()).isEmpty();
  }

  @Test
  void theThemeReachesControlsAndPicture(FxRobot robot) {
    openSample(robot, "spinlock-7.2-lazy-sched");
    assertThat(pixelBesideTheLanes(robot)).isEqualTo(Theme.LIGHT.background());
    robot.interact(() -> menuItem(robot, "Dark").fire());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(program.app().theme().get()).isEqualTo(ThemeChoice.DARK);
    assertThat(pixelBesideTheLanes(robot)).isEqualTo(Theme.DARK.background());
  }

  @Test
  void panelsAreShownAndHidden(FxRobot robot) {
    openSample(robot, "spinlock-7.2-lazy-sched");
    double narrow = timeline(robot).getBoundsInLocal().getWidth();
    robot.clickOn("#" + Command.INSPECTOR.name().toLowerCase(java.util.Locale.ROOT));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#inspector-pane").tryQuery()).isEmpty();
    assertThat(timeline(robot).getBoundsInLocal().getWidth()).isGreaterThan(narrow + 200);
    assertThat(program.app().inspector().get()).as("and that is remembered").isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.W);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#start-page").tryQuery()).isPresent();
    assertThat(window.stage().getTitle()).isEqualTo("Corelane");
  }

  private TraceModel openSample(FxRobot robot, String id) {
    robot.interact(() -> window.model().open(new OpenRequest.OfSample(program.sample(id))));
    return awaitTrace();
  }

  private TraceModel awaitTrace() {
    await(() -> window.model().trace().get() != null);
    WaitForAsyncUtils.waitForFxEvents();
    // The first frame gives the view its size.
    await(
        () ->
            timelineNode().isPresent() && timelineNode().get().getBoundsInLocal().getWidth() > 100);
    WaitForAsyncUtils.waitForFxEvents();
    return window.model().trace().get();
  }

  private Optional<Node> timelineNode() {
    return Optional.ofNullable(window.stage().getScene().lookup("#timeline"));
  }

  private static void await(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain", e);
    }
  }

  private static Node timeline(FxRobot robot) {
    return robot.lookup("#timeline").query();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static boolean isFocused(FxRobot robot, String query) {
    return robot.lookup(query).query().isFocused();
  }

  /// A point of the timeline as an offset from its centre, as the robot wants it.
  private static javafx.geometry.Point2D offset(FxRobot robot, double x, double y) {
    Bounds bounds = timeline(robot).getBoundsInLocal();
    return new javafx.geometry.Point2D(x - bounds.getCenterX(), y - bounds.getCenterY());
  }

  private static javafx.geometry.Point2D pointOf(
      FxRobot robot, TimelineModel view, int cpu, long timeNs) {
    Area lanes = view.geometry().get().lanes();
    var row = view.state().get().layout().rows().get(cpu);
    double y =
        lanes.y()
            + view.state().get().layout().topOf(row, view.state().get().scroll())
            + row.height() / 2;
    return offset(robot, lanes.x() + view.scale().toPx(timeNs), y);
  }

  private static long timeUnderPointer(TimelineModel view) {
    return switch (view.state().get().hover()) {
      case dev.corelane.render.view.Hit.Slice slice -> slice.timeNs();
      default -> throw new AssertionError("the pointer is on no slice");
    };
  }

  private static long pixels(TimelineModel view, int count) {
    return (long) Math.ceil(count * view.scale().nsPerPx());
  }

  private static SliceRef longPreemptedSlice(Timeline timeline) {
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
    assertThat(best).isNotNull();
    return best;
  }

  private static MenuItem menuItem(FxRobot robot, String text) {
    return robot.lookup("#menu-bar").queryAs(MenuBar.class).getMenus().stream()
        .flatMap(MainWindowDisplayTest::items)
        .filter(item -> text.equals(item.getText()))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<MenuItem> items(MenuItem item) {
    return item instanceof Menu menu
        ? menu.getItems().stream().flatMap(MainWindowDisplayTest::items)
        : Stream.of(item);
  }

  private int pixelBesideTheLanes(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    WritableImage[] image = new WritableImage[1];
    robot.interact(() -> image[0] = timeline(robot).snapshot(null, null));
    TimelineModel view = window.model().trace().get().view();
    Area headers = view.geometry().get().headers();
    return image[0].getPixelReader().getArgb(2, (int) headers.y() + 2);
  }
}
