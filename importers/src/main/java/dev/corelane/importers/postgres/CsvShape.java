package dev.corelane.importers.postgres;

import org.apache.commons.csv.CSVFormat;

/// How separated values are written.
///
/// @param delimiter what stands between values
/// @param quotes whether values may stand in quotes; else a backslash escapes
record CsvShape(char delimiter, boolean quotes) {
  CSVFormat format() {
    var builder =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter)
            .setRecordSeparator('\n')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(false)
            .setNullString("\\N");
    if (quotes) {
      builder.setQuote('"');
    } else {
      builder.setQuote(null).setEscape(delimiter == '\t' ? Character.valueOf('\\') : null);
    }
    return builder.get();
  }
}
