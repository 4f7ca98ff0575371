package dev.corelane.trace.file;

import dev.corelane.trace.file.Directory.ColumnEntry;
import dev.corelane.trace.file.Directory.TableEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/// Takes a file apart and puts it together again with right checksums, whatever was done to it: the
/// file of a program with a mistake, or of somebody who means harm.
final class Sealed {
  private static final int DIRECTORY_BYTES_AT = 24;

  private Sealed() {}

  static Directory directory(byte[] file) throws TimelineFileException {
    return Directory.decode(
        Arrays.copyOfRange(file, FileHeader.BYTES, directoryEnd(file)), new Refusal("test"));
  }

  static int directoryEnd(byte[] file) {
    return FileHeader.BYTES
        + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(DIRECTORY_BYTES_AT);
  }

  /// The file with the checksums of its sections, its directory and its header made right.
  static byte[] seal(byte[] file) throws TimelineFileException {
    return seal(file, renew(directory(file), s -> s.withCrc(crc(file, s))));
  }

  /// The file with another directory of the same length.
  static byte[] seal(byte[] file, Directory directory) {
    return seal(file, directory.encode());
  }

  static byte[] seal(byte[] file, byte[] directory) {
    byte[] sealed = file.clone();
    System.arraycopy(directory, 0, sealed, FileHeader.BYTES, directory.length);
    byte[] header =
        new FileHeader(
                TimelineFile.MAJOR,
                TimelineFile.MINOR,
                file.length,
                directory.length,
                Checksums.of(directory))
            .encode();
    System.arraycopy(header, 0, sealed, 0, header.length);
    byte[] footer = FileHeader.footer(header);
    System.arraycopy(footer, 0, sealed, file.length - footer.length, footer.length);
    return sealed;
  }

  static Directory renew(Directory directory, UnaryOperator<Section> renewal) {
    List<TableEntry> tables = new ArrayList<>();
    for (TableEntry table : directory.tables()) {
      List<ColumnEntry> columns =
          table.columns().stream()
              .map(c -> new ColumnEntry(c.name(), c.type(), renewal.apply(c.section())))
              .toList();
      tables.add(new TableEntry(table.id(), table.name(), table.rows(), columns));
    }
    return new Directory(
        directory.stringCount(), renewal.apply(directory.strings()), List.copyOf(tables));
  }

  private static int crc(byte[] file, Section section) {
    CRC32C crc = new CRC32C();
    crc.update(file, (int) section.offset(), (int) section.bytes());
    return (int) crc.getValue();
  }
}
