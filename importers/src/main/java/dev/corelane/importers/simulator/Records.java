package dev.corelane.importers.simulator;

import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The records of a file, one a line, however they are written.
interface Records {
  /// What became of a line.
  enum Line {
    /// A record was read.
    RECORD,
    /// It is none.
    BAD,
    /// The file is over.
    END
  }

  /// Goes to the next line that is not blank.
  ///
  /// @param into takes the fields of a record
  /// @return what it is
  Line next(Fields into);

  /// @return what is wrong with a line that is no record, to complete "line 3 ..."
  String wrong();

  /// @return number of the line, from 1
  long line();

  /// @return where the line begins in the file
  long offset();

  /// @return how much of the file has been read, bytes
  long position();

  /// @return the line for a message
  String quote();

  /// Opens a file by what its first line with text looks like.
  ///
  /// @param file the bytes, or their beginning
  /// @return its records, null when it is neither JSON Lines nor CSV with a fitting header
  static @Nullable Records open(MemorySegment file) {
    return beginsAsObject(file) ? new JsonRecords(file) : CsvRecords.open(file);
  }

  /// Whether the first line with text begins as an object. Told by its first byte alone, because
  /// every file that is opened is asked, and getting a JSON parser ready takes longer than reading
  /// most of them.
  private static boolean beginsAsObject(MemorySegment file) {
    var lines = new LineReader(file);
    while (lines.next()) {
      int first = Scan.skipBlanks(lines.bytes(), lines.start(), lines.end());
      if (first < lines.end()) {
        return lines.bytes()[first] == '{';
      }
    }
    return false;
  }
}
