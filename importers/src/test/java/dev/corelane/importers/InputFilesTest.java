package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private final ProblemLog problems = new ProblemLog();

  @Test
  void theSurestImporterTakesAFile() throws IOException {
    assertThat(chosen(new Fake("a", 10, 80), new Fake("b", 20, 90), new Fake("c", 30, 70)))
        .isEqualTo("b");
    assertThat(asked).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void ofEquallySureOnesTheRichestTakesAFile() throws IOException {
    assertThat(chosen(new Fake("a", 10, 80), new Fake("b", 20, 80), new Fake("c", 15, 80)))
        .isEqualTo("b");
  }

  @Test
  void nobodyIsAskedAfterOneThatIsCertain() throws IOException {
    assertThat(chosen(new Fake("a", 10, 80), new Fake("b", 20, ProbeResult.CERTAIN)))
        .isEqualTo("b");
    assertThat(asked).containsExactly("b");
  }

  @Test
  void aPipeIsReadThrough() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(Files.isExecutable(Path.of("/usr/bin/mkfifo"))).isTrue();
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Thread writer = Thread.ofVirtual().start(() -> write(pipe));
    assertThat(sizes(pipe)).containsExactly(4L);
    writer.join();
  }

  @Test
  void aFileThatCannotBeReadLeavesTheOthersOfItsFolder() throws IOException {
    Files.writeString(folder.resolve("closed"), "text");
    Files.writeString(folder.resolve("open"), "more text");
    Files.setPosixFilePermissions(folder.resolve("closed"), Set.of());
    assumeThat(Files.isReadable(folder.resolve("closed"))).isFalse();
    assertThat(sizes(folder)).containsExactly(9L);
    assertThat(problems.problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.id()).isEqualTo("incident.not-read");
              assertThat(p.message()).endsWith("closed: permission denied.");
            });
  }

  @Test
  void linksInArchivesAreNoEmptyFiles() throws IOException {
    Path file = folder.resolve("a.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      var link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
      link.setLinkName("text");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      var text = new TarArchiveEntry("text");
      text.setSize(4);
      tar.putArchiveEntry(text);
      tar.write("text".getBytes(StandardCharsets.UTF_8));
      tar.closeArchiveEntry();
    }
    assertThat(sizes(file)).containsExactly(4L);
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sizes of all files that are found, all of which are taken.
  private List<Long> sizes(Path path) throws IOException {
    try (var spool = new Spool()) {
      var files =
          new InputFiles(List.of(new Fake("a", 1, 1)), spool, problems, ProgressMonitor.NONE);
      files.add(path);
      return files.sources().stream().map(Source::size).toList();
    }
  }

  private String chosen(TraceImporter... importers) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    try (var spool = new Spool()) {
      var files = new InputFiles(List.of(importers), spool, new ProblemLog(), ProgressMonitor.NONE);
      files.add(file);
      return files.sources().getFirst().importer().id();
    }
  }

  private final class Fake implements TraceImporter {
    private final String id;
    private final int richness;
    private final int confidence;

    Fake(String id, int richness, int confidence) {
      this.id = id;
      this.richness = richness;
      this.confidence = confidence;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String displayName() {
      return id;
    }

    @Override
    public int richness() {
      return richness;
    }

    @Override
    public ProbeResult probe(TraceHead head) {
      asked.add(id);
      return new ProbeResult(confidence, "");
    }

    @Override
    public void importTrace(TraceFile file, ImportContext context) {
      throw new AssertionError("only asked");
    }
  }
}
