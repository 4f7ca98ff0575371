package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.shell.MainWindow;
import dev.corelane.render.view.Bookmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToolBar;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The program without a pointer: whatever can have the focus gets it by Tab and F6, shows that it
/// has it, and what has only an icon says what it does and by which key.
@Tag("display")
@ExtendWith(ApplicationExtension.class)
class KeyboardDisplayTest {
  private static final int MOST_STEPS = 60;
  private static final int PARTS = 6;
  private static final int RING_PX = 4;

  @TempDir Path folder;
  private TestDesktop program;
  private MainWindow window;

  @Start
  void start(Stage stage) {
    program = new TestDesktop(folder);
    window = program.desktop().firstWindow(stage);
    stage.setX(0);
    stage.setY(0);
  }

  @AfterEach
  void end() throws InterruptedException {
    WaitForAsyncUtils.waitForAsyncFx(5000, TestDesktop::closeWindows);
    assertThat(program.end()).isTrue();
  }

  @Test
  void tabAndF6ReachEverythingAndItShows(FxRobot robot) throws Exception {
    List<String> faults = new ArrayList<>();
    walk(robot, "start page", faults);
    open(robot);
    for (Command panel : List.of(Command.LISTS, Command.RANGE, Command.PROBLEMS)) {
      robot.interact(() -> window.run(panel));
      walk(robot, panel.title(), faults);
    }
    robot.interact(() -> window.run(Command.FILTER_LANES));
    walk(robot, "filter", faults);
    assertThat(faults).isEmpty();
  }

  @Test
  void whatHasOnlyAnIconNamesItsKey(FxRobot robot) throws Exception {
    open(robot);
    List<String> silent = new ArrayList<>();
    for (Command panel : List.of(Command.LISTS, Command.RANGE, Command.PROBLEMS)) {
      robot.interact(() -> window.run(panel));
      robot.interact(() -> window.run(Command.FILTER_LANES));
      WaitForAsyncUtils.waitForFxEvents();
      for (Node node : all(window.stage().getScene().getRoot(), new ArrayList<>())) {
        if (node instanceof ButtonBase button
            && !(button instanceof MenuButton)
            && button.getText().isBlank()
            && button.isFocusTraversable()) {
          String told = button.getTooltip() == null ? "" : button.getTooltip().getText();
          if (!told.matches(".+ \\(.+\\)")) {
            silent.add(panel.title() + ": " + button.getId() + " says \"" + told + "\"");
          }
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void lanesAndBookmarksAreUsedByKeysAlone(FxRobot robot) throws Exception {
    TraceModel trace = open(robot);
    robot.push(KeyCode.CONTROL, KeyCode.DOWN);
    robot.push(KeyCode.CONTROL, KeyCode.DOWN);
    robot.type(KeyCode.SPACE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(trace.view().selection().get().map(SliceRef::cpu)).contains(1);
    long at = trace.bookmarkHere().timeNs();
    robot.type(KeyCode.M);
    robot.write("here");
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(trace.bookmarks().all().get()).containsExactly(new Bookmark(at, "here"));
    assertThat(focused(robot).getId()).isEqualTo("timeline");
    robot.type(KeyCode.F6);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(within(focused(robot), "inspector-pane")).isTrue();
    robot.push(KeyCode.SHIFT, KeyCode.F6);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(focused(robot).getId()).isEqualTo("timeline");
  }

  private TraceModel open(FxRobot robot) throws Exception {
    var sample =
        window.model().app().samples().samples().stream()
            .filter(s -> s.id().equals("spinlock-7.2-lazy-sched"))
            .findFirst()
            .orElseThrow();
    robot.interact(() -> window.model().open(new OpenRequest.OfSample(sample)));
    await(() -> window.model().trace().get() != null);
    await(() -> window.stage().getScene().lookup("#timeline").getBoundsInLocal().getWidth() > 100);
    WaitForAsyncUtils.waitForFxEvents();
    return window.model().trace().get();
  }

  /// Goes on by Tab from each part that F6 leads to until everything was there.
  private void walk(FxRobot robot, String where, List<String> faults) {
    WaitForAsyncUtils.waitForFxEvents();
    Set<Node> wanted = new LinkedHashSet<>();
    for (Node node : all(window.stage().getScene().getRoot(), new ArrayList<>())) {
      if (node.isFocusTraversable() && !node.isDisabled() && !passesOn(node)) {
        wanted.add(node);
      }
    }
    assertThat(wanted).as(where).isNotEmpty();
    Set<Node> missing = new LinkedHashSet<>(wanted);
    for (int part = 0; part < PARTS && !missing.isEmpty(); part++) {
      robot.type(KeyCode.F6);
      Node first = null;
      for (int step = 0; step < MOST_STEPS && !missing.isEmpty(); step++) {
        WaitForAsyncUtils.waitForFxEvents();
        Node now = focused(robot);
        if (now == first) {
          break;
        }
        first = first == null ? now : first;
        if (now != null && missing.remove(now) && !shows(robot, now)) {
          faults.add(where + ": no ring around " + now);
        }
        robot.type(KeyCode.TAB);
      }
    }
    missing.forEach(node -> faults.add(where + ": not reached: " + node));
  }

  /// Whether the picture of a node changes when it gets the focus.
  private static boolean shows(FxRobot robot, Node node) {
    WritableImage[] images = new WritableImage[2];
    robot.interact(
        () -> {
          Node ground = node.getParent();
          node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focused"), true);
          images[0] = ground.snapshot(null, null);
          node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focused"), false);
          node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-visible"), false);
          node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-within"), false);
          images[1] = ground.snapshot(null, null);
          node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focused"), true);
          node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-visible"), true);
          node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-within"), true);
        });
    int different = 0;
    int width = (int) Math.min(images[0].getWidth(), images[1].getWidth());
    int height = (int) Math.min(images[0].getHeight(), images[1].getHeight());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (images[0].getPixelReader().getArgb(x, y) != images[1].getPixelReader().getArgb(x, y)) {
          different++;
        }
      }
    }
    Bounds bounds = node.getBoundsInLocal();
    return different >= Math.min(RING_PX * 4, bounds.getWidth() + bounds.getHeight());
  }

  private static List<Node> all(Node node, List<Node> found) {
    if (!node.isVisible() || node.isDisabled()) {
      return found;
    }
    found.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> all(child, found));
    }
    return found;
  }

  /// These pass the focus on to what they hold, or have keys of their own (F10 for menus).
  private static boolean passesOn(Node node) {
    return node instanceof MenuBar
        || node instanceof ToolBar
        || node instanceof SplitPane
        || node instanceof ScrollBar
        || node instanceof ScrollPane
        || within(node, "menu-bar");
  }

  private static boolean within(Node node, String id) {
    for (Node above = node; above != null; above = above.getParent()) {
      if (id.equals(above.getId())) {
        return true;
      }
    }
    return false;
  }

  private Node focused(FxRobot robot) {
    Node[] owner = new Node[1];
    robot.interact(() -> owner[0] = window.stage().getScene().getFocusOwner());
    return owner[0];
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        120, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(120_000, condition));
  }
}
