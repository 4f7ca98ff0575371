package dev.corelane.trace.file;

import dev.corelane.trace.file.Directory.ColumnEntry;
import dev.corelane.trace.file.Directory.TableEntry;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.ColumnSpec;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TableSet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Writes the tables of a timeline, each byte once: the header and the directory, which need the
/// checksums of all the rest, are filled in at the end.
final class TimelineWriter {
  private static final int CHUNK_BYTES = 1 << 20;

  private final FileChannel channel;
  private final ProgressMonitor monitor;
  private final List<MemorySegment> data = new ArrayList<>();
  private long written;
  private long total;

  private TimelineWriter(FileChannel channel, ProgressMonitor monitor) {
    this.channel = channel;
    this.monitor = monitor;
  }

  static void write(TableSet tables, FileChannel channel, ProgressMonitor monitor)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      new TimelineWriter(channel, monitor).write(tables, arena);
    }
  }

  private void write(TableSet tables, Arena arena) throws IOException {
    data.add(StringSection.encode(tables.strings().strings(), arena));
    Directory plan = place(plan(tables));
    int[] crcs = new int[data.size()];
    List<Section> sections = plan.sections();
    for (int i = 0; i < crcs.length; i++) {
      crcs[i] = copy(data.get(i), sections.get(i));
    }
    byte[] directory = renew(plan, (section, i) -> section.withCrc(crcs[i])).encode();
    long footerAt = FileHeader.align(sections.getLast().end());
    byte[] header =
        new FileHeader(
                TimelineFile.MAJOR,
                TimelineFile.MINOR,
                footerAt + FileHeader.FOOTER_BYTES,
                directory.length,
                Checksums.of(directory))
            .encode();
    put(ByteBuffer.wrap(FileHeader.footer(header)), footerAt);
    put(ByteBuffer.wrap(header), 0);
    put(ByteBuffer.wrap(directory), FileHeader.BYTES);
  }

  /// The directory without places and checksums; tables without rows are left out.
  private Directory plan(TableSet tables) {
    List<TableEntry> entries = new ArrayList<>();
    for (TableSchema schema : FileTables.order()) {
      Table table = tables.table(schema);
      if (table.rows() == 0) {
        continue;
      }
      List<ColumnEntry> columns = new ArrayList<>();
      for (int c = 0; c < schema.columns().size(); c++) {
        ColumnSpec spec = schema.columns().get(c);
        MemorySegment bytes = table.bytes(c);
        data.add(bytes);
        columns.add(
            new ColumnEntry(
                spec.name(),
                FileTables.typeNumber(spec.type()),
                new Section("", 0, bytes.byteSize(), 0)));
      }
      entries.add(new TableEntry(schema.id(), schema.name(), table.rows(), columns));
    }
    return new Directory(
        tables.strings().strings().size(),
        new Section("", 0, data.getFirst().byteSize(), 0),
        entries);
  }

  /// Gives every section its place; the length of the directory does not depend on them.
  private Directory place(Directory plan) {
    long[] end = {FileHeader.BYTES + (long) plan.encode().length};
    return renew(
        plan,
        (section, i) -> {
          total += section.bytes();
          var placed = new Section("", FileHeader.align(end[0]), section.bytes(), 0);
          end[0] = placed.end();
          return placed;
        });
  }

  private interface Renewal {
    Section renew(Section section, int index);
  }

  private static Directory renew(Directory directory, Renewal renewal) {
    int index = 0;
    Section strings = renewal.renew(directory.strings(), index++);
    List<TableEntry> tables = new ArrayList<>();
    for (TableEntry table : directory.tables()) {
      List<ColumnEntry> columns = new ArrayList<>();
      for (ColumnEntry c : table.columns()) {
        columns.add(new ColumnEntry(c.name(), c.type(), renewal.renew(c.section(), index++)));
      }
      tables.add(new TableEntry(table.id(), table.name(), table.rows(), columns));
    }
    return new Directory(directory.stringCount(), strings, tables);
  }

  private int copy(MemorySegment bytes, Section place) throws IOException {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < bytes.byteSize(); at += CHUNK_BYTES) {
      monitor.checkCancelled();
      monitor.progress(written, total, "writing");
      long length = Math.min(CHUNK_BYTES, bytes.byteSize() - at);
      ByteBuffer chunk = bytes.asSlice(at, length).asByteBuffer();
      crc.update(chunk.duplicate());
      put(chunk, place.offset() + at);
      written += length;
    }
    return (int) crc.getValue();
  }

  private void put(ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
