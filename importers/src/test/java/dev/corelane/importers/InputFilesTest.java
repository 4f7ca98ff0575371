package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.io.Spool;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();

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
