package dev.corelane.trace.file;

import dev.corelane.trace.file.Directory.ColumnEntry;
import dev.corelane.trace.file.Directory.TableEntry;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.ColumnSpec;
import dev.corelane.trace.timeline.StringPool;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TableSet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads the header and the directory of a file, believing nothing in them that is not checked, and
/// maps its tables.
final class TimelineReader {
  /// The directory of version 1.0 has 6 KiB; nothing larger than this is read into memory unasked.
  private static final int MOST_DIRECTORY_BYTES = 16 << 20;

  private final FileChannel channel;
  private final long size;
  private final Refusal refusal;
  private final Checksums checksums;
  private final Directory directory;
  private final long directoryEnd;

  TimelineReader(FileChannel channel, Refusal refusal) throws IOException {
    this.channel = channel;
    this.refusal = refusal;
    this.size = channel.size();
    this.checksums = new Checksums(channel, refusal);
    byte[] head = checksums.read(0, (int) Math.min(size, FileHeader.BYTES));
    FileHeader header = FileHeader.decode(head, refusal);
    checkLength(header, head);
    byte[] bytes = checksums.read(FileHeader.BYTES, header.directoryBytes());
    if (Checksums.of(bytes) != header.directoryCrc()) {
      throw refusal.damaged("the checksum of its directory is wrong");
    }
    directory = Directory.decode(bytes, refusal);
    directoryEnd = FileHeader.BYTES + (long) header.directoryBytes();
    checkPlaces();
  }

  private void checkLength(FileHeader header, byte[] head) throws IOException {
    if (size < header.fileBytes()) {
      throw refusal.cutOff(header.fileBytes(), size);
    }
    if (size > header.fileBytes()) {
      throw refusal.damaged(
          "its header says that it has %d bytes, but it has %d"
              .formatted(header.fileBytes(), size));
    }
    long room = size - FileHeader.BYTES - FileHeader.FOOTER_BYTES;
    if (header.directoryBytes() < 0
        || header.directoryBytes() > Math.min(room, MOST_DIRECTORY_BYTES)) {
      throw refusal.damaged(
          "its directory cannot have %d bytes in a file of %d"
              .formatted(header.directoryBytes(), size));
    }
    byte[] end = checksums.read(size - FileHeader.FOOTER_BYTES, FileHeader.FOOTER_BYTES);
    if (!Arrays.equals(end, FileHeader.footer(head))) {
      throw refusal.damaged("its end does not belong to its header");
    }
  }

  private void checkPlaces() throws TimelineFileException {
    long footerAt = size - FileHeader.FOOTER_BYTES;
    long end = directoryEnd;
    for (Section section : directory.sections()) {
      if (!section.follows(end, footerAt)) {
        throw refusal.damaged(
            "%s cannot have %d bytes at offset %d"
                .formatted(section.name(), section.bytes(), section.offset()));
      }
      end = section.end();
    }
    if (FileHeader.align(end) != footerAt) {
      throw refusal.damaged(
          "%d bytes belong to nothing in its directory".formatted(footerAt - end));
    }
  }

  long size() {
    return size;
  }

  /// Verifies every byte that has not been verified yet.
  void verifyAll(ProgressMonitor monitor) throws IOException {
    List<Section> sections = directory.sections();
    long end = directoryEnd;
    for (Section section : sections) {
      checksums.verifyZeros(end, section.offset());
      checksums.verify(section, monitor, size);
      end = section.end();
    }
    checksums.verifyZeros(end, size - FileHeader.FOOTER_BYTES);
    monitor.progress(size, size, "checking");
  }

  /// Verifies what is read when the timeline is made, and the levels of detail if they are not more
  /// than `mostBytes`.
  void verifyFirst(long mostBytes) throws IOException {
    checksums.verify(directory.strings(), ProgressMonitor.NONE, size);
    for (TableEntry table : directory.tables()) {
      long bytes = table.columns().stream().mapToLong(c -> c.section().bytes()).sum();
      if (FileTables.READ_AT_OPEN.stream().anyMatch(s -> s.id() == table.id())
          || table.id() == TableSchema.CPU_BUCKETS.id() && bytes <= mostBytes) {
        for (ColumnEntry column : table.columns()) {
          checksums.verify(column.section(), ProgressMonitor.NONE, size);
        }
      }
    }
  }

  TableSet map(Arena arena) throws IOException {
    MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    Map<TableSchema, Table> tables = new EnumMap<>(TableSchema.class);
    for (TableSchema schema : TableSchema.values()) {
      List<TableEntry> entries =
          directory.tables().stream().filter(t -> t.id() == schema.id()).toList();
      if (entries.size() > 1) {
        throw refusal.damaged("it has two tables of number %d".formatted(schema.id()));
      }
      for (TableEntry entry : entries) {
        tables.put(schema, table(schema, entry, file));
      }
    }
    StringPool strings =
        new StringPool(
            StringSection.decode(
                slice(file, directory.strings()), directory.stringCount(), refusal));
    return new TableSet(strings, tables);
  }

  private Table table(TableSchema schema, TableEntry entry, MemorySegment file)
      throws TimelineFileException {
    List<MemorySegment> data = new ArrayList<>();
    for (ColumnSpec spec : schema.columns()) {
      List<ColumnEntry> columns =
          entry.columns().stream().filter(c -> c.name().equals(spec.name())).toList();
      if (columns.size() != 1) {
        throw refusal.damaged(
            "table %s should have one column %s and has %d"
                .formatted(schema, spec.name(), columns.size()));
      }
      ColumnEntry column = columns.getFirst();
      int expected = FileTables.typeNumber(spec.type());
      if (column.type() != expected) {
        throw refusal.damaged(
            "column %s.%s should have type %d and has %d"
                .formatted(schema, spec.name(), expected, column.type()));
      }
      long bytes = column.section().bytes();
      if (bytes % spec.type().bytes() != 0 || bytes / spec.type().bytes() != entry.rows()) {
        throw refusal.damaged(
            "column %s.%s has %d bytes, which is not %d rows"
                .formatted(schema, spec.name(), bytes, entry.rows()));
      }
      data.add(slice(file, column.section()));
    }
    return new Table(schema, entry.rows(), data);
  }

  private static MemorySegment slice(MemorySegment file, Section section) {
    return file.asSlice(section.offset(), section.bytes());
  }
}
