package dev.corelane.desktop;

import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.session.WindowPlace;
import dev.corelane.desktop.shell.Desktop;
import dev.corelane.desktop.shell.MainWindow;
import dev.corelane.render.digest.ProcessFacts;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.view.LaneChoice;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Measures the frames of a window of 1920x1080 with all lanes open while it zooms and pans through
/// a recording, several times over: the first pass is what a user meets who has just started the
/// program. It also measures how long opening takes to the first frame, and the frames that the
/// window shows of another recording while it opens this one.
///
/// Besides the line of the built-in meter it prints the processor time of each frame: on a machine
/// that has other work to do, that is what the program can be blamed for.
public final class FrameTimes {
  private static final String SAMPLE = "spinlock-7.2-lazy-full";
  private static final String OTHER_SAMPLE = "spinlock-7.2-lazy-sched";
  private static final String GENERATED = "--generated";
  private static final int PASSES = 4;

  private static final ZoomCourse COURSE = new ZoomCourse(150);

  /// While a file is opened: frames of zooming, then of panning, and so on.
  private static final int PHASE = 150;

  private static final double PAN_PX = 11;
  private static final List<String> GROUPS =
      List.of(
          LaneChoice.LOCKS,
          LaneChoice.ACTIVITY,
          LaneChoice.MARKS,
          LaneChoice.THREADS,
          LaneChoice.COUNTERS);

  private final MainWindow window;
  private final Desktop desktop;
  private final CountDownLatch done = new CountDownLatch(1);
  private final FrameCosts costs = new FrameCosts(COURSE.frames());
  private int frame;
  private long openedNs;
  private String whileOpening = "";

  private FrameTimes(Path folder, Optional<Path> file) {
    var program = new TestDesktop(folder);
    program.app().closed(new WindowPlace(1920, 1080, false));
    desktop = program.desktop();
    Stage stage = new Stage();
    window = desktop.firstWindow(stage);
    stage.setX(0);
    stage.setY(0);
    OpenRequest measured =
        file.<OpenRequest>map(f -> new OpenRequest.Files(List.of(f)))
            .orElseGet(() -> new OpenRequest.OfSample(program.sample(SAMPLE)));
    window
        .model()
        .trace()
        .subscribe(
            trace -> {
              if (trace == null) {
                return;
              }
              if (openedNs == 0) {
                whileOpening(trace, measured);
              } else {
                drive(trace);
              }
            });
    window.model().open(new OpenRequest.OfSample(program.sample(OTHER_SAMPLE)));
  }

  /// Opens what is measured while this recording is zoomed and panned: the window must stay usable.
  private void whileOpening(TraceModel other, OpenRequest measured) {
    new AnimationTimer() {
      private int step;

      @Override
      public void handle(long nowNs) {
        if (step == PHASE) {
          desktop.meter().reset();
          openedNs = System.nanoTime();
          window.model().open(measured);
        } else if (step > PHASE && window.model().importing().get() == null) {
          System.out.println("while opening: " + other.title() + ", " + whileOpening);
          stop();
          return;
        }
        if (step >= PHASE) {
          whileOpening = desktop.meter().line();
        }
        TimelineModel view = other.view();
        if (step / PHASE % 2 == 0) {
          view.zoomAt(view.geometry().get().lanes().x() + 400, step % 100 < 50 ? 1.05 : 1 / 1.05);
        } else {
          view.pan(step % 100 < 50 ? PAN_PX : -PAN_PX, 0);
        }
        step++;
      }
    }.start();
  }

  /// Prints one line for each pass.
  ///
  /// @param args a file to measure instead of the sample; or `--generated`, and the number of
  ///   switches in millions, for a made-up machine of 64 CPUs and 500 lanes
  /// @throws Exception if the window cannot be shown
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("corelane-frames");
    Optional<Path> file = file(folder, args);
    var measuring = new CompletableFuture<FrameTimes>();
    Platform.startup(
        () -> measuring.completeAsync(() -> new FrameTimes(folder, file), Runnable::run));
    measuring.get().done.await();
    if (file.isPresent() && args[0].equals(GENERATED)) {
      Files.delete(file.get());
    }
    System.exit(0);
  }

  private static Optional<Path> file(Path folder, String[] args) throws IOException {
    if (args.length == 0) {
      return Optional.empty();
    }
    if (!args[0].equals(GENERATED)) {
      return Optional.of(Path.of(args[0]));
    }
    Path file = folder.resolve("generated" + TimelineFile.EXTENSION);
    long millions = args.length > 1 ? Long.parseLong(args[1]) : 10;
    try (Timeline made = BusyMachine.timeline(millions * 1_000_000)) {
      TimelineFile.write(made, file, ProgressMonitor.NONE);
    }
    return Optional.of(file);
  }

  private void drive(TraceModel trace) {
    desktop.meter().reset();
    new AnimationTimer() {
      @Override
      public void handle(long nowNs) {
        if (desktop.meter().frames() == 0 && frame == 0) {
          return;
        }
        if (frame == 0) {
          System.out.printf(
              "opened: %s, %d lanes with all groups open, first frame after %.2f s%n",
              trace.summary(), openLanes(trace), (System.nanoTime() - openedNs) / 1e9);
        }
        if (frame % COURSE.frames() == 0) {
          if (frame > 0) {
            report(frame / COURSE.frames());
          }
          if (frame == PASSES * COURSE.frames()) {
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
        step(trace.view());
      }
    }.start();
  }

  /// Opens every group and scrolls on with each pass: cores and locks; locks; threads; the end.
  ///
  /// @return how many lanes there are then
  private int openLanes(TraceModel trace) {
    TimelineModel view = trace.view();
    LaneChoice all = LaneChoice.FIRST.withLocks(LaneChoice.LockScope.ALL);
    for (String group : GROUPS) {
      all = all.opening(group);
    }
    for (ProcessFacts process : view.digest().facts().processes()) {
      all = all.opening("process/" + process.id());
    }
    view.choose(all);
    int pass = frame / COURSE.frames();
    double bottom = view.state().get().layout().height();
    double share = (double) pass / (PASSES - 1);
    double screen = view.geometry().get().lanes().height();
    view.scrollTo(share * (bottom - screen));
    return (int)
        view.state().get().layout().rows().stream()
            .filter(row -> !(row.lane() instanceof Lane.GroupHeading))
            .count();
  }

  private void report(int pass) {
    System.out.println("pass " + pass + ": " + desktop.meter().line());
    System.out.println("        " + costs.line());
  }

  private void step(TimelineModel view) {
    double middle = COURSE.step(view, frame++);
    view.pointAt(middle + frame % 200, 300 + frame % 300);
  }
}
