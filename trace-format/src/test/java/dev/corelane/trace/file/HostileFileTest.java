package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.file.Directory.ColumnEntry;
import dev.corelane.trace.file.Directory.TableEntry;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.RandomTimeline;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineWalk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Files whose checksums are right and whose content is wrong: they are refused with a sentence or
/// read without an exception.
class HostileFileTest {
  private static final long[] EXTREMES = {
    0, 1, -1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62
  };
  private static Path folder = Path.of("");
  private static byte[] small = {};

  @BeforeContainer
  static void write() throws IOException {
    folder = Files.createTempDirectory("corelane-test");
    Path file = folder.resolve("whole.corelane");
    try (var random = new RandomTimeline(21, 60, 100)) {
      TimelineFile.write(random.timeline(), file, ProgressMonitor.NONE);
    }
    small = Files.readAllBytes(file);
  }

  @AfterContainer
  static void delete() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 800)
  void wrongNumbersInColumns(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes)
      throws IOException {
    var random = new Random(seed);
    byte[] file = small.clone();
    List<TableEntry> tables = Sealed.directory(file).tables();
    for (int i = 0; i < changes; i++) {
      ColumnEntry column = any(random, any(random, tables).columns());
      int width = column.type() == 1 ? Integer.BYTES : Long.BYTES;
      int row = random.nextInt((int) column.section().bytes() / width);
      put(file, (int) column.section().offset() + row * width, width, number(random));
    }
    assertRefusedOrReadable(Sealed.seal(file));
  }

  @Property(tries = 500)
  void wholeColumnsOfNoise(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    byte[] file = small.clone();
    List<TableEntry> tables = Sealed.directory(file).tables();
    for (ColumnEntry column : any(random, tables).columns()) {
      int width = column.type() == 1 ? Integer.BYTES : Long.BYTES;
      long end = column.section().end();
      for (long at = column.section().offset(); at < end; at += width) {
        put(file, (int) at, width, number(random));
      }
    }
    assertRefusedOrReadable(Sealed.seal(file));
  }

  @Property(tries = 500)
  void wrongStringPool(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    byte[] file = small.clone();
    Section strings = Sealed.directory(file).strings();
    for (int i = 0; i < 3; i++) {
      int at = (int) strings.offset() + random.nextInt((int) strings.bytes() - Long.BYTES);
      if (random.nextBoolean()) {
        file[at] = (byte) random.nextInt();
      } else {
        put(file, at & -8, Long.BYTES, number(random));
      }
    }
    assertRefusedOrReadable(Sealed.seal(file));
  }

  @Property(tries = 800)
  void wrongBytesInTheDirectory(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int changes)
      throws IOException {
    var random = new Random(seed);
    byte[] directory = Arrays.copyOfRange(small, FileHeader.BYTES, Sealed.directoryEnd(small));
    for (int i = 0; i < changes; i++) {
      int width = random.nextBoolean() ? Integer.BYTES : Long.BYTES;
      put(directory, random.nextInt(directory.length - width), width, number(random));
    }
    assertRefusedOrReadable(Sealed.seal(small, directory));
  }

  @Property(tries = 500)
  void wrongEntriesInTheDirectory(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    Directory directory = Sealed.directory(small);
    List<TableEntry> tables = new ArrayList<>(directory.tables());
    int t = random.nextInt(tables.size());
    TableEntry table = tables.get(t);
    List<ColumnEntry> columns = new ArrayList<>(table.columns());
    int c = random.nextInt(columns.size());
    ColumnEntry column = columns.get(c);
    Section s = column.section();
    switch (random.nextInt(6)) {
      case 0 -> columns.set(c, new ColumnEntry(column.name(), 3 - column.type(), s));
      case 1 -> columns.set(c, any(random, columns));
      case 2 -> columns.set(c, at(column, number(random), s.bytes()));
      case 3 -> columns.set(c, at(column, s.offset(), number(random)));
      default -> {}
    }
    int id = random.nextInt(6) == 0 ? any(random, tables).id() : table.id();
    long rows = random.nextInt(3) == 0 ? number(random) : table.rows();
    tables.set(t, new TableEntry(id, table.name(), rows, columns));
    var wrong = new Directory(directory.stringCount(), directory.strings(), tables);
    if (wrong.encode().length == directory.encode().length) {
      assertRefusedOrReadable(Sealed.seal(small, wrong));
    }
  }

  private static ColumnEntry at(ColumnEntry column, long offset, long bytes) {
    Section s = column.section();
    return new ColumnEntry(
        column.name(), column.type(), new Section(s.name(), offset, bytes, s.crc()));
  }

  private static void assertRefusedOrReadable(byte[] bytes) throws IOException {
    Path file = folder.resolve("hostile.corelane");
    Files.write(file, bytes);
    for (long verified : new long[] {0, TimelineFile.VERIFIED_AT_OPEN_BYTES}) {
      try (Timeline opened = TimelineFile.open(file, verified)) {
        TimelineWalk.walk(opened);
      } catch (TimelineFileException e) {
        DamagedFileTest.assertSentence(e);
      }
    }
  }

  private static long number(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> EXTREMES[random.nextInt(EXTREMES.length)];
      case 1 -> random.nextInt(200);
      default -> random.nextLong();
    };
  }

  private static void put(byte[] bytes, int at, int width, long value) {
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (width == Integer.BYTES) {
      b.putInt(at, (int) value);
    } else {
      b.putLong(at, value);
    }
  }

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @Property(tries = 1)
  void theFileItselfIsReadable() throws IOException {
    assertThat(Sealed.seal(small)).isEqualTo(small);
    assertRefusedOrReadable(small);
  }
}
