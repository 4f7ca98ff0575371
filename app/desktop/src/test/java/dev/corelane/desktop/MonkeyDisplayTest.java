package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.shell.MainWindow;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Random input on two samples: nothing may be thrown; in a long run nothing may leak either, and
/// no frame may take long. `-Dmonkey.seconds=1800` makes it last, `-Dmonkey.seed=7` chooses
/// otherwise.
@Tag("display")
@Tag("monkey")
@ExtendWith(ApplicationExtension.class)
class MonkeyDisplayTest {
  private static final long SECONDS = Long.getLong("monkey.seconds", 20);
  private static final long SEED = Long.getLong("monkey.seed", 42);
  private static final long PAUSE_MS = 12;
  private static final long PAINTING_MS = 500;
  private static final int REMEMBERED = 40;
  private static final int NEWEST = 5;
  private static final int CHECKPOINTS = 6;
  private static final long OPENING_S = 120;
  private static final double MOST_FRAME_MS = 250;

  /// The heap may grow by so much from the second checkpoint to the last: caches of fonts and
  /// styles fill for as long as new combinations of them are met.
  private static final double MOST_GROWTH = 1.25;

  /// In a shorter run caches still fill and code is still being compiled: heap and frames are
  /// printed, and nothing is demanded of them.
  private static final long LONG_RUN_S = 300;

  private static final long GROWTH_ALLOWED = 16 << 20;

  /// Within this time after the start, the code is still being compiled.
  private static final long WARM_UP_NS = 10_000_000_000L;

  @TempDir Path folder;
  private TestDesktop program;
  private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
  private final Deque<String> last = new ArrayDeque<>();
  private MainWindow window;
  private Monkey monkey;

  @Start
  void start(Stage stage) {
    program = new TestDesktop(folder);
    window = program.desktop().firstWindow(stage);
    window
        .model()
        .notice()
        .subscribe(
            notice -> {
              if (notice != null && notice.text().contains("fault in Corelane")) {
                faults.add(new AssertionError(notice.text()));
              }
            });
    stage.setX(0);
    stage.setY(0);
  }

  @Test
  void nothingBreaksHoweverItIsUsed() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> faults.add(fault));
    FrameTimes frames = onFx(() -> new FrameTimes(this::newest));
    onFx(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> faults.add(fault));
          monkey = new Monkey(window, SEED);
          frames.start();
          return monkey;
        });
    List<Long> heap = new ArrayList<>();
    long steps = 0;
    long beginNs = System.nanoTime();
    for (int part = 1; part <= CHECKPOINTS; part++) {
      onFx(monkey::open);
      long untilNs = beginNs + TimeUnit.SECONDS.toNanos(SECONDS) * part / CHECKPOINTS;
      do {
        onFx(this::step);
        steps++;
        assertThat(faults).as("after %s", last).isEmpty();
        Thread.sleep(PAUSE_MS);
      } while (System.nanoTime() < untilNs);
      heap.add(checkpoint(frames));
    }
    onFx(
        () -> {
          frames.stop();
          return true;
        });
    System.out.printf(
        java.util.Locale.ROOT,
        "monkey: seed %d, %d steps in %d s, %d frames, worst %.0f ms of processor time (%.0f ms by"
            + " the clock), %d over %.0f ms%s, heap after each part %s MB%n",
        SEED,
        steps,
        SECONDS,
        frames.count,
        frames.worstNs / 1e6,
        frames.worstWallNs / 1e6,
        frames.slow,
        MOST_FRAME_MS,
        frames.slowest.isEmpty() ? "" : " after " + frames.slowest,
        heap.stream().map(bytes -> bytes >> 20).toList());
    assertThat(faults).as("after %s", last).isEmpty();
    if (SECONDS >= LONG_RUN_S) {
      assertThat(frames.worstNs / 1e6)
          .as("processor time of a frame, ms, after %s", frames.slowest)
          .isLessThan(MOST_FRAME_MS);
    }
    if (SECONDS >= LONG_RUN_S && heapTells()) {
      assertThat(heap.getLast())
          .as("heap after each part: %s", heap)
          .isLessThan((long) (heap.get(1) * MOST_GROWTH) + GROWTH_ALLOWED);
    }
    onFx(
        () -> {
          window.stage().hide();
          return true;
        });
    assertThat(program.end()).as("work has ended").isTrue();
    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(faults).isEmpty();
  }

  private String step() {
    String did = monkey.step();
    last.addLast(did);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
    return did;
  }

  private List<String> newest() {
    return last.stream().skip(Math.max(0, last.size() - NEWEST)).toList();
  }

  /// The heap that is in use when no trace is open and nothing runs.
  private long checkpoint(FrameTimes frames) throws Exception {
    closeAll();
    System.gc();
    // JavaFX forgets the textures of pictures that are gone when it paints the next picture.
    onFx(monkey::open);
    await(() -> window.model().trace().get() != null);
    Thread.sleep(PAINTING_MS);
    closeAll();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(150);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    onFx(
        () -> {
          frames.forget();
          return true;
        });
    return least;
  }

  private void closeAll() throws Exception {
    onFx(
        () -> {
          monkey.tidy();
          window.model().cancelImport();
          window.model().closeTrace();
          // The robot's library keeps every event of the stage, with the node that it went to,
          // until it is given a stage again.
          FxToolkit.toolkitContext().setRegisteredStage(window.stage());
          return true;
        });
    await(() -> window.model().trace().get() == null && Window.getWindows().size() == 1);
  }

  /// Whether collections leave what is needed and no caches; JavaFX keeps pictures for shadows and
  /// shades in all the sizes they ever had, and lets go of them only when memory is wanted.
  private static boolean heapTells() {
    return ManagementFactory.getRuntimeMXBean()
        .getInputArguments()
        .contains("-XX:SoftRefLRUPolicyMSPerMB=0");
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(OPENING_S);
    while (!onFx(condition)) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(untilNs);
      Thread.sleep(PAUSE_MS);
    }
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    return task.get(OPENING_S, TimeUnit.SECONDS);
  }

  /// What the JavaFX thread did from one frame to the next, in processor time, so that other work
  /// on the machine does not count, and by the clock.
  private static final class FrameTimes extends AnimationTimer {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Supplier<List<String>> newest;

    /// What was done before each slow frame.
    private final List<List<String>> slowest = new ArrayList<>();

    private final long beganNs = System.nanoTime();
    private long cpuNs = -1;
    private long wallNs;
    private long count;
    private long slow;
    private long worstNs;
    private long worstWallNs;

    FrameTimes(Supplier<List<String>> newest) {
      this.newest = newest;
    }

    @Override
    public void handle(long now) {
      long cpu = threads.getCurrentThreadCpuTime();
      long wall = System.nanoTime();
      if (cpuNs >= 0 && wall - beganNs > WARM_UP_NS) {
        count++;
        worstNs = Math.max(worstNs, cpu - cpuNs);
        worstWallNs = Math.max(worstWallNs, wall - wallNs);
        if (cpu - cpuNs > MOST_FRAME_MS * 1e6) {
          slow++;
          slowest.add(newest.get());
        }
      }
      cpuNs = cpu;
      wallNs = wall;
    }

    /// The time until the next frame is not counted.
    void forget() {
      cpuNs = -1;
    }
  }
}
