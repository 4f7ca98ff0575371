package dev.corelane.importers.postgres;

import java.util.Set;

/// Rows with named columns, whatever the file writes them in.
interface TextTable {
  /// @return names of the columns, in lower case; of a JSON file those of its first rows
  Set<String> columns();

  /// Goes to the next row that can be read. Rows that cannot are counted as problems.
  ///
  /// @return false at the end
  boolean next();

  /// A value of the row.
  ///
  /// @param column name in lower case
  /// @return the value, "" if it is NULL or there is no such column
  String get(String column);

  /// @return line of the file the row begins in, from 1
  long line();

  /// @return byte offset of the row in the file, or -1
  long offset();

  /// @return the row as it stands in the file, for messages
  String text();
}
