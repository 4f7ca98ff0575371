package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.corelane.importers.incident.CopyRule;
import dev.corelane.importers.incident.CopyTarget;
import dev.corelane.importers.incident.TimelineCopy;
import dev.corelane.importers.testing.TimelineText;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several files, folders, archives and packed files as one incident.
class IncidentFilesTest {
  private static final int SWITCHES = 13_048;

  private static final String LOG =
      """
      2026-11-21 09:47:29.000 UTC [300] LOG:  checkpoint starting: time
      2026-11-21 09:47:30.000 UTC [300] LOG:  checkpoint complete: wrote 1 buffers (0.0%)
      """;

  private static final String FTRACE =
      """
      # tracer: nop
      #
                bash-300     [000] d..2.    10.000100: sched_switch: prev_comm=bash prev_pid=300 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
                <idle>-0     [000] d..2.    10.000300: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=bash next_pid=300 next_prio=120
      """;

  @TempDir Path folder;
  private Path sample = Path.of("");

  @BeforeEach
  void copySample() throws IOException {
    Path apart = Files.createDirectory(folder.resolve("incident"));
    sample = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().copyTo(apart);
  }

  private static Timeline open(Path... paths) throws TraceReadException {
    return Importers.open(List.of(paths), ProgressMonitor.NONE);
  }

  private static long switches(Timeline timeline) {
    return timeline.eventCounts().stream()
        .filter(e -> e.name().equals("sched:sched_switch"))
        .mapToLong(e -> e.count())
        .sum();
  }

  private static List<String> ids(Timeline timeline) {
    return timeline.problems().stream().map(ImportProblem::id).toList();
  }

  @Test
  void folderIsOneTimelineAndNamesWhatItCannotRead() throws IOException {
    Files.writeString(sample.resolveSibling("notes.txt"), "nothing that is a trace\n");
    Files.createDirectory(sample.resolveSibling("more"));
    Files.writeString(sample.resolveSibling("more").resolve("empty"), "");
    try (Timeline timeline = open(sample.getParent())) {
      assertThat(switches(timeline)).isEqualTo(SWITCHES);
      assertThat(timeline.problems())
          .anySatisfy(
              p -> {
                assertThat(p.id()).isEqualTo("incident.not-a-trace");
                assertThat(p.count()).isEqualTo(1);
                assertThat(p.message()).isEqualTo("not read: notes.txt");
              });
      assertThat(ids(timeline)).contains("incident.empty-file");
    }
  }

  @Test
  void aFileThatIsNamedTwiceIsReadOnce() throws IOException {
    Path log = sample.resolveSibling("pg.log");
    Files.writeString(log, LOG);
    try (Timeline timeline =
        open(sample.getParent(), log, sample.getParent().resolve("../incident/pg.log"))) {
      assertThat(timeline.sources()).hasSize(2);
      assertThat(ids(timeline)).doesNotContain("incident.merged", "postgres.told-twice");
    }
  }

