package dev.corelane.trace.file;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a file holds and where: the string pool and the columns of every table, in the order in
/// which they stand.
///
/// @param stringCount number of strings in the pool
/// @param strings the string pool
/// @param tables the tables
record Directory(int stringCount, Section strings, List<TableEntry> tables) {
  /// A table.
  ///
  /// @param id number of the table, [dev.corelane.trace.timeline.TableSchema#id()]
  /// @param name its name, for tools and people
  /// @param rows number of rows
  /// @param columns its columns
  record TableEntry(int id, String name, long rows, List<ColumnEntry> columns) {}

  /// A column of a table.
  ///
  /// @param name its name, unique in its table
  /// @param type number of its type
  /// @param section where it stands
  record ColumnEntry(String name, int type, Section section) {}

  /// All parts of the file between directory and footer, in their order.
  List<Section> sections() {
    List<Section> all = new ArrayList<>();
    all.add(strings);
    for (TableEntry table : tables) {
      table.columns().forEach(c -> all.add(c.section()));
    }
    return all;
  }

  byte[] encode() {
    var out = new Encoder();
    out.int32(tables.size());
    out.int32(stringCount);
    out.section(strings);
    for (TableEntry table : tables) {
      out.int32(table.id());
      out.int32(table.columns().size());
      out.int64(table.rows());
      out.text(table.name());
      for (ColumnEntry column : table.columns()) {
        out.section(column.section());
        out.int32(column.type());
        out.text(column.name());
      }
    }
    return out.bytes.toByteArray();
  }

  static Directory decode(byte[] bytes, Refusal refusal) throws TimelineFileException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      int tableCount = in.getInt();
      int stringCount = in.getInt();
      Section strings = section(in, "the string pool");
      List<TableEntry> tables = new ArrayList<>();
      for (int t = 0; t < tableCount; t++) {
        int id = in.getInt();
        int columnCount = in.getInt();
        long rows = in.getLong();
        if (columnCount < 0 || rows < 0) {
          throw refusal.damaged("its directory has a negative number of rows or columns");
        }
        String table = text(in);
        List<ColumnEntry> columns = new ArrayList<>();
        for (int c = 0; c < columnCount; c++) {
          Section place = section(in, "");
          int type = in.getInt();
          String name = text(in);
          String full = "column " + table + "." + name;
          columns.add(
              new ColumnEntry(
                  name, type, new Section(full, place.offset(), place.bytes(), place.crc())));
        }
        tables.add(new TableEntry(id, table, rows, List.copyOf(columns)));
      }
      if (tableCount < 0 || stringCount < 0 || in.hasRemaining()) {
        throw refusal.damaged("its directory does not end where it should");
      }
      return new Directory(stringCount, strings, List.copyOf(tables));
    } catch (BufferUnderflowException e) {
      throw refusal.damaged("its directory ends too early");
    }
  }

  private static Section section(ByteBuffer in, String name) {
    return new Section(name, in.getLong(), in.getLong(), in.getInt());
  }

  private static String text(ByteBuffer in) {
    int length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static final class Encoder {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void int32(int value) {
      number(value, Integer.BYTES);
    }

    void int64(long value) {
      number(value, Long.BYTES);
    }

    void section(Section section) {
      int64(section.offset());
      int64(section.bytes());
      int32(section.crc());
    }

    void text(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      number(utf8.length, Short.BYTES);
      bytes.writeBytes(utf8);
    }

    private void number(long value, int width) {
      for (int i = 0; i < width; i++) {
        bytes.write((int) (value >>> 8 * i));
      }
    }
  }
}
