package dev.corelane.importers.simulator;

import dev.corelane.importers.kernel.text.LineReader;
import dev.corelane.importers.kernel.text.Scan;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Comma-separated values with a header; columns in any order, a record a line.
final class CsvRecords extends LineRecords {
  private static final CSVFormat FORMAT =
      CSVFormat.Builder.create()
          .setDelimiter(',')
          .setQuote('"')
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  private final List<String> columns;

  private CsvRecords(LineReader lines, List<String> columns) {
    super(lines);
    this.columns = columns;
  }

  /// @param file the bytes, or their beginning
  /// @return the records, null when the first line is not a header with `time` and `event`
  static @Nullable CsvRecords open(MemorySegment file) {
    var lines = new LineReader(file);
    while (lines.next()) {
      if (hasText(lines)) {
        List<String> names = values(line(lines));
        List<String> columns = new ArrayList<>();
        if (names != null) {
          names.forEach(name -> columns.add(name.strip().toLowerCase(Locale.ROOT)));
        }
        boolean ours =
            columns.containsAll(List.of("time", "event"))
                && !columns.contains("event_type")
                && new HashSet<>(columns).size() == columns.size();
        return ours ? new CsvRecords(lines, columns) : null;
      }
    }
    return null;
  }

  private static boolean hasText(LineReader lines) {
    int start = Scan.skipBlanks(lines.bytes(), lines.start(), lines.end());
    return start < lines.end() && lines.bytes()[start] != '#';
  }

  private static String line(LineReader lines) {
    return Scan.string(lines.bytes(), lines.start(), lines.end());
  }

  /// The values of a line, null when it is not one record.
  private static @Nullable List<String> values(String line) {
    try (CSVParser parser = CSVParser.parse(new StringReader(line), FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? records.getFirst().toList() : null;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return null;
    }
  }

  @Override
  boolean isRecord(LineReader line) {
    return hasText(line);
  }

  @Override
  Line read(LineReader line, Fields into) {
    List<String> values = values(line(line));
    if (values == null) {
      return bad("has a quote that does not match");
    }
    if (values.size() > columns.size()) {
      return bad("has " + values.size() + " values under a header of " + columns.size());
    }
    for (int i = 0; i < values.size(); i++) {
      into.put(columns.get(i), values.get(i).strip());
    }
    return Line.RECORD;
  }
}