  @Test
  void emptyFilesAreSaidToBeEmpty() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empties"));
    Files.writeString(empty.resolve("perf.data"), "");
    Files.writeString(empty.resolve("pg.log"), "");
    assertThatThrownBy(() -> open(empty)).hasMessage("All 2 files are empty: perf.data, pg.log.");
    Files.writeString(empty.resolve("x.txt"), "x");
    assertThatThrownBy(() -> open(empty))
        .hasMessage(
            "None of the 3 files is in a format that Corelane reads: perf.data, pg.log, x.txt;"
                + " empty are perf.data, pg.log.");
    Files.writeString(empty.resolve("pg.log"), LOG);
    try (Timeline timeline = open(empty)) {
      assertThat(timeline.problems())
          .extracting(ImportProblem::id, ImportProblem::message)
          .contains(
              tuple("incident.empty-file", "empty: perf.data"),
              tuple("incident.not-a-trace", "not read: x.txt"));
    }
  }

  @Test
  void aLogOfAnotherTimeZoneIsNoticed() throws IOException {
    Path log = sample.resolveSibling("pg.log");
    Files.writeString(log, LOG);
    try (Timeline timeline = open(sample.getParent())) {
      assertThat(ids(timeline)).doesNotContain("incident.apart");
    }
    Files.writeString(log, LOG.replace(" 09:", " 11:"));
    try (Timeline timeline = open(sample.getParent())) {
      assertThat(timeline.problems())
          .filteredOn(p -> p.id().equals("incident.apart"))
          .extracting(ImportProblem::message)
          .singleElement()
          .asString()
          .matches(
              "the times of pg\\.log begin 7\\d{3} s after the recording; with --offset"
                  + " pg\\.log\\+=-7200s they would meet it");
    }
  }

  @Test
  void tarArchiveInGzipWithOddPathsIsRead() throws IOException {
    Path archive = folder.resolve("incident.tar.gz");
    try (OutputStream file = Files.newOutputStream(archive);
        var tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      Archives.add(tar, "../../outside/perf.data.zst", Files.readAllBytes(sample));
      Archives.add(tar, "notes.txt", new byte[] {'x'});
    }
    try (Timeline timeline = open(archive)) {
      assertThat(switches(timeline)).isEqualTo(SWITCHES);
      assertThat(timeline.sources())
          .singleElement()
          .extracting(TraceSource::path)
          .asString()
          .endsWith("incident.tar.gz!../../outside/perf.data.zst");
    }
    assertThat(folder.resolveSibling("outside")).doesNotExist();
  }

  @Test
  void folderInAnArchiveIsReadAsTheFolderItIs() throws IOException {
    Path archive = folder.resolve("run.tar");
    byte[] unpacked;
    try (InputStream in = Packing.ZSTD.unpack(Files.newInputStream(sample))) {
      unpacked = in.readAllBytes();
    }
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      Archives.add(tar, "run/perf.data/data", unpacked);
      Archives.add(tar, "run/notes.txt", new byte[] {'x'});
    }
    try (Timeline timeline = open(archive)) {
      assertThat(switches(timeline)).isEqualTo(SWITCHES);
      assertThat(timeline.sources())
          .singleElement()
          .extracting(TraceSource::path)
          .asString()
          .endsWith("run.tar!run/perf.data/");
      assertThat(ids(timeline)).contains("incident.not-a-trace");
    }
  }

  @Test
  void cutArchiveKeepsWhatIsWhole() throws IOException {
    Path archive = folder.resolve("incident.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
      Archives.add(tar, "perf.data.zst", Files.readAllBytes(sample));
      Archives.add(tar, "later", new byte[100_000]);
    }
    byte[] whole = Files.readAllBytes(archive);
    Path cut = folder.resolve("cut.tar");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 60_000));
    try (Timeline timeline = open(cut)) {
      assertThat(switches(timeline)).isEqualTo(SWITCHES);
      assertThat(ids(timeline)).contains("incident.not-read");
    }
  }

  @Test
  void recordingOfAnotherRunIsSaidToBeLeftOut() throws IOException {
    Path other = SampleTraces.of("multixact-6.12-none-wait").orElseThrow().copyTo(folder);
    try (Timeline timeline = open(sample, other)) {
      assertThat(timeline.sources())
          .singleElement()
          .extracting(TraceSource::path)
          .isIn(sample.toString(), other.toString());
      assertThat(ids(timeline)).contains("incident.second-recording");
    }
  }

  @Test
  void theSameRecordingTwiceIsOnTheTimelineOnce() throws IOException {
    Path again = folder.resolve("again.data.zst");
    Files.copy(sample, again);
    try (Timeline alone = open(sample);
        Timeline twice = open(sample, again)) {
      assertThat(twice.sources()).hasSize(2);
      assertThat(switches(twice)).isEqualTo(SWITCHES);
      for (TableSchema table :
          List.of(TableSchema.SLICES, TableSchema.WAKEUPS, TableSchema.WAITS)) {
        assertThat(TimelineText.rows(twice, table)).isEqualTo(TimelineText.rows(alone, table));
      }
      assertThat(twice.problems())
          .anySatisfy(
              p -> {
                assertThat(p.id()).isEqualTo("incident.merged");
                assertThat(p.message()).startsWith("all it tells is told by other recordings");
              });
    }
  }

  @Test
  void onlyAPartIsImported() throws IOException {
    long start;
    try (Timeline whole = open(sample)) {
      start = whole.range().startNs() + 1_000_000_000L;
    }
    var window = new TimeRange(start, start + 200_000_000L);
    var options = new ImportOptions(window, Set.of("postgres"), Set.of(), Map.of());
    try (Timeline part = Importers.open(List.of(sample), options, ProgressMonitor.NONE)) {
      assertThat(part.range().startNs()).isGreaterThanOrEqualTo(window.startNs());
      assertThat(part.range().endNs()).isLessThanOrEqualTo(window.endNs());
      assertThat(part.range().durationNs()).isGreaterThan(190_000_000L);
      assertThat(switches(part)).isEqualTo(SWITCHES);
      for (Cpu cpu : part.cpus()) {
        CpuSlices slices = part.slices(cpu.index());
        for (long i = 0; i < slices.count(); i++) {
          assertThat(part.task(slices.task(i)).name()).isIn("idle", "unknown", "postgres");
        }
      }
      assertThat(ids(part)).contains("incident.part-only");
    }
  }

  @Test
  void aPartWithNothingInItIsRefused() {
    for (TimeRange never :
        List.of(
            new TimeRange(1, 2),
            new TimeRange(Long.MIN_VALUE, 2),
            new TimeRange(Long.MAX_VALUE / 2, Long.MAX_VALUE))) {
      var options = new ImportOptions(never, Set.of(), Set.of(), Map.of());
      assertThatThrownBy(() -> Importers.open(List.of(sample), options, ProgressMonitor.NONE))
          .hasMessageContaining("Nothing was recorded in the range of time");
    }
    assertThatThrownBy(
            () ->
                Importers.open(
                    List.of(sample),
                    new ImportOptions(CopyRule.ALWAYS, Set.of("x", "b"), Set.of(), Map.of()),
                    ProgressMonitor.NONE))
        .hasMessageMatching("None of the \\d+ threads has one of these names or ids: b, x\\.");
  }

  @Test
  void aPartIsWhatACopyOfTheWholeIs() throws IOException {
    Path locks = SampleTraces.of("multixact-6.12-none-wait").orElseThrow().copyTo(folder);
    for (Path file : List.of(sample, locks)) {
      var options = new ImportOptions(CopyRule.ALWAYS, Set.of("postgres"), Set.of(), Map.of());
      try (Timeline whole = open(file);
          var builder = new TimelineBuilder();
          Timeline part = Importers.open(List.of(file), options, ProgressMonitor.NONE)) {
        IntPredicate wanted =
            task ->
                task > Task.UNKNOWN
                    && options.wants(
                        whole.task(task),
                        whole.taskNames(task).stream().map(TaskName::name).toList());
        var rule = new CopyRule(0, CopyRule.ALWAYS, kind -> true, wanted);
        new TimelineCopy(whole, new CopyTarget(builder), rule, ProgressMonitor.NONE).run("", 0);
        try (Timeline copy = builder.build(ProgressMonitor.NONE)) {
          for (TableSchema table : TableSchema.values()) {
            if (table != TableSchema.PROBLEMS) {
              assertThat(TimelineText.rows(part, table))
                  .as("%s of %s", table, file.getFileName())
                  .isEqualTo(TimelineText.rows(copy, table));
            }
          }
        }
      }
    }
  }

  @Test
  void droppedFilesAreNotRead() throws IOException {
    Path log = Files.writeString(folder.resolve("pg.log"), LOG);
    var options =
        new ImportOptions(
            ImportOptions.ALL.window(), Set.of(), Set.of("pg.log", "none.log"), Map.of());
    try (Timeline timeline = Importers.open(List.of(sample, log), options, ProgressMonitor.NONE)) {
      assertThat(timeline.sources()).hasSize(1);
      assertThat(timeline.problems())
          .anySatisfy(
              p -> {
                assertThat(p.id()).isEqualTo("incident.no-such-file");
                assertThat(p.message()).contains("none.log");
              });
    }
    var all =
        new ImportOptions(
            ImportOptions.ALL.window(), Set.of(), Set.of("perf.data", "postgres.log"), Map.of());
    assertThatThrownBy(() -> Importers.open(List.of(sample, log), all, ProgressMonitor.NONE))
        .hasMessage(
            "All files were dropped (%s, pg.log); nothing is left to open."
                .formatted(sample.getFileName()));
  }

  @Test
  void clockOfAFileIsSetByHand() throws IOException {
    Path log = Files.writeString(folder.resolve("pg.log"), LOG);
    long logged = 1_795_254_450_000_000_000L;
    for (var clock :
        List.of(
            new ImportOptions.Clock(-logged + 20_000_000_000L, false),
            new ImportOptions.Clock(1_000_000_000L, true))) {
      var options =
          new ImportOptions(
              ImportOptions.ALL.window(), Set.of(), Set.of(), Map.of("pg.log", clock));
      try (Timeline timeline =
          Importers.open(List.of(sample, log), options, ProgressMonitor.NONE)) {
        long offset =
            timeline.clocks().stream()
                .filter(c -> c.name().equals("CLOCK_REALTIME"))
                .findFirst()
                .orElseThrow()
                .offsetNs();
        long expected = clock.relative() ? logged + offset + clock.ns() : 20_000_000_000L;
        assertThat(TimelineText.rows(timeline, TableSchema.MARKS))
            .anySatisfy(
                mark -> assertThat(mark).contains("time=" + expected).contains("checkpoint"));
        assertThat(timeline.clocks()).anyMatch(c -> c.name().equals("CLOCK_REALTIME of pg.log"));
        assertThat(ids(timeline)).contains("incident.clock-corrected");
      }
    }
  }

  @Test
  void weakEvidenceMovesNothing() throws IOException {
    Path text = Files.writeString(folder.resolve("trace.txt"), FTRACE);
    Path log = Files.writeString(folder.resolve("pg.log"), LOG);
    try (Timeline timeline = open(text, log)) {
      assertThat(timeline.sources()).hasSize(1);
      assertThat(ids(timeline)).contains("incident.clock-unknown");
    }
    var options =
        new ImportOptions(
            ImportOptions.ALL.window(),
            Set.of(),
            Set.of(),
            Map.of("pg.log", new ImportOptions.Clock(-1_795_254_449_000_000_000L, false)));
    try (Timeline timeline = Importers.open(List.of(text, log), options, ProgressMonitor.NONE)) {
      assertThat(timeline.sources()).hasSize(2);
      assertThat(ids(timeline)).doesNotContain("incident.clock-unknown");
    }
  }

  @Test
  void previewTellsWhatAFileHolds() throws IOException {
    Path log = Files.writeString(folder.resolve("pg.log"), LOG);
    Path notes = Files.writeString(folder.resolve("notes.txt"), "nothing that is a trace\n");
    List<TracePreview> seen = Importers.preview(List.of(notes, log, sample), ProgressMonitor.NONE);
    assertThat(seen)
        .extracting(TracePreview::importer)
        .containsExactly("perf.data", "postgres.log", "");
    try (Timeline timeline = open(sample)) {
      TracePreview perf = seen.getFirst();
      assertThat(perf.range()).isEqualTo(timeline.range());
      assertThat(perf.cpus()).isEqualTo(timeline.cpus().size());
      assertThat(perf.clock()).isEqualTo("CLOCK_MONOTONIC");
      assertThat(perf.bytes()).isEqualTo(timeline.sources().getFirst().bytes());
      assertThat(perf.events())
          .anySatisfy(
              e -> {
                assertThat(e.name()).isEqualTo("sched:sched_switch");
                assertThat(e.count()).isEqualTo(SWITCHES);
              });
    }
    assertThat(seen.get(1).range()).isNotNull();
  }

  @Test
  void filesAreRecognisedWithoutReadingThem() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "nothing that is a trace\n");
    Path timeline = folder.resolve("done.corelane");
    try (Timeline done = open(sample)) {
      TimelineFile.write(done, timeline, ProgressMonitor.NONE);
    }
    List<Path> paths = List.of(notes, sample, timeline);
    List<TracePreview> glance = Importers.recognise(paths, ProgressMonitor.NONE);
    List<TracePreview> told = new ArrayList<>();
    List<TracePreview> seen = Importers.preview(paths, ProgressMonitor.NONE, told::add);
    assertThat(told).isEqualTo(seen);
    assertThat(glance)
        .extracting(TracePreview::importer)
        .containsExactly("corelane", "perf.data", "");
    assertThat(glance)
        .extracting(TracePreview::path)
        .isEqualTo(seen.stream().map(TracePreview::path).toList());
    assertThat(glance)
        .extracting(TracePreview::format)
        .isEqualTo(seen.stream().map(TracePreview::format).toList());
    assertThat(glance.get(1).range()).as("not read").isNull();
    assertThat(glance.get(1).events()).isEmpty();
    assertThat(seen.getFirst().range()).as("a timeline knows").isEqualTo(seen.get(1).range());
    assertThat(seen.getFirst().events()).isEqualTo(glance.getFirst().events()).isNotEmpty();
  }

  @Test
  void unreadableFileBesideAGoodOneIsAProblem() throws IOException {
    Path broken = folder.resolve("broken.data");
    Files.writeString(broken, "PERFILE2");
    try (Timeline timeline = open(broken, sample)) {
      assertThat(switches(timeline)).isEqualTo(SWITCHES);
      assertThat(ids(timeline)).containsAnyOf("incident.not-read", "incident.second-recording");
    }
  }

  @Test
  void sumsBesideARecordingAreLeftOut() throws IOException {
    Path sums = sample.resolveSibling("latency.txt");
    Files.writeString(
        sums,
        """

         -----------------------------------------------------------------------------------------
          Task                  |   Runtime ms  | Switches | Avg delay ms    | Max delay ms    |
         -----------------------------------------------------------------------------------------
          postgres:214          |    704.541 ms |      724 | avg:   4.512 ms | max:  49.018 ms |
        """);
    assertThatThrownBy(() -> open(sums))
        .isInstanceOf(NoEventsException.class)
        .hasMessageContaining("perf sched latency");
    try (Timeline timeline = open(sample.getParent())) {
      assertThat(switches(timeline)).isEqualTo(SWITCHES);
      assertThat(timeline.problems())
          .filteredOn(p -> p.source().endsWith("latency.txt"))
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.id()).isEqualTo("incident.no-events");
                assertThat(p.severity()).isEqualTo(Severity.INFO);
              });
    }
  }

  @Test
  void timelineFileIsOpenedAlone() throws IOException {
    Path finished = folder.resolve("x.corelane");
    try (Timeline timeline = open(sample)) {
      TimelineFile.write(timeline, finished, ProgressMonitor.NONE);
    }
    try (Timeline timeline = open(finished)) {
      assertThat(switches(timeline)).isEqualTo(SWITCHES);
    }
    assertThatThrownBy(() -> open(finished, sample))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("finished timeline");
  }

  @Test
  void packedBombEndsInASentence() throws IOException {
    Path bomb = folder.resolve("bomb.gz");
    byte[] zeros = new byte[1 << 20];
    try (var out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 300; i++) {
        out.write(zeros);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(400_000);
    Path twice = folder.resolve("bomb.gz.gz");
    try (InputStream in = Files.newInputStream(bomb);
        var out = new GZIPOutputStream(Files.newOutputStream(twice))) {
      in.transferTo(out);
    }
    assertThatThrownBy(() -> open(twice))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("no format that Corelane reads");
    try (var spool = new dev.corelane.importers.io.Spool();
        InputStream in = Packing.GZIP.unpack(Files.newInputStream(bomb))) {
      assertThatThrownBy(() -> spool.unpack(in, "bomb", 100, ProgressMonitor.NONE))
          .hasMessageContaining("which no trace of its size does");
    }
  }

  @Test
  void damagedPackingIsRefusedInOneSentence() throws IOException {
    Path broken = folder.resolve("broken.xz");
    Files.write(broken, new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 1, 2, 3, 4, 5, 6, 7, 8});
    assertThatThrownBy(() -> open(broken))
        .isInstanceOf(TraceReadException.class)
        .hasMessageMatching(".*broken\\.xz is packed by xz, but cannot be unpacked: .*\\.");
  }

  @Test
  void missingAndEmptyAreToldApart() throws IOException {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> open(sample.getParent(), none))
        .hasMessage("There is no file " + none + ".");
    Path empty = Files.createFile(folder.resolve("empty.data"));
    assertThatThrownBy(() -> open(empty)).hasMessage(empty + " is empty.");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    assertThatThrownBy(() -> open(nothing)).hasMessage("There is no file in " + nothing + ".");
    Path archive = folder.resolve("nothing.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
      Archives.add(tar, "folder/", new byte[0]);
    }
    assertThatThrownBy(() -> open(nothing, archive))
        .hasMessage("There is no file in " + nothing + ", " + archive + ".");
  }

  @Test
  void whatCannotBeReadIsNamedAlsoBelowAFolder() {
    Path file = folder.resolve("secret.data");
    assertThat(InputFiles.cannotRead(folder, new AccessDeniedException(file.toString())))
        .isEqualTo("Cannot read " + file + ": permission denied.");
    assertThat(InputFiles.cannotRead(folder, new NoSuchFileException(file.toString())))
        .isEqualTo("There is no file " + file + ".");
    assertThat(InputFiles.cannotRead(folder, new IOException("the archive has no data")))
        .isEqualTo("Cannot read " + folder + ": the archive has no data.");
  }
}
