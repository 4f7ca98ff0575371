package dev.corelane.trace.file;

import dev.corelane.trace.file.Directory.ColumnEntry;
import dev.corelane.trace.file.Directory.TableEntry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// The parts of a file on their own, to be changed and put together again as other versions of the
/// format would write them. It follows the README and shares nothing with the writer.
final class FileParts {
  /// A column with its bytes.
  static final class Column {
    final String name;
    final int type;
    final byte[] bytes;

    Column(String name, int type, byte[] bytes) {
      this.name = name;
      this.type = type;
      this.bytes = bytes;
    }
  }

  /// A table that can be changed.
  record PartTable(int id, String name, long rows, List<Column> columns) {}

  final List<PartTable> tables = new ArrayList<>();
  private final int stringCount;
  private final byte[] strings;
  int major = 1;
  int minor;

  FileParts(byte[] file) throws TimelineFileException {
    Directory directory = Sealed.directory(file);
    stringCount = directory.stringCount();
    strings = bytes(file, directory.strings());
    for (TableEntry table : directory.tables()) {
      List<Column> columns = new ArrayList<>();
      for (ColumnEntry column : table.columns()) {
        columns.add(new Column(column.name(), column.type(), bytes(file, column.section())));
      }
      tables.add(new PartTable(table.id(), table.name(), table.rows(), columns));
    }
  }

  PartTable table(String name) {
    return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  byte[] file() {
    byte[] directory = directory(0);
    directory = directory(directory.length);
    var file = new Bytes();
    file.out.writeBytes(new byte[64]);
    file.out.writeBytes(directory);
    for (byte[] part : parts()) {
      file.align();
      file.out.writeBytes(part);
    }
    file.align();
    var header = new Bytes();
    header.text("CORELANE").number(0x01020304, 4).number(major, 2).number(minor, 2);
    header.number(file.out.size() + 24L, 8).number(directory.length, 4).number(crc(directory), 4);
    header.out.writeBytes(new byte[60 - header.out.size()]);
    int headerCrc = crc(header.out.toByteArray());
    header.number(headerCrc, 4);
    var footer = new Bytes().number(file.out.size() + 24L, 8).number(headerCrc, 4);
    footer.number(crc(footer.out.toByteArray()), 4).text("ENALEROC");
    file.out.writeBytes(footer.out.toByteArray());
    byte[] bytes = file.out.toByteArray();
    System.arraycopy(header.out.toByteArray(), 0, bytes, 0, 64);
    return bytes;
  }

  private byte[] directory(int itsLength) {
    var out = new Bytes().number(tables.size(), 4).number(stringCount, 4);
    long at = out.section(64L + itsLength, strings);
    for (PartTable table : tables) {
      out.number(table.id(), 4).number(table.columns().size(), 4).number(table.rows(), 8);
      out.name(table.name());
      for (Column column : table.columns()) {
        at = out.section(at, column.bytes);
        out.number(column.type, 4).name(column.name);
      }
    }
    return out.out.toByteArray();
  }

  private List<byte[]> parts() {
    List<byte[]> parts = new ArrayList<>(List.of(strings));
    tables.forEach(t -> t.columns().forEach(c -> parts.add(c.bytes)));
    return parts;
  }

  private static byte[] bytes(byte[] file, Section section) {
    return Arrays.copyOfRange(file, (int) section.offset(), (int) section.end());
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static final class Bytes {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes number(long value, int width) {
      byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
      out.write(bytes, 0, width);
      return this;
    }

    Bytes text(String text) {
      out.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return this;
    }

    Bytes name(String name) {
      return number(name.length(), 2).text(name);
    }

    long section(long previousEnd, byte[] part) {
      long at = (previousEnd + 63) / 64 * 64;
      number(at, 8).number(part.length, 8).number(crc(part), 4);
      return at + part.length;
    }

    void align() {
      while (out.size() % 64 != 0) {
        out.write(0);
      }
    }
  }
}
