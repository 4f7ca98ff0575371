package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.session.compare.AlignmentKind;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.CompareSession;
import dev.corelane.desktop.session.compare.CompareSource;
import dev.corelane.desktop.session.compare.ComparedSide;
import dev.corelane.desktop.shell.compare.CompareWindow;
import dev.corelane.trace.model.LockWait;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
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

/// Two real samples in a window of comparison, by pointer and keys.
@Tag("display")
@ExtendWith(ApplicationExtension.class)
class CompareDisplayTest {
  @TempDir Path folder;
  private TestDesktop program;
  private CompareWindow window;

  @Start
  void start(Stage unused) {
    program = new TestDesktop(folder);
    program.app().closed(new WindowPlace(1280, 900, false));
    window =
        program
            .desktop()
            .compareSources(
                List.of(sample("spinlock-6.12-none-full"), sample("spinlock-7.2-lazy-full")));
    window.stage().setX(0);
    window.stage().setY(0);
  }

  private CompareSource sample(String id) {
    return new CompareSource.ToOpen(new OpenRequest.OfSample(program.sample(id)));
  }

  @AfterEach
  void end() throws InterruptedException {
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> window.stage().hide());
    assertThat(program.end()).as("closing a window ends its work").isTrue();
  }

  private CompareModel awaitModel() throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        60,
        TimeUnit.SECONDS,
        () -> window.session().phase().get() instanceof CompareSession.Phase.Comparing);
    WaitForAsyncUtils.waitForFxEvents();
    return ((CompareSession.Phase.Comparing) window.session().phase().get()).model();
  }

  @Test
  void comparesTwoSamples(FxRobot robot) throws TimeoutException {
    CompareModel model = awaitModel();
    TableView<?> table = robot.lookup("#difference-table").queryAs(TableView.class);
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> table.getItems().size() > 50);

    robot.moveTo("#timeline-A");
    robot.scroll(3, VerticalDirection.UP);
    WaitForAsyncUtils.waitForFxEvents();
    ComparedSide a = model.sides().get(0);
    ComparedSide b = model.sides().get(1);
    assertThat(a.view().scale().isFit()).isFalse();
    assertThat(b.view().scale().visibleNs()).isCloseTo(a.view().scale().visibleNs(), within(1.0));
    assertThat(robot.lookup("#cursor-B").query().isVisible()).isTrue();
    // The timeline that the pointer is on draws a line of its own.
    assertThat(robot.lookup("#cursor-A").query().isVisible()).isFalse();
    double pointer = a.view().geometry().get().lanes().x() + model.views().cursorX(0).orElseThrow();
    assertThat(robot.lookup("#cursor-B").query().getLayoutX()).isCloseTo(pointer, within(1.0));
  }

  @Test
  void aRowOfTheTableLeadsToBothPlaces(FxRobot robot) throws TimeoutException {
    CompareModel model = awaitModel();
    TableView<?> table = robot.lookup("#difference-table").queryAs(TableView.class);
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> table.getItems().size() > 50);
    WaitForAsyncUtils.waitForFxEvents();
    Label first = robot.lookup("#compare-sentences .strong").queryAs(Label.class);
    assertThat(first.getText()).startsWith("B completes ");
    robot.clickOn("#difference-filter").write("buffer_strategy_lock");
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> table.getItems().size() < 10);
    WaitForAsyncUtils.waitForFxEvents();
    Node row = robot.lookup("#difference-table .table-row-cell").nth(0).query();
    robot.clickOn(row);
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> model.alignment().choice().get().kind() == AlignmentKind.PLACE);
    for (ComparedSide side : model.sides()) {
      Target.WaitRef wait = (Target.WaitRef) side.view().target().get().orElseThrow();
      LockWait facts = side.timeline().waits().get(wait.row());
      assertThat(side.timeline().locks().get(facts.lock()).name())
          .isEqualTo("buffer_strategy_lock");
      assertThat(side.view().scale().visible().contains(facts.startNs())).isTrue();
    }
    assertThat(model.sides().get(0).view().scale().visibleNs())
        .isCloseTo(model.sides().get(1).view().scale().visibleNs(), within(1.0));
  }

  @Test
  void aPointOfALaneOfDifferencesIsReadAndSelected(FxRobot robot) throws TimeoutException {
    CompareModel model = awaitModel();
    robot.clickOn("#compare-lower");
    robot.clickOn("#compare-signed");
    WaitForAsyncUtils.waitForFxEvents();
    Node lanes = robot.lookup("#difference-lanes").query();
    Label told = robot.lookup("#difference-pointed").queryAs(Label.class);
    double x = model.sides().getFirst().view().geometry().get().lanes().x();
    Bounds bounds = lanes.localToScreen(lanes.getBoundsInLocal());
    robot.moveTo(bounds.getMinX() + x + 300, bounds.getMinY() + 6 + 10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(told.getText()).startsWith("CPU 0 at ").contains("A", "B");
    robot.clickOn();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(model.sides()).allMatch(side -> side.view().selection().get().isPresent());
  }

  @Test
  void lGoesToTheNextPreemptedLockHolder(FxRobot robot) throws TimeoutException {
    CompareModel model = awaitModel();
    robot.clickOn("#timeline-B");
    robot.interact(() -> model.sides().get(1).view().clearSelection());
    robot.type(KeyCode.L);
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> model.sides().get(1).view().target().get().isPresent());
    assertThat(model.sides().get(1).view().target().get()).containsInstanceOf(Target.HoldRef.class);
  }
}
