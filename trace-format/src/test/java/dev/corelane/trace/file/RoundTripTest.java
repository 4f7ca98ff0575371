package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.RandomTimeline;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import dev.corelane.trace.timeline.TimelineWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  @Property(tries = 40)
  void aTimelineComesBackBitForBit(@ForAll long seed, @ForAll @IntRange(max = 2000) int size)
      throws IOException {
    Path folder = Files.createTempDirectory("corelane-test");
    Path file = folder.resolve("a.corelane");
    Path again = folder.resolve("b.corelane");
    try (var random = new RandomTimeline(seed, size)) {
      TimelineFile.write(random.timeline(), file, ProgressMonitor.NONE);
      TimelineFile.verify(file, ProgressMonitor.NONE);
      try (Timeline opened = TimelineFile.open(file)) {
        assertSame(random.timeline(), opened);
        TimelineFile.write(opened, again, ProgressMonitor.NONE);
        assertThat(Files.mismatch(file, again)).isEqualTo(-1);
      }
      try (Timeline unverified = TimelineFile.open(file, 0)) {
        assertSame(random.timeline(), unverified);
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(again);
      Files.delete(folder);
    }
  }

  @Test
  void theRandomTimelineFillsEveryTable() {
    try (var random = new RandomTimeline(1, 200)) {
      for (TableSchema schema : TableSchema.values()) {
        assertThat(random.timeline().tables().table(schema).rows()).as("%s", schema).isPositive();
      }
    }
  }

  @Test
  void anEmptyTimelineComesBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("empty.corelane");
    try (var builder = new TimelineBuilder();
        Timeline empty = builder.build(ProgressMonitor.NONE)) {
      TimelineFile.write(empty, file, ProgressMonitor.NONE);
      try (Timeline opened = TimelineFile.open(file)) {
        assertSame(empty, opened);
      }
    }
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.corelane");
    try (var builder = new TimelineBuilder()) {
      builder.property("whole", "a\uD83D\uDC18b");
      builder.property("half", "a\uD83Db");
      try (Timeline timeline = builder.build(ProgressMonitor.NONE)) {
        TimelineFile.write(timeline, file, ProgressMonitor.NONE);
      }
    }
    try (Timeline opened = TimelineFile.open(file)) {
      assertThat(opened.properties())
          .containsEntry("whole", "a\uD83D\uDC18b")
          .containsEntry("half", "a\uFFFDb");
    }
  }

  @Test
  void progressCountsTheBytes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.corelane");
    List<Long> done = new ArrayList<>();
    ProgressMonitor monitor =
        (at, total, what) -> {
          assertThat(at).isBetween(0L, total);
          done.add(at);
        };
    try (var random = new RandomTimeline(3, 500)) {
      TimelineFile.write(random.timeline(), file, monitor);
      assertThat(done).isSorted().hasSizeGreaterThan(20);
      done.clear();
      TimelineFile.verify(file, monitor);
      assertThat(done).isSorted().hasSizeGreaterThan(20).endsWith(Files.size(file));
    }
  }

  @Test
  void recognisesItsFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.corelane");
    try (var random = new RandomTimeline(3, 5)) {
      TimelineFile.write(random.timeline(), file, ProgressMonitor.NONE);
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(TimelineFile.recognises(bytes)).isTrue();
    byte[] first = java.util.Arrays.copyOf(bytes, TimelineFile.MAGIC_BYTES);
    assertThat(TimelineFile.recognises(first)).isTrue();
    assertThat(TimelineFile.recognises(java.util.Arrays.copyOf(bytes, 7))).isFalse();
    assertThat(TimelineFile.recognises(new byte[0])).isFalse();
    for (int bit = 0; bit < 8 * first.length; bit++) {
      first[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(TimelineFile.recognises(first)).isFalse();
      first[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void closingTwiceIsAllowedAndReadingAfterwardsIsNot(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.corelane");
    try (var random = new RandomTimeline(3, 50)) {
      TimelineFile.write(random.timeline(), file, ProgressMonitor.NONE);
    }
    Timeline opened = TimelineFile.open(file);
    opened.close();
    opened.close();
    org.assertj.core.api.Assertions.assertThatIllegalStateException()
        .isThrownBy(() -> opened.slices(0).get(0));
  }

  private static void assertSame(Timeline expected, Timeline found) {
    assertThat(found.tables().strings()).isEqualTo(expected.tables().strings());
    for (TableSchema schema : TableSchema.values()) {
      Table before = expected.tables().table(schema);
      Table after = found.tables().table(schema);
      assertThat(after.rows()).as("%s", schema).isEqualTo(before.rows());
      for (int c = 0; c < schema.columns().size(); c++) {
        assertThat(after.bytes(c).mismatch(before.bytes(c))).as("%s", schema).isEqualTo(-1);
      }
    }
    assertThat(TimelineWalk.walk(found)).isEqualTo(TimelineWalk.walk(expected));
  }
}
