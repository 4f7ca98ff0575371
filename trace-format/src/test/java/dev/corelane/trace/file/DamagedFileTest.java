package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.RandomTimeline;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineWalk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damage that the checksums find.
class DamagedFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.corelane");
  }

  @Test
  void aFileCutAtAnyLengthIsRefused() throws IOException {
    byte[] whole = write(11, 12, 2);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int length = whole.length - 1; length >= 0; length--) {
        channel.truncate(length);
        assertThat(refused()).matches(".* (is cut off|is not a Corelane timeline): .*");
        assertThat(catchThrowable(() -> TimelineFile.open(file, 0)))
            .isInstanceOf(TimelineFileException.class);
      }
    }
  }

  @Test
  void aLongerFileIsRefused() throws IOException {
    write(11, 12, 2);
    Files.write(file, new byte[1], StandardOpenOption.APPEND);
    assertThat(refused()).contains("its header says that it has");
  }

  @Test
  void everyFlippedBitOfASmallFileIsFound() throws IOException {
    byte[] whole = write(12, 12, 2);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int at = 0; at < whole.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          put(channel, at, whole[at] ^ 1 << bit);
          refused();
        }
        put(channel, at, whole[at]);
      }
    }
    TimelineFile.open(file).close();
  }

  @Test
  void everyFlippedBitOfALargeFileIsFoundByVerifyingAndHarmlessBefore() throws IOException {
    byte[] whole = write(13, 2000, 2000);
    var random = new Random(13);
    int harmless = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < 150; i++) {
        int at = random.nextInt(whole.length);
        put(channel, at, whole[at] ^ 1 << random.nextInt(8));
        assertSentence(catchThrowable(() -> TimelineFile.verify(file, ProgressMonitor.NONE)));
        try (Timeline opened = TimelineFile.open(file, 0)) {
          TimelineWalk.walk(opened);
          harmless++;
        } catch (TimelineFileException e) {
          assertSentence(e);
        }
        put(channel, at, whole[at]);
      }
    }
    assertThat(harmless).as("opened in spite of damage in a large column").isBetween(100, 149);
  }

  @Test
  void aLargeFileIsVerifiedWhereItIsReadAtOnce() throws IOException {
    byte[] whole = write(14, 2000, 2000);
    var random = new Random(14);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (Directory.TableEntry table : Sealed.directory(whole).tables()) {
        boolean large =
            FileTables.READ_AT_OPEN.stream().noneMatch(schema -> schema.id() == table.id());
        for (Directory.ColumnEntry column : table.columns()) {
          int at = (int) column.section().offset() + random.nextInt((int) column.section().bytes());
          put(channel, at, whole[at] ^ 1);
          Throwable thrown = catchThrowable(() -> TimelineFile.open(file, 0).close());
          if (large) {
            assertThat(thrown).as(column.section().name()).isNull();
          } else {
            assertThat(thrown).hasMessageContaining(column.section().name() + " is wrong");
          }
          assertThat(refused()).contains("checksum of " + column.section().name() + " is wrong");
          put(channel, at, whole[at]);
        }
      }
    }
  }

  @Test
  void aFileThatChangesWhileItIsOpenIsReadWithoutAnException() throws IOException {
    byte[] whole = write(15, 300, 2000);
    var random = new Random(15);
    try (Timeline opened = TimelineFile.open(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < 50; i++) {
        byte[] noise = new byte[64];
        random.nextBytes(noise);
        channel.write(ByteBuffer.wrap(noise), random.nextInt(whole.length - noise.length));
        TimelineWalk.walk(opened);
      }
    }
  }

  private byte[] write(long seed, int size, int step) throws IOException {
    try (var random = new RandomTimeline(seed, size, step)) {
      TimelineFile.write(random.timeline(), file, ProgressMonitor.NONE);
    }
    return Files.readAllBytes(file);
  }

  private String refused() {
    Throwable thrown = catchThrowable(() -> TimelineFile.open(file).close());
    assertSentence(thrown);
    return String.valueOf(thrown.getMessage());
  }

  static void assertSentence(Throwable thrown) {
    assertThat(thrown).isInstanceOf(TimelineFileException.class);
    assertThat(thrown.getMessage()).endsWith(".").doesNotContain("\n").hasSizeLessThan(400);
  }

  private static void put(FileChannel channel, int at, int value) throws IOException {
    channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), at);
  }
}
