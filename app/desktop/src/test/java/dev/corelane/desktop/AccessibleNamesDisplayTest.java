package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.shell.MainWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToolBar;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Whatever can have the focus has a name that a screen reader can say, in every window and panel.
@Tag("display")
@ExtendWith(ApplicationExtension.class)
class AccessibleNamesDisplayTest {
  private static final int OPENING_S = 120;

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
  void everythingThatCanHaveTheFocusHasAName(FxRobot robot) throws Exception {
    List<String> nameless = new ArrayList<>();
    look(robot, "start page", nameless);
    List<Path> incident = SmallIncident.in(folder);
    robot.interact(() -> window.model().choose(incident));
    await(() -> window.model().choosing().get().progress().get() >= 1);
    look(robot, "open with options", nameless);
    hideDialogs(robot);

    robot.interact(() -> window.model().open(new OpenRequest.Files(incident)));
    await(() -> window.model().trace().get() != null);
    look(robot, "trace", nameless);
    for (Command panel : List.of(Command.LISTS, Command.RANGE, Command.PROBLEMS)) {
      robot.interact(() -> window.run(panel));
      look(robot, panel.title(), nameless);
    }
    for (Command dialog :
        List.of(Command.CLOCKS, Command.PREFERENCES, Command.SHORTCUTS, Command.ABOUT)) {
      robot.interact(() -> window.run(dialog));
      look(robot, dialog.title(), nameless);
      hideDialogs(robot);
    }
    robot.interact(() -> window.run(Command.SEARCH));
    look(robot, "search", nameless);
    robot.interact(() -> window.run(Command.FILTER_LANES));
    look(robot, "filter", nameless);
    assertThat(nameless).isEmpty();
  }

  private void hideDialogs(FxRobot robot) {
    robot.interact(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(w -> w != window.stage())
                .forEach(Window::hide));
  }

  private static void look(FxRobot robot, String where, List<String> nameless) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(
        () -> {
          for (Window open : List.copyOf(Window.getWindows())) {
            if (open.getScene() != null) {
              look(open.getScene().getRoot(), where, labelled(open.getScene().getRoot()), nameless);
            }
          }
        });
  }

  private static void look(Node node, String where, Set<Node> labelled, List<String> nameless) {
    if (!node.isVisible()) {
      return;
    }
    if (node.isFocusTraversable() && !container(node) && !named(node) && !labelled.contains(node)) {
      nameless.add(where + ": " + node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(c -> look(c, where, labelled, nameless));
    }
  }

  /// These pass the focus on to what they hold.
  private static boolean container(Node node) {
    return node instanceof MenuBar
        || node instanceof ToolBar
        || node instanceof TabPane
        || node instanceof ScrollPane;
  }

  private static boolean named(Node node) {
    String told = node.getAccessibleText();
    boolean text = node instanceof Labeled labeled && !blank(labeled.getText());
    return text || !blank(told);
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  private static Set<Node> labelled(Node node) {
    Set<Node> found = new HashSet<>();
    if (node instanceof Label label && label.getLabelFor() != null) {
      found.add(label.getLabelFor());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(c -> found.addAll(labelled(c)));
    }
    return found;
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        OPENING_S,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitForAsyncFx(OPENING_S * 1000L, condition));
  }
}
