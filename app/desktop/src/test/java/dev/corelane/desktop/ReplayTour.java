package dev.corelane.desktop;

import dev.corelane.desktop.session.replay.GuidedStories;
import dev.corelane.desktop.session.replay.GuidedStory;
import dev.corelane.desktop.session.replay.Progress;
import dev.corelane.desktop.session.replay.RecordingForm;
import dev.corelane.desktop.session.replay.ReplaySource;
import dev.corelane.desktop.shell.Desktop;
import dev.corelane.desktop.shell.replay.ReplayWindow;
import dev.corelane.replay.machine.PreemptionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;

/// Leads replay windows through the views worth a picture.
final class ReplayTour {
  private final ScreenshotTour tour;

  ReplayTour(ScreenshotTour tour) {
    this.tour = tour;
  }

  /// Pictures of all guided scenarios, and of a recording that is replayed.
  ///
  /// @param folder receives them
  /// @param trace the open recording, which the window takes a share of
  void all(Path folder, ReplaySource.Recording trace) throws IOException {
    recording(folder, trace);
    int number = 31;
    for (GuidedStory story : GuidedStories.all()) {
      story(folder, number++, story);
    }
  }

  private void recording(Path folder, ReplaySource.Recording trace) throws IOException {
    ReplayWindow window = open(trace);
    ScreenshotTour.onFx(
        () -> {
          var form = (RecordingForm) window.model().form().get();
          if (form.toldModel().isEmpty()) {
            form.recordedModel().set(PreemptionModel.NONE);
          }
          form.choices().forEach(c -> c.selected().set(List.of("none", "full").contains(c.name())));
          form.seeds().set(4);
        });
    tour.shoot(window.stage(), folder, "30-replay-form");
    ScreenshotTour.onFx(window.model()::run);
    await(window);
    tour.shoot(window.stage(), folder, "30-replay-results");
    ScreenshotTour.onFx(() -> scroll(window, 1));
    tour.shoot(window.stage(), folder, "30-replay-notes");
    close(window);
  }

  private void story(Path folder, int number, GuidedStory story) throws IOException {
    ReplayWindow window = open(new ReplaySource.Guided(story));
    await(window);
    String name = number + "-" + story.id();
    tour.shoot(window.stage(), folder, name);
    ScreenshotTour.onFx(window.model()::sweep);
    await(window);
    ScreenshotTour.onFx(() -> scroll(window, 1));
    ScreenshotTour.onFx(
        () -> {
          var tabs = (TabPane) window.stage().getScene().lookup("#replay-tabs");
          tabs.getSelectionModel().selectLast();
        });
    tour.shoot(window.stage(), folder, name + "-sweep");
    close(window);
  }

  private ReplayWindow open(ReplaySource source) {
    return ScreenshotTour.onFx(
        () -> {
          Desktop desktop = tour.desktop();
          ReplayWindow opened = desktop.replay(source);
          opened.stage().setX(0);
          opened.stage().setY(0);
          return opened;
        });
  }

  private static void scroll(ReplayWindow window, double place) {
    ((ScrollPane) window.stage().getScene().lookup("#results-scroll")).setVvalue(place);
  }

  private static void await(ReplayWindow window) {
    ScreenshotTour.await(() -> window.model().progress().get().state() == Progress.State.DONE);
  }

  private static void close(ReplayWindow window) {
    ScreenshotTour.onFx(() -> window.stage().hide());
  }
}
