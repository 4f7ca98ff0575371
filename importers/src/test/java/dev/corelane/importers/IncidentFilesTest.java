package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.file.TimelineFile;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several files, folders, archives and packed files as one incident.
class IncidentFilesTest {
  private static final int SWITCHES = 13_048;

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
                assertThat(p.count()).isEqualTo(2);
                assertThat(p.message()).contains("notes.txt").contains("empty");
              });
    }
  }

  @Test
  void tarArchiveInGzipWithOddPathsIsRead() throws IOException {
    Path archive = folder.resolve("incident.tar.gz");
    try (OutputStream file = Files.newOutputStream(archive);
        var tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      addEntry(tar, "../../outside/perf.data.zst", Files.readAllBytes(sample));
      addEntry(tar, "notes.txt", new byte[] {'x'});
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
      addEntry(tar, "run/perf.data/data", unpacked);
      addEntry(tar, "run/notes.txt", new byte[] {'x'});
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

  private static void addEntry(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  @Test
  void cutArchiveKeepsWhatIsWhole() throws IOException {
    Path archive = folder.resolve("incident.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
      addEntry(tar, "perf.data.zst", Files.readAllBytes(sample));
      addEntry(tar, "later", new byte[100_000]);
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
  void secondRecordingIsSaidToBeLeftOut() throws IOException {
    Path other = SampleTraces.of("spinlock-7.2-lazy-full").orElseThrow().copyTo(folder);
    try (Timeline timeline = open(sample, other)) {
      assertThat(timeline.sources())
          .singleElement()
          .extracting(TraceSource::path)
          .isEqualTo(other.toString());
      assertThat(timeline.problems())
          .anySatisfy(
              p -> {
                assertThat(p.id()).isEqualTo("incident.second-recording");
                assertThat(p.source()).isEqualTo(sample.toString());
              });
    }
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
    assertThatThrownBy(() -> open(folder.resolve("none"))).hasMessageContaining("There is no file");
    Path empty = Files.createFile(folder.resolve("empty.data"));
    assertThatThrownBy(() -> open(empty)).hasMessageContaining("is empty");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    assertThatThrownBy(() -> open(nothing)).hasMessageContaining("no file in the folder");
  }
}
