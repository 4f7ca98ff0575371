package dev.corelane.desktop;

import static dev.corelane.desktop.ScreenshotTour.await;
import static dev.corelane.desktop.ScreenshotTour.onFx;
import static dev.corelane.desktop.ScreenshotTour.settle;

import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.Quantity;
import dev.corelane.analysis.comparison.SubjectKind;
import dev.corelane.desktop.Screenshots.Size;
import dev.corelane.desktop.session.Sample;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.session.compare.AlignmentKind;
import dev.corelane.desktop.session.compare.AlignmentModel;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.CompareSession;
import dev.corelane.desktop.session.compare.SamplePairs;
import dev.corelane.desktop.shell.compare.CompareWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;

/// Leads a window of comparison through the views worth a picture.
final class CompareTour implements AutoCloseable {
  private final Size size;
  private final ThemeChoice theme;
  private final Path scratch;
  private final TestDesktop program;
  private final CompareWindow window;
  private final CompareModel model;

  CompareTour(Size size, ThemeChoice theme) throws IOException {
    this.size = size;
    this.theme = theme;
    scratch = Files.createTempDirectory("corelane-screenshots");
    program = onFx(() -> new TestDesktop(scratch, theme));
    window = onFx(this::open);
    model =
        await(
            () ->
                window.session().phase().get()
                        instanceof CompareSession.Phase.Comparing(CompareModel open)
                    ? open
                    : null);
    await(() -> !model.differences().rows().get().isEmpty() && model.lanes().ready().get());
    settle();
  }

  private CompareWindow open() {
    program.app().closed(new WindowPlace(size.width(), size.height(), false));
    List<Sample> samples = program.app().samples().samples();
    CompareWindow opened =
        program.desktop().compareSources(SamplePairs.of(samples).getFirst().sources());
    opened.stage().setX(0);
    opened.stage().setY(0);
    Rectangle2D screen = Screen.getPrimary().getBounds();
    new Robot().mouseMove(screen.getMaxX() - 1, screen.getMaxY() - 1);
    return opened;
  }

  /// Takes every picture.
  ///
  /// @param folder receives them
  void all(Path folder) throws IOException {
    shoot(folder, "40-compare");
    onFx(() -> model.differences().goTo(worstHold()));
    await(() -> model.alignment().choice().get().kind() == AlignmentKind.PLACE);
    shoot(folder, "41-compare-place");
    tab("summary");
    shoot(folder, "42-compare-summary");
    tab("distributions");
    await(() -> !model.distributions().parts().get().isEmpty());
    shoot(folder, "43-compare-distributions");
    onFx(() -> model.sides().forEach(side -> side.view().clearSelection()));
    onFx(() -> model.views().fit());
    toggle("compare-signed");
    toggle("compare-lower");
    shoot(folder, "44-compare-signed");
    toggle("compare-columns");
    shoot(folder, "45-compare-columns");
  }

  /// Takes the pictures of the user guide.
  ///
  /// @param folder receives them
  void guide(Path folder) throws IOException {
    onFx(() -> model.differences().goTo(worstHold()));
    await(() -> model.alignment().choice().get().kind() == AlignmentKind.PLACE);
    settle();
    ScreenshotTour.capture(window.stage(), size, folder.resolve("compare.png"));
    onFx(() -> model.sides().forEach(side -> side.view().clearSelection()));
    onFx(() -> model.alignment().align(new AlignmentModel.Choice(AlignmentKind.START, 1, "")));
    tab("distributions");
    await(() -> !model.distributions().parts().get().isEmpty());
    settle();
    ScreenshotTour.capture(window.stage(), size, folder.resolve("compare-distributions.png"));
    toggle("compare-signed");
    toggle("compare-lower");
    await(() -> model.cpuDifferences().changes().get() > 0);
    settle();
    ScreenshotTour.capture(window.stage(), size, folder.resolve("compare-lanes.png"));
  }

  private MetricDifference worstHold() {
    return model.differences().rows().get().stream()
        .filter(d -> d.id().kind() == SubjectKind.LOCK && d.id().quantity() == Quantity.HOLD)
        .findFirst()
        .orElseThrow();
  }

  private void tab(String name) {
    onFx(
        () -> {
          var tabs = (TabPane) window.stage().getScene().lookup("#compare-tabs");
          tabs.getTabs().stream()
              .filter(tab -> ("tab-" + name).equals(tab.getId()))
              .forEach(tabs.getSelectionModel()::select);
        });
  }

  private void toggle(String id) {
    onFx(() -> ((ToggleButton) window.stage().getScene().lookup("#" + id)).fire());
    settle();
  }

  private void shoot(Path folder, String view) throws IOException {
    settle();
    String look = theme.name().toLowerCase(Locale.ROOT);
    ScreenshotTour.capture(
        window.stage(), size, folder.resolve(view + "-" + size + "-" + look + ".png"));
  }

  @Override
  public void close() throws IOException {
    onFx(() -> window.stage().hide());
    program.endHoweverLong();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
