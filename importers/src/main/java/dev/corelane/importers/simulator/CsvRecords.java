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
  private static final String TIME = "time";
  private static final String EVENT = "event";

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
        List<String> columns = mayBeHeader(lines) ? columns(line(lines)) : List.of();
        return isOurs(columns) ? new CsvRecords(lines, columns) : null;
      }
    }
    return null;
  }

  /// Whether a line has the words that a header needs, before it is taken apart: every file that is
  /// opened is asked for its header, and most have none.
  private static boolean mayBeHeader(LineReader lines) {
    String line = line(lines).toLowerCase(Locale.ROOT);
    return line.contains(TIME) && line.contains(EVENT);
  }

  private static List<String> columns(String header) {
    List<String> columns = new ArrayList<>();
    List<String> names = Splitter.values(header);
    if (names != null) {
      names.forEach(name -> columns.add(name.strip().toLowerCase(Locale.ROOT)));
    }
    return columns;
  }

  private static boolean isOurs(List<String> columns) {
    return columns.containsAll(List.of(TIME, EVENT))
        && !columns.contains("event_type")
        && new HashSet<>(columns).size() == columns.size();
  }

  private static boolean hasText(LineReader lines) {
    int start = Scan.skipBlanks(lines.bytes(), lines.start(), lines.end());
    return start < lines.end() && lines.bytes()[start] != '#';
  }

  private static String line(LineReader lines) {
    return Scan.string(lines.bytes(), lines.start(), lines.end());
  }

  @Override
  boolean isRecord(LineReader line) {
    return hasText(line);
  }

  @Override
  Line read(LineReader line, Fields into) {
    List<String> values = Splitter.values(line(line));
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

  /// Takes lines apart. A class of its own, so that the library is not loaded for a file that is
  /// only asked for its header.
  private static final class Splitter {
    private static final CSVFormat FORMAT =
        CSVFormat.Builder.create()
            .setDelimiter(',')
            .setQuote('"')
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    private Splitter() {}

    /// The values of a line, null when it is not one record.
    static @Nullable List<String> values(String line) {
      try (CSVParser parser = CSVParser.parse(new StringReader(line), FORMAT)) {
        List<CSVRecord> records = parser.getRecords();
        return records.size() == 1 ? records.getFirst().toList() : null;
      } catch (IOException | UncheckedIOException | IllegalStateException e) {
        return null;
      }
    }
  }
}
