package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corelane.trace.file.FileParts.Column;
import dev.corelane.trace.file.FileParts.PartTable;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.RandomTimeline;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionRulesTest {
  @TempDir Path folder;
  private Path file;
  private byte[] written;
  private FileParts parts;
  private long sum;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("a.corelane");
    try (var random = new RandomTimeline(31, 40, 50)) {
      TimelineFile.write(random.timeline(), file, ProgressMonitor.NONE);
      sum = TimelineWalk.walk(random.timeline());
    }
    written = Files.readAllBytes(file);
    parts = new FileParts(written);
  }

  @Test
  void theFileIsWhatTheDocumentationSays() {
    assertThat(parts.file()).isEqualTo(written);
  }

  @Test
  void aLaterMinorVersionIsReadWithoutItsAdditions() throws IOException {
    parts.minor = 7;
    Column ofAnyType = new Column("later", 99, new byte[13]);
    parts.tables.add(3, new PartTable(4711, "LATER", 5, List.of(ofAnyType)));
    parts.table("SLICES").columns().add(1, ofAnyType);
    parts.table("RANGE").columns().add(new Column("later", 1, new byte[0]));
    assertThat(walkOf(parts.file())).isEqualTo(sum);
  }

  @Test
  void theAdditionsOfALaterVersionAreVerifiedToo() throws IOException {
    parts.tables.add(new PartTable(4711, "LATER", 5, List.of(new Column("new", 9, new byte[200]))));
    byte[] bytes = parts.file();
    bytes[bytes.length - 100] ^= 1;
    assertThat(refusal(bytes)).contains("checksum of column LATER.new is wrong");
  }

  @Test
  void aMissingTableIsEmpty() throws IOException {
    parts.tables.remove(parts.table("MARKS"));
    parts.tables.remove(parts.table("LOCKS"));
    Files.write(file, parts.file());
    try (Timeline opened = TimelineFile.open(file)) {
      assertThat(opened.marks().size()).isZero();
      assertThat(opened.locks()).isEmpty();
      assertThat(opened.holds().get(0).lock()).isEqualTo(-1);
      TimelineWalk.walk(opened);
    }
  }

  @Test
  void tablesAndColumnsMayStandInAnyOrder() throws IOException {
    java.util.Collections.reverse(parts.tables);
    parts.tables.forEach(t -> java.util.Collections.reverse(t.columns()));
    assertThat(walkOf(parts.file())).isEqualTo(sum);
  }

  @Test
  void aMissingColumnIsDamage() throws IOException {
    for (TableSchema schema : TableSchema.values()) {
      for (int c = 0; c < schema.columns().size(); c++) {
        List<Column> columns = parts.table(schema.name()).columns();
        Column missing = columns.remove(c);
        assertThat(refusal(parts.file()))
            .endsWith(
                "is damaged: table %s should have one column %s and has 0."
                    .formatted(schema, missing.name));
        columns.add(c, missing);
      }
    }
  }

  @Test
  void aTableOrColumnThatComesTwiceIsDamage() throws IOException {
    PartTable marks = parts.table("MARKS");
    parts.tables.add(marks);
    assertThat(refusal(parts.file())).contains("it has two tables of number 17");
    parts.tables.removeLast();
    marks.columns().add(marks.columns().getFirst());
    assertThat(refusal(parts.file())).contains("should have one column time and has 2");
  }

  @Test
  void aColumnOfAnotherTypeOrLengthIsDamage() throws IOException {
    List<Column> columns = parts.table("MARKS").columns();
    Column time = columns.getFirst();
    columns.set(0, new Column("time", 1, time.bytes));
    assertThat(refusal(parts.file())).contains("column MARKS.time should have type 2 and has 1");
    columns.set(0, new Column("time", 2, new byte[time.bytes.length + 8]));
    assertThat(refusal(parts.file())).contains("column MARKS.time has ", " bytes, which is not ");
  }

  @Test
  void anotherMajorVersionIsNamed() throws IOException {
    parts.major = 2;
    parts.minor = 3;
    assertThat(refusal(parts.file()))
        .endsWith("has format version 2.3, but this Corelane reads only versions 1.x.");
    parts.major = 0;
    assertThat(refusal(parts.file())).contains("has format version 0.3");
  }

  @Test
  void anotherByteOrderIsNamed() throws IOException {
    byte[] bytes = written.clone();
    for (int i = 0; i < 4; i++) {
      bytes[8 + i] = written[11 - i];
    }
    assertThat(refusal(bytes)).contains("its numbers are big endian");
  }

  @Test
  void otherFilesAreNamedByTheirFirstBytes() throws IOException {
    assertThat(refusal("PERFILE2 and more".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .endsWith(
            "is not a Corelane timeline: it starts with \"PERFILE2\" instead of \"CORELANE\".");
    assertThat(refusal(new byte[] {'a', 0, '\n', -1}))
        .endsWith("it starts with \"a...\" instead of \"CORELANE\".");
    assertThat(refusal(new byte[0])).endsWith("is not a Corelane timeline: it is empty.");
  }

  @Test
  void whatIsNotAFileIsNamed() throws IOException {
    DamagedFileTest.assertSentence(catchThrowable(() -> TimelineFile.open(folder)));
    assertThat(catchThrowable(() -> TimelineFile.open(folder)))
        .hasMessageEndingWith("cannot be read: it is not a regular file.");
    assertThat(catchThrowable(() -> TimelineFile.open(folder.resolve("none"))))
        .hasMessageEndingWith("cannot be read: there is no such file or folder.");
    Path odd = folder.resolve("odd\nname");
    Files.write(odd, new byte[0]);
    DamagedFileTest.assertSentence(catchThrowable(() -> TimelineFile.open(odd)));
  }

  private long walkOf(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    TimelineFile.verify(file, ProgressMonitor.NONE);
    try (Timeline opened = TimelineFile.open(file)) {
      return TimelineWalk.walk(opened);
    }
  }

  private String refusal(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Throwable thrown = catchThrowable(() -> TimelineFile.open(file).close());
    DamagedFileTest.assertSentence(thrown);
    return String.valueOf(thrown.getMessage());
  }
}
