package dev.corelane.desktop.session.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.desktop.session.AppModel;
import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.SettingsStore;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.TestSamples;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.desktop.session.TraceReader;
import dev.corelane.render.digest.TraceDigest;
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

class CompareSessionTest {
  @TempDir Path folder;
  private final ManualThreads threads = new ManualThreads();
  private final List<Timeline> read = new ArrayList<>();
  private final SharedTrace open =
      new SharedTrace("good.data", TraceDigest.of(TestTimelines.small()));
  private TraceReader reader = (files, monitor) -> TestTimelines.locks();
  private AppModel app;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    file = Files.createFile(folder.resolve("bad.data"));
    app =
        new AppModel(
            new SettingsStore(folder.resolve("settings")),
            new TestSamples(),
            (files, monitor) -> {
              Timeline timeline = reader.read(files, monitor);
              read.add(timeline);
              return timeline;
            },
            Runnable::run);
  }

  /// The trace that was open before is still open, and was shared by nobody in the end.
  @AfterEach
  void sharesAreGivenBack() {
    threads.runAll();
    assertThat(read).allSatisfy(CompareSessionTest::assertClosed);
    assertThat(open.digest().timeline().slices(0).startNs(0)).isEqualTo(100 * TestTimelines.MS);
    open.release();
    assertClosed(open.digest().timeline());
  }

  private static void assertClosed(Timeline timeline) {
    assertThatThrownBy(() -> timeline.slices(0).startNs(0))
        .isInstanceOf(IllegalStateException.class);
  }

  private CompareSession session(CompareSource... sources) {
    return new CompareSession(app, threads.threads(), List.of(sources));
  }

  private CompareSource shared() {
    return new CompareSource.Open(ComparedPart.all(open));
  }

  private CompareSource toOpen() {
    return new CompareSource.ToOpen(new OpenRequest.Files(List.of(file)));
  }

  @Test
  void opensTheSecondBesideTheFirst() {
    CompareSession session = session(shared(), toOpen());
    assertThat(session.phase().get()).isInstanceOf(CompareSession.Phase.Opening.class);
    threads.runAll();
    var comparing = (CompareSession.Phase.Comparing) session.phase().get();
    assertThat(comparing.model().title()).isEqualTo("good.data \u2013 bad.data");
    assertThat(comparing.model().sides())
        .extracting(ComparedSide::letter)
        .containsExactly('A', 'B');
    assertThat(app.recent().get().entries()).containsExactly(List.of(file));
    session.close();
  }

  @Test
  void comparesATraceWithItself() {
    CompareSession session = session(shared(), shared(), shared());
    threads.runAll();
    assertThat(session.phase().get()).isInstanceOf(CompareSession.Phase.Comparing.class);
    session.close();
  }

  @Test
  void closingWhileOpeningGivesEverythingBack() {
    CompareSession session = session(toOpen(), shared());
    session.close();
    threads.runAll();
    assertThat(read).isEmpty();
    CompareSession late = session(shared(), toOpen());
    threads.runBackground();
    assertThat(read).hasSize(1);
    late.close();
  }

  @Test
  void saysWhatCannotBeOpened() throws IOException {
    Files.delete(file);
    CompareSession session = session(shared(), toOpen());
    threads.runAll();
    assertThat(session.phase().get())
        .isEqualTo(new CompareSession.Phase.Failed(file + " does not exist any more."));
    session.close();
    reader =
        (files, monitor) -> {
          throw new IllegalStateException("fault");
        };
    Files.createFile(file);
    CompareSession faulty = session(toOpen(), shared());
    threads.runAll();
    assertThat(faulty.phase().get())
        .isEqualTo(
            new CompareSession.Phase.Failed(
                "bad.data could not be opened because of a fault in Corelane."));
    faulty.close();
  }
}
