package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is dropped on a window gets one clear sentence, or a timeline.
class DroppedFilesTest {
  private static final String FTRACE =
      """
      # tracer: nop
      #
                bash-300     [000] d..2.    10.000100: sched_switch: prev_comm=bash prev_pid=300 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
                <idle>-0     [000] d..2.    10.000300: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=bash next_pid=300 next_prio=120
      """;

  @TempDir Path folder;
  private final ManualThreads threads = new ManualThreads();
  private WindowModel window;

  @BeforeEach
  void open() {
    AppModel app =
        new AppModel(
            new SettingsStore(folder.resolve("settings")),
            new TestSamples(),
            Importers::open,
            Runnable::run);
    window = new WindowModel(app, threads.threads());
  }

  @AfterEach
  void close() {
    window.close();
    threads.runAll();
  }

  private void drop(Path... paths) {
    window.openOrChoose(List.of(paths));
    threads.runAll();
    assertThat(window.importing().get()).isNull();
    assertThat(window.choosing().get()).isNull();
  }

  /// What the window says of files that cannot be opened.
  private String sentence(Path... paths) {
    drop(paths);
    assertThat(window.trace().get()).isNull();
    Notice notice = window.notice().get();
    assertThat(notice).isNotNull();
    assertThat(notice.kind()).isEqualTo(Notice.Kind.ERROR);
    assertThat(notice.text())
        .as("a sentence for people")
        .endsWith(".")
        .doesNotContain("Exception")
        .doesNotContain("null")
        .doesNotContain("fault in Corelane")
        .hasSizeBetween(20, 600);
    return notice.text();
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aTextIsNoRecording() throws IOException {
    assertThat(sentence(file("notes.txt", "Dear diary,\nit was slow again today.\n")))
        .contains("notes.txt");
  }

  @Test
  void bytesOfAnotherKindAreNoRecording() throws IOException {
    assertThat(sentence(file("picture.png", noise(5000)))).contains("picture.png");
    assertThat(sentence(file("empty", ""))).contains("empty");
    assertThat(sentence(file("one", "x"))).contains("one");
  }

  @Test
  void anEmptyFolderHasNothing() throws IOException {
    assertThat(sentence(Files.createDirectory(folder.resolve("nothing")))).contains("no file");
  }

  @Test
  void aFolderOfOtherFilesNamesThem() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("a.txt"), "one");
    Files.writeString(other.resolve("b.txt"), "two");
    assertThat(sentence(other)).contains("a.txt").contains("b.txt");
  }

  @Test
  void damagedHeadersAreNamed() throws IOException {
    assertThat(sentence(file("perf.data", "PERFILE2"))).contains("perf.data");
    assertThat(sentence(file("trace.dat", "\027\b\104tracing6\0"))).contains("trace.dat");
    byte[] cut = new byte[64];
    System.arraycopy("PERFILE2".getBytes(StandardCharsets.US_ASCII), 0, cut, 0, 8);
    assertThat(sentence(file("zeros.data", cut))).contains("zeros.data");
  }

  @Test
  void aRecordingOfWhichNothingCanBeDrawnSaysWhy() throws IOException {
    byte[] whole;
    try (InputStream in =
        new ZstdInputStream(
            SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().open("perf.data.zst"))) {
      whole = in.readAllBytes();
    }
    drop(file("whole.data", whole));
    assertThat(window.trace().get()).isNotNull();
    assertThat(window.notice().get()).isNull();
    drop(file("cut.data", Arrays.copyOf(whole, whole.length / 5)));
    assertThat(window.trace().get().title()).isEqualTo("cut.data");
    Notice notice = window.notice().get();
    assertThat(notice.kind()).isEqualTo(Notice.Kind.WARNING);
    assertThat(notice.text())
        .startsWith("cut.data is not complete: ")
        .contains("the file ends within the data section")
        .endsWith(".");
    assertThat(window.trace().get().overview())
        .flatExtracting(Inspection.Section::rows)
        .contains(new Inspection.Row("CPUs busy", "not known", null));
  }

  @Test
  void damagedPackingIsNamed() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(noise(3000));
    }
    byte[] cut = Arrays.copyOf(out.toByteArray(), 20);
    assertThat(sentence(file("trace.gz", cut))).contains("trace.gz");
  }

  @Test
  void aDamagedTimelineIsNamed() throws IOException {
    Path whole = folder.resolve("whole.corelane");
    try (Timeline timeline = TestTimelines.small()) {
      TimelineFile.write(timeline, whole, ProgressMonitor.NONE);
    }
    byte[] bytes = Files.readAllBytes(whole);
    assertThat(sentence(file("cut.corelane", Arrays.copyOf(bytes, bytes.length / 2))))
        .contains("cut.corelane");
    assertThat(sentence(whole, file("trace", FTRACE))).contains("open it by itself");
  }

  @Test
  void aFileThatIsGoneIsNamed() {
    assertThat(sentence(folder.resolve("gone"))).contains("gone").contains("does not exist");
  }

  @Test
  void whatCanBeReadOpensAndTheRestIsAProblem() throws IOException {
    drop(file("trace", FTRACE), file("notes.txt", "it was slow"), file("perf.data", "PERFILE2"));
    assertThat(window.notice().get()).isNull();
    TraceModel trace = window.trace().get();
    assertThat(trace.title()).isEqualTo("trace and 2 more");
    assertThat(trace.problems())
        .extracting(dev.corelane.trace.diagnostics.ImportProblem::id)
        .contains("incident.not-a-trace", "incident.not-read");
  }

  @Test
  void aFolderWithARecordingOpens() throws IOException {
    Path day = Files.createDirectory(folder.resolve("day"));
    Files.writeString(day.resolve("trace"), FTRACE);
    drop(day);
    assertThat(window.trace().get().title()).isEqualTo("day");
  }

  @Test
  void oneBadDropLeavesWhatIsOpen() throws IOException {
    drop(file("trace", FTRACE));
    TraceModel open = window.trace().get();
    drop(file("notes.txt", "it was slow"));
    assertThat(window.trace().get()).isSameAs(open);
    assertThat(window.notice().get().text()).contains("notes.txt");
    drop(file("trace2", FTRACE));
    assertThat(window.notice().get()).as("gone with what it was about").isNull();
  }

  @Test
  void largeFilesAreAskedAbout() throws IOException {
    Path large = folder.resolve("large.data");
    try (var channel = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      channel.setLength(WindowModel.LARGE);
    }
    window.openOrChoose(List.of(large));
    threads.runBackground();
    threads.runUi();
    assertThat(window.choosing().get()).isNotNull();
    assertThat(window.importing().get()).isNull();
    window.endChoosing();
    assertThat(window.choosing().get()).isNull();
    assertThat(FileSizes.atLeast(List.of(folder), WindowModel.LARGE)).as("in a folder").isTrue();
    assertThat(FileSizes.atLeast(List.of(folder.resolve("gone")), 1)).isFalse();
  }
}
