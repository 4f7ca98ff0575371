package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowModelTest {
  @TempDir Path folder;
  private final ManualThreads threads = new ManualThreads();
  private final List<Timeline> read = new ArrayList<>();
  private TraceReader reader = (files, monitor) -> TestTimelines.small();
  private AppModel app;
  private WindowModel window;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    file = Files.createFile(folder.resolve("perf.data"));
    app =
        new AppModel(
            new SettingsStore(folder.resolve("settings")),
            new TestSamples(),
            this::read,
            Runnable::run);
    window = new WindowModel(app, threads.threads());
  }

  @AfterEach
  void close() {
    threads.runAll();
    window.close();
    threads.runAll();
    assertThat(read).allSatisfy(WindowModelTest::assertClosed);
  }

  private Timeline read(List<Path> files, ProgressMonitor monitor) throws IOException {
    Timeline timeline = reader.read(files, monitor);
    read.add(timeline);
    return timeline;
  }

  @Test
  void opensAFileInTheBackground() {
    window.open(request());
    assertThat(window.importing().get()).isNotNull();
    assertThat(window.trace().get()).isNull();
    threads.runAll();
    assertThat(window.importing().get()).isNull();
    assertThat(window.trace().get().title()).isEqualTo("perf.data");
    assertThat(app.recent().get().entries()).containsExactly(List.of(file.toAbsolutePath()));
    assertThat(app.folder()).contains(folder.toAbsolutePath());
  }

  @Test
  void opensASampleWithoutRememberingIt() {
    window.open(new OpenRequest.OfSample(app.samples().samples().get(1)));
    threads.runAll();
    assertThat(window.trace().get().title()).isEqualTo("Second sample");
    assertThat(app.recent().get().entries()).isEmpty();
  }

  @Test
  void whatIsOpenStaysUntilTheNextIsReady() {
    window.open(request());
    threads.runAll();
    TraceModel first = window.trace().get();
    window.open(request());
    assertThat(window.trace().get()).isSameAs(first);
    assertThat(first.timeline().cpus()).hasSize(2);
    threads.runAll();
    assertThat(window.trace().get()).isNotSameAs(first);
    assertClosed(first.timeline());
  }

  @Test
  void saysInOneSentenceWhatWentWrong() {
    window.open(request());
    threads.runAll();
    TraceModel first = window.trace().get();
    reader =
        (files, monitor) -> {
          throw new IOException("perf.data is in no format that Corelane reads.");
        };
    window.open(request());
    threads.runAll();
    assertThat(window.notice().get())
        .isEqualTo(new Notice(Notice.Kind.ERROR, "perf.data is in no format that Corelane reads."));
    assertThat(window.trace().get()).isSameAs(first);
    assertThat(window.importing().get()).isNull();
    window.dismissNotice();
    assertThat(window.notice().get()).isNull();
  }

  @Test
  void anErrorWithoutWordsGetsSome() {
    reader =
        (files, monitor) -> {
          throw new IOException();
        };
    window.open(request());
    threads.runAll();
    assertThat(window.notice().get().text()).isEqualTo("perf.data could not be read.");
  }

  @Test
  void aFaultOfTheProgramIsNoStackTraceForTheUser() {
    reader =
        (files, monitor) -> {
          throw new IllegalStateException("index 7 out of bounds");
        };
    java.util.logging.Logger log = java.util.logging.Logger.getLogger(WindowModel.class.getName());
    log.setUseParentHandlers(false);
    window.open(request());
    threads.runAll();
    log.setUseParentHandlers(true);
    assertThat(window.notice().get().text())
        .isEqualTo("perf.data could not be opened because of a fault in Corelane.");
  }

  @Test
  void forgetsFilesThatAreGone() throws IOException {
    window.open(request());
    threads.runAll();
    Files.delete(file);
    window.open(request());
    threads.runAll();
    assertThat(window.notice().get().text()).isEqualTo(file + " does not exist any more.");
    assertThat(app.recent().get().entries()).isEmpty();
  }

  @Test
  void cancellingFreesTheWindowAtOnceAndStopsTheImport() {
    List<Boolean> seen = new ArrayList<>();
    reader =
        (files, monitor) -> {
          seen.add(monitor.cancelled());
          monitor.checkCancelled();
          return TestTimelines.small();
        };
    window.open(request());
    window.cancelImport();
    assertThat(window.importing().get()).isNull();
    threads.runAll();
    assertThat(seen).as("not even begun").isEmpty();
    assertThat(window.trace().get()).isNull();
    assertThat(window.notice().get()).isNull();
  }

  @Test
  void aTraceThatComesTooLateIsClosed() {
    window.open(request());
    threads.runBackground();
    window.cancelImport();
    threads.runAll();
    assertThat(window.trace().get()).isNull();
    assertClosed(read.getFirst());
  }

  @Test
  void aNewImportReplacesTheOneThatRuns() {
    window.open(request());
    threads.runBackground();
    window.open(new OpenRequest.OfSample(app.samples().samples().getFirst()));
    assertThat(window.importing().get().title()).isEqualTo("First sample");
    threads.runAll();
    assertThat(window.trace().get().title()).isEqualTo("First sample");
    assertClosed(read.getFirst());
  }

  @Test
  void tellsTheNewestProgressOnceHoweverOftenItIsReported() {
    reader =
        (files, monitor) -> {
          for (int i = 1; i <= 1000; i++) {
            threads.nowNs += 1_000_000;
            monitor.progress(i * 1000L, 2_000_000, "reading perf.data");
          }
          assertThat(threads.ui).hasSize(1);
          threads.runUi();
          ImportProgress shown = window.importing().get();
          assertThat(shown.done()).isEqualTo(1_000_000);
          assertThat(shown.fraction()).isEqualTo(0.5);
          assertThat(shown.perSecond().getAsLong()).isBetween(1_000_000L, 1_002_000L);
          assertThat(shown.remainingNs().getAsLong()).isBetween(998_000_000L, 1_000_000_000L);
          return TestTimelines.small();
        };
    window.open(request());
    threads.runAll();
    assertThat(window.trace().get()).isNotNull();
  }

  @Test
  void closingTheTraceGivesItsMemoryBack() {
    window.open(request());
    threads.runAll();
    Timeline timeline = window.trace().get().timeline();
    window.closeTrace();
    assertThat(window.trace().get()).isNull();
    threads.runAll();
    assertClosed(timeline);
  }

  @Test
  void aClosedWindowTakesNothingMore() {
    window.open(request());
    threads.runBackground();
    window.close();
    threads.runAll();
    assertThat(window.trace().get()).isNull();
    assertClosed(read.getFirst());
  }

  private OpenRequest request() {
    return new OpenRequest.Files(List.of(file));
  }

  private static void assertClosed(Timeline timeline) {
    assertThatThrownBy(() -> timeline.slices(0).task(0)).isInstanceOf(IllegalStateException.class);
  }
}
