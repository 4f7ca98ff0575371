package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.Command;
import dev.corelane.desktop.session.replay.Progress;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.session.replay.Results;
import dev.corelane.desktop.shell.MainWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.AccessibleAction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
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

/// The replay window as a user meets it.
@Tag("display")
@ExtendWith(ApplicationExtension.class)
class ReplayDisplayTest {
  @TempDir Path folder;
  private TestDesktop program;
  private MainWindow window;

  @Start
  void start(Stage stage) {
    program = new TestDesktop(folder);
    program.inTheCorner();
    window = program.desktop().firstWindow(stage);
  }

  @AfterEach
  void end() throws InterruptedException {
    Platform.runLater(TestDesktop::closeWindows);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(program.end()).as("closing the windows ends their work").isTrue();
  }

  @Test
  void aSampleIsReplayedUnderTwoModelsAndOpensSideBySide(FxRobot robot) {
    robot.clickOn("#sample-spinlock-7-2-lazy-sched");
    await(() -> window.model().trace().get() != null);
    Platform.runLater(() -> window.run(Command.REPLAY));
    Stage replay = stage("Replay");

    assertThat(
            WaitForAsyncUtils.asyncFx(
                () -> ((TextField) node(replay, "#recorded-kernel")).getText()))
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo("7.2");
    robot.clickOn(node(replay, "#choice-none"));
    robot.interact(() -> ((TextField) node(replay, "#number-seeds")).setText("0"));
    assertThat(node(replay, "#replay-run").isDisabled()).isTrue();
    robot.interact(() -> ((TextField) node(replay, "#number-seeds")).setText("1"));
    robot.clickOn(node(replay, "#copy-command"));
    robot.interact(
        () ->
            assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith("app/corelane replay ")
                .endsWith("--model none,full --seeds 1"));
    robot.clickOn(node(replay, "#replay-run"));
    await(() -> "All runs are through".equals(((Label) node(replay, "#replay-state")).getText()));
    assertThat(texts(replay, "#result-column-1")).contains("identity replay");
    assertThat(texts(replay, "#result-column-2")).contains("none", "hypothetical");
    assertThat(texts(replay, "#result-column-3")).contains("full");
    assertThat(texts(replay, "#results-notes"))
        .anyMatch(text -> text.contains("none is hypothetical: Linux 7.2 on x86"));

    robot.interact(() -> ((CheckBox) node(replay, "#side-full")).fire());
    robot.interact(() -> ((Button) node(replay, "#open-sides")).fire());
    Stage compare = stage("Compare");
    await(() -> compare.getTitle().contains("identity replay"));
    assertThat(compare.getTitle()).endsWith("Compare \u2013 Corelane");
    awaitRows(compare);
    assertThat(texts(compare, "#compare-sentences").getFirst()).startsWith("What differs most: ");
  }

  @Test
  void twoSamplesAreComparedFromTheStartPage(FxRobot robot) {
    robot.interact(
        () -> {
          Node entry = node(window.stage(), "#pair-spinlock-6-12-none-sched");
          entry.executeAccessibleAction(AccessibleAction.FIRE);
        });
    Stage compare = stage("Compare");
    TableView<?> table = awaitRows(compare);
    assertThat(texts(compare, "#compare-sentences")).isNotEmpty();
    MenuButton aligned = (MenuButton) node(compare, "#compare-align");
    assertThat(aligned.getText()).isEqualTo("Start");
    robot.clickOn(node(compare, "#difference-table .table-row-cell"));
    await(() -> !aligned.getText().equals("Start"));
    assertThat(table.getSelectionModel().getSelectedIndex()).isZero();
  }

  /// @return the table of differences, when it has rows
  private static TableView<?> awaitRows(Stage compare) {
    await(
        () ->
            compare.getScene().lookup("#difference-table") instanceof TableView<?> table
                && !table.getItems().isEmpty());
    return (TableView<?>) node(compare, "#difference-table");
  }

  @Test
  void aGuidedScenarioRunsAtOneClickAndStopsWhenItsWindowIsClosed(FxRobot robot) {
    robot.interact(
        () -> {
          Node entry = node(window.stage(), "#story-multixact");
          entry.executeAccessibleAction(AccessibleAction.FIRE);
        });
    Stage replay = stage("Replay");
    assertThat(texts(replay, "#guide")).contains("What a MultiXact is");
    await(() -> replay.getScene().lookup("#result-column-0") != null);
    assertThat(texts(replay, "#result-column-0")).contains("PostgreSQL 16");
    robot.interact(replay::hide);
  }

  @Test
  void whatRunsCanBeCancelled(FxRobot robot) {
    var opened =
        WaitForAsyncUtils.asyncFx(
            () -> program.desktop().replay(new ReplaySource.OfScenario("pg-spinlock-7.0")));
    var replay = WaitForAsyncUtils.waitFor(opened);
    robot.interact(() -> ((TextField) node(replay.stage(), "#number-seeds")).setText("200"));
    robot.clickOn(node(replay.stage(), "#replay-run"));
    await(() -> replay.model().progress().get().state() == Progress.State.RUNNING);
    robot.clickOn(node(replay.stage(), "#replay-cancel"));
    assertThat(replay.model().progress().get().state()).isEqualTo(Progress.State.CANCELLED);
    Results results = replay.model().results().get();
    assertThat(results == null || !results.table().rows().isEmpty()).isTrue();
    assertThat(node(replay.stage(), "#replay-run").isDisabled()).isFalse();
  }

  private static Node node(Stage stage, String selector) {
    Node node = stage.getScene().lookup(selector);
    assertThat(node).as(selector).isNotNull();
    return node;
  }

  private static List<String> texts(Stage stage, String selector) {
    return WaitForAsyncUtils.waitFor(
        WaitForAsyncUtils.asyncFx(
            () ->
                node(stage, selector).lookupAll(".label").stream()
                    .filter(Label.class::isInstance)
                    .map(label -> ((Label) label).getText())
                    .toList()));
  }

  /// @return the window whose title has a word
  private static Stage stage(String word) {
    await(() -> find(word) != null);
    return find(word);
  }

  private static Stage find(String word) {
    return Window.getWindows().stream()
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast)
        .filter(stage -> stage.getTitle() != null && stage.getTitle().contains(word))
        .findFirst()
        .orElse(null);
  }

  private static void await(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          120,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(condition)));
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
