package dev.corelane.importers.simulator;

import dev.corelane.importers.kernel.text.LineReader;

/// Records of one line each, whatever a line is written in.
abstract class LineRecords implements Records {
  private final LineReader lines;
  private String wrong = "";

  LineRecords(LineReader lines) {
    this.lines = lines;
  }

  /// @return whether the line holds a record, and is not blank or a comment
  abstract boolean isRecord(LineReader line);

  /// Takes the line apart.
  ///
  /// @param into empty, takes the fields
  /// @return that it is a record, or what [#bad] returns
  abstract Line read(LineReader line, Fields into);

  /// @param what is wrong with the line, to complete "line 3 ..."
  final Line bad(String what) {
    wrong = what;
    return Line.BAD;
  }

  @Override
  public final Line next(Fields into) {
    while (lines.next()) {
      if (isRecord(lines)) {
        into.clear();
        return read(lines, into);
      }
    }
    return Line.END;
  }

  @Override
  public final String wrong() {
    return wrong;
  }

  @Override
  public final long line() {
    return lines.number();
  }

  @Override
  public final long offset() {
    return lines.offset();
  }

  @Override
  public final long position() {
    return lines.position();
  }

  @Override
  public final String quote() {
    return lines.quote();
  }
}
