package dev.corelane.desktop;

import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.shell.Desktop;
import dev.corelane.desktop.shell.MainWindow;
import dev.corelane.render.digest.ProcessFacts;
import dev.corelane.render.view.LaneChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Measures the frames of a window of 1920x1080 while it zooms and pans through a sample, three
/// times over: the first pass is what a user meets who has just started the program.
///
/// Besides the line of the built-in meter it prints the processor time of each frame: on a machine
/// that has other work to do, that is what the program can be blamed for.
public final class FrameTimes {
  private static final String SAMPLE = "spinlock-7.2-lazy-full";
  private static final int PASSES = 3;

  /// Frames of one phase.
  private static final int PHASE = 150;

  /// A pass zooms in, pans at four depths on the way, and zooms out again.
  private static final int PHASES = 9;

  private static final double ZOOM = Math.pow(20, 1.0 / PHASE);
  private static final double PAN_PX = 11;

  private final MainWindow window;
  private final Desktop desktop;
  private final CountDownLatch done = new CountDownLatch(1);
  private final FrameCosts costs = new FrameCosts(PHASES * PHASE);
  private int frame;

  private FrameTimes(Path folder) {
    var program = new TestDesktop(folder);
    program.app().closed(new WindowPlace(1920, 1080, false));
    desktop = program.desktop();
    Stage stage = new Stage();
    window = desktop.firstWindow(stage);
    stage.setX(0);
    stage.setY(0);
    window
        .model()
        .trace()
        .subscribe(
            trace -> {
              if (trace != null) {
                drive(trace);
              }
            });
    window.model().open(new OpenRequest.OfSample(program.sample(SAMPLE)));
  }

  /// Prints one line for each pass.
  ///
  /// @param args none
  /// @throws Exception if the window cannot be shown
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("corelane-frames");
    var measuring = new CompletableFuture<FrameTimes>();
    Platform.startup(() -> measuring.completeAsync(() -> new FrameTimes(folder), Runnable::run));
    measuring.get().done.await();
    System.exit(0);
  }

  private void drive(TraceModel trace) {
    new AnimationTimer() {
      @Override
      public void handle(long nowNs) {
        if (frame % (PHASES * PHASE) == 0) {
          if (frame > 0) {
            report(frame / (PHASES * PHASE));
          }
          if (frame == PASSES * PHASES * PHASE) {
            stop();
            done.countDown();
            return;
          }
          trace.view().fit();
          openLanes(trace);
          desktop.meter().reset();
          costs.begin();
        }
        costs.frame();
        step(trace.view(), frame++ / PHASE % PHASES);
      }
    }.start();
  }

  /// Opens every group and scrolls on with each pass: cores and locks, then threads.
  private void openLanes(TraceModel trace) {
    TimelineModel view = trace.view();
    LaneChoice all =
        LaneChoice.FIRST.opening(LaneChoice.THREADS).withLocks(LaneChoice.LockScope.ALL);
    for (ProcessFacts process : trace.view().digest().facts().processes()) {
      all = all.opening("process/" + process.id());
    }
    view.choose(all);
    int pass = frame / (PHASES * PHASE);
    double bottom = view.state().get().layout().height();
    view.scrollTo(pass == 0 ? 0 : pass == 1 ? bottom - 5_000 : 1_500);
  }

  private void report(int pass) {
    System.out.println("pass " + pass + ": " + desktop.meter().line());
    System.out.println("        " + costs.line());
  }

  private void step(TimelineModel view, int phase) {
    double middle = view.geometry().get().lanes().x() + view.scale().width() * 0.4;
    switch (phase) {
      case 0, 2, 4 -> view.zoomAt(middle, ZOOM);
      case 8 -> view.zoomAt(middle, Math.pow(1 / ZOOM, 3));
      default -> view.pan(frame % (2 * PHASE) < PHASE ? PAN_PX : -PAN_PX, 0);
    }
    view.pointAt(middle + frame % 200, 300 + frame % 300);
  }
}
