package dev.corelane.desktop;

import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.CompareSession;
import dev.corelane.desktop.session.compare.CompareSource;
import dev.corelane.desktop.shell.compare.CompareWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

/// Measures the frames of a window of 1920x1080 with four linked timelines while it zooms and pans:
/// two passes with the table of differences below them, then two with the lanes of differences as
/// well. Every step moves all four.
public final class ComparedFrameTimes {
  private static final String SAMPLE = "spinlock-7.2-lazy-full";
  private static final int PASSES = 4;
  private static final int WITH_LANES = 2;
  private static final ZoomCourse COURSE = new ZoomCourse(100);

  private final CompareWindow window;
  private final CountDownLatch done = new CountDownLatch(1);
  private final FrameCosts costs = new FrameCosts(COURSE.frames());
  private final FrameCosts all = new FrameCosts(PASSES * COURSE.frames());
  private int frame;

  private ComparedFrameTimes(Path folder) {
    var program = new TestDesktop(folder);
    program.app().closed(new WindowPlace(1920, 1080, false));
    CompareSource source =
        new CompareSource.ToOpen(new OpenRequest.OfSample(program.sample(SAMPLE)));
    List<CompareSource> four = Collections.nCopies(CompareModel.MOST, source);
    // As the program begins, which makes ready what is used first while its start page shows.
    program.desktop().firstWindow(new Stage());
    window = program.desktop().compareSources(four);
    window.stage().setX(0);
    window.stage().setY(0);
    window
        .session()
        .phase()
        .subscribe(
            phase -> {
              if (phase instanceof CompareSession.Phase.Comparing(CompareModel model)) {
                awaitNumbers(model);
              }
            });
  }

  /// Prints two lines for each pass.
  ///
  /// @param args none
  /// @throws Exception if the window cannot be shown
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("corelane-frames");
    var measuring = new CompletableFuture<ComparedFrameTimes>();
    Platform.startup(
        () -> measuring.completeAsync(() -> new ComparedFrameTimes(folder), Runnable::run));
    measuring.get().done.await();
    System.exit(0);
  }

  /// The comparison itself is to be through before frames are measured.
  private void awaitNumbers(CompareModel model) {
    new AnimationTimer() {
      @Override
      public void handle(long nowNs) {
        if (!model.differences().rows().get().isEmpty() && model.lanes().ready().get()) {
          stop();
          drive(model);
        }
      }
    }.start();
  }

  private void drive(CompareModel model) {
    all.begin();
    new AnimationTimer() {
      @Override
      public void handle(long nowNs) {
        if (frame % COURSE.frames() == 0) {
          if (frame > 0) {
            report(frame / COURSE.frames());
          }
          if (frame == PASSES * COURSE.frames()) {
            stop();
            System.out.println("all passes: " + all.line());
            done.countDown();
            return;
          }
          if (frame == WITH_LANES * COURSE.frames()) {
            ((ToggleButton) window.stage().getScene().lookup("#compare-signed")).fire();
          }
          model.views().fit();
          costs.begin();
        }
        costs.frame();
        all.frame();
        COURSE.step(model.sides().getFirst().view(), frame++);
      }
    }.start();
  }

  private void report(int pass) {
    String shown = pass > WITH_LANES ? "with lanes of differences" : "timelines and table";
    System.out.println("pass " + pass + ", " + shown + ": " + costs.apart());
    System.out.println("        " + costs.line());
  }
}
