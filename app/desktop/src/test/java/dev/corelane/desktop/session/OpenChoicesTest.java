package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.ImportOptions;
import dev.corelane.importers.Importers;
import dev.corelane.importers.TracePreview;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenChoicesTest {
  private static final String FTRACE =
      """
      # tracer: nop
      #
                bash-300     [000] d..2.    10.000100: sched_switch: prev_comm=bash prev_pid=300 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
                <idle>-0     [000] d..2.    10.000300: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=bash next_pid=300 next_prio=120
      """;

  private static final String LOG =
      """
      2026-11-21 09:47:29.000 UTC [300] LOG:  checkpoint starting: time
      2026-11-21 09:47:30.000 UTC [300] LOG:  checkpoint complete: wrote 1 buffers (0.0%)
      """;

  @TempDir Path folder;
  private final ManualThreads threads = new ManualThreads();
  private final TraceReader reader = Importers::open;
  private Path trace = Path.of("");
  private Path log = Path.of("");
  private Path notes = Path.of("");

  @BeforeEach
  void write() throws IOException {
    trace = Files.writeString(folder.resolve("trace"), FTRACE);
    log = Files.writeString(folder.resolve("pg.log"), LOG);
    notes = Files.writeString(folder.resolve("notes.txt"), "nothing that is a trace\n");
  }

  private OpenChoices choices(Path... paths) {
    OpenChoices choices = new OpenChoices(List.of(paths), reader, threads.threads());
    choices.start();
    return choices;
  }

  @Test
  void tellWhatEachFileHoldsAndWhatCannotBeRead() {
    OpenChoices choices = choices(notes, log, trace);
    assertThat(choices.files().get()).isEmpty();
    threads.runAll();
    List<FileChoice> files = choices.files().get();
    assertThat(files).extracting(FileChoice::name).containsExactly("trace", "pg.log", "notes.txt");
    assertThat(files).extracting(f -> f.wanted().get()).containsExactly(true, true, false);
    assertThat(files).extracting(FileChoice::counted).containsOnly(true);
    assertThat(files.getFirst().preview().get().events()).isNotEmpty();
    assertThat(choices.recording()).contains(new TimeRange(10_000_100_000L, 10_000_300_000L));
    assertThat(choices.status().get()).isEqualTo("Times count from the first event of trace.");
    assertThat(choices.complaint().get()).isEmpty();
    assertThat(choices.request()).isEqualTo(new OpenRequest.Files(List.of(notes, log, trace)));
  }

  @Test
  void becomeTheOptionsOfTheImport() throws IOException {
    OpenChoices choices = choices(trace, log);
    threads.runAll();
    choices.from().set("50 us");
    choices.only().set(" bash, 4711 ,,");
    choices.files().get().get(1).wanted().set(false);
    ImportOptions options = choices.request().options();
    assertThat(options)
        .isEqualTo(
            new ImportOptions(
                new TimeRange(10_000_150_000L, Long.MAX_VALUE),
                Set.of("bash", "4711"),
                Set.of("pg.log"),
                java.util.Map.of()));
    try (Timeline part = reader.read(choices.request().paths(), options, ProgressMonitor.NONE)) {
      assertThat(part.range().startNs()).isGreaterThanOrEqualTo(10_000_150_000L);
      assertThat(part.sources()).hasSize(1);
    }
    assertThat(choices.command())
        .isEqualTo(
            "corelane import "
                + trace
                + " "
                + log
                + " --from=10000150000ns --only=4711 --only=bash --drop=pg.log"
                + " --output=incident.corelane");
  }

  @Test
  void complainAboutTimesThatMakeNoSense() {
    OpenChoices choices = choices(trace);
    choices.from().set("1ms");
    assertThat(choices.complaint().get()).contains("as soon as");
    threads.runAll();
    assertThat(choices.complaint().get())
        .isEqualTo("The recording has nothing in this range of time.");
    choices.from().set("9223372036 s");
    assertThat(choices.complaint().get())
        .isEqualTo("The recording has nothing in this range of time.");
    choices.from().set("soon");
    assertThat(choices.complaint().get()).startsWith("\u201Csoon\u201D is no time");
    choices.from().set("0.1 ms");
    choices.to().set("50us");
    assertThat(choices.complaint().get()).isEqualTo("The first time must be before the last.");
    choices.to().set("0,15 ms");
    assertThat(choices.complaint().get()).isEmpty();
  }

  @Test
  void complainAboutWhatCannotBeOpened() throws IOException {
    OpenChoices choices = choices(trace);
    threads.runAll();
    choices.files().get().getFirst().wanted().set(false);
    assertThat(choices.complaint().get()).isEqualTo("No file is chosen.");

    choices = choices(notes);
    threads.runAll();
    assertThat(choices.complaint().get())
        .isEqualTo("notes.txt is in no format that Corelane reads.");

    choices = choices(folder.resolve("gone"));
    threads.runAll();
    assertThat(choices.complaint().get())
        .isEqualTo("There is no file " + folder.resolve("gone") + ".");
    assertThat(choices.progress().get()).isEqualTo(1);

    Path done = folder.resolve("done.corelane");
    try (Timeline timeline = TestTimelines.small()) {
      TimelineFile.write(timeline, done, ProgressMonitor.NONE);
    }
    choices = choices(done);
    threads.runAll();
    assertThat(choices.complaint().get()).isEmpty();
    choices.only().set("postgres");
    assertThat(choices.complaint().get()).contains("can only be opened whole");
    choices = choices(done, trace);
    threads.runAll();
    assertThat(choices.complaint().get()).contains("open it by itself");
  }

  @Test
  void filesOfOneNameAreWantedTogether() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("trace");
    Files.writeString(other, FTRACE);
    OpenChoices choices = choices(trace, other);
    threads.runAll();
    choices.files().get().getFirst().wanted().set(false);
    assertThat(choices.files().get().getLast().wanted().get()).isFalse();
  }

  @Test
  void endWithoutWaitingForTheFiles() {
    boolean[] asked = new boolean[1];
    TraceReader slow =
        new TraceReader() {
          @Override
          public Timeline read(List<Path> files, ProgressMonitor monitor) {
            return TestTimelines.small();
          }

          @Override
          public void preview(
              List<Path> files,
              ProgressMonitor monitor,
              java.util.function.Consumer<TracePreview> told) {
            asked[0] = true;
            monitor.checkCancelled();
            throw new AssertionError("not cancelled");
          }
        };
    OpenChoices choices = new OpenChoices(List.of(trace), slow, threads.threads());
    choices.start();
    choices.end();
    threads.runAll();
    assertThat(asked[0]).isTrue();
    assertThat(choices.progress().get()).isEqualTo(1);
  }
}
