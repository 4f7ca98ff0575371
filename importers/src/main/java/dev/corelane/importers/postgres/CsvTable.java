package dev.corelane.importers.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Rows separated by a character, with a header: CSV, `COPY` text, psql's unaligned output.
///
/// The framer finds the records, so that a stray quote costs one line; Commons CSV takes them
/// apart, many at once.
final class CsvTable implements TextTable {
  private static final int CHUNK_RECORDS = 512;
  private static final int MOST_LINES = 200;
  private static final int CHUNK_CHARS = 1 << 20;
  private static final Pattern FOOTER = Pattern.compile("\\(\\d+ rows?\\)");

  private final RecordFramer framer;
  private final CSVFormat format;
  private final boolean quotes;
  private final RowProblems problems;
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<Row> chunk = new ArrayList<>();
  private int at;

  /// Columns of the header, also those that have the same name, as joins have them.
  private int width;

  private Row row = new Row(1, 0, "", List.of(), false);

  /// A record, not taken apart while it has no values.
  private record Row(long line, long offset, String text, List<String> values, boolean damaged) {
    boolean empty() {
      return text.isBlank() || FOOTER.matcher(text).matches();
    }
  }

  /// @param file the bytes
  /// @param shape how the rows are written
  /// @param problems takes rows that cannot be read
  CsvTable(MemorySegment file, CsvShape shape, RowProblems problems) {
    framer = new RecordFramer(file, shape.quotes(), shape.delimiter());
    format = shape.format();
    quotes = shape.quotes() || shape.delimiter() != '|';
    this.problems = problems;
    if (next()) {
      width = row.values().size();
      for (int i = 0; i < width; i++) {
        positions.putIfAbsent(columnName(row.values().get(i)), i);
      }
    }
  }

  static String columnName(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<String> columns() {
    return positions.keySet();
  }

  @Override
  public boolean next() {
    while (true) {
      if (at == chunk.size() && !readChunk()) {
        return false;
      }
      row = chunk.get(at++);
      if (row.damaged()) {
        problems.broken(row.line(), row.offset(), row.text());
      } else if (positions.isEmpty() || row.values().size() == width || joined()) {
        problems.good();
        return true;
      } else {
        problems.shapeless(row.line(), row.offset(), row.text());
      }
    }
  }

  /// psql's unaligned output does not quote values with line ends, such as statements: a row that
  /// is too short goes on in the next lines, until it has as many values as the header.
  ///
  /// @return whether the row is whole with the lines that were taken
  private boolean joined() {
    if (quotes || width < 2 || row.values().isEmpty()) {
      return false;
    }
    List<String> values = new ArrayList<>(row.values());
    var text = new StringBuilder(row.text());
    for (int more = 0; more < MOST_LINES && values.size() < width; more++) {
      if (at + more == chunk.size() && !readChunk()) {
        return false;
      }
      Row rest = chunk.get(at + more);
      if (rest.damaged() || rest.values().isEmpty()) {
        return false;
      }
      values.set(values.size() - 1, values.getLast() + '\n' + rest.values().getFirst());
      values.addAll(rest.values().subList(1, rest.values().size()));
      text.append('\n').append(rest.text());
      if (values.size() == width) {
        at += more + 1;
        row = new Row(row.line(), row.offset(), text.toString(), values, false);
        return true;
      }
    }
    return false;
  }

  @Override
  public String get(String column) {
    Integer position = positions.get(column);
    return position == null ? "" : row.values().get(position);
  }

  @Override
  public long line() {
    return row.line();
  }

  @Override
  public long offset() {
    return row.offset();
  }

  @Override
  public String text() {
    return row.text();
  }

  private boolean readChunk() {
    chunk.subList(0, at).clear();
    at = 0;
    int before = chunk.size();
    while (chunk.size() == before) {
      List<Row> raw = new ArrayList<>();
      int chars = 0;
      while (raw.size() < CHUNK_RECORDS && chars < CHUNK_CHARS && framer.next()) {
        var read =
            new Row(framer.line(), framer.offset(), framer.text(), List.of(), framer.damaged());
        if (read.damaged() || !read.empty()) {
          raw.add(read);
          chars += read.text().length();
        }
      }
      if (raw.isEmpty()) {
        return false;
      }
      takeApart(raw);
    }
    return true;
  }

  private void takeApart(List<Row> raw) {
    var text = new StringBuilder();
    int sound = 0;
    for (Row r : raw) {
      if (!r.damaged()) {
        text.append(r.text()).append('\n');
        sound++;
      }
    }
    List<List<String>> values = parse(text.toString());
    boolean together = values.size() == sound;
    int taken = 0;
    for (Row r : raw) {
      if (r.damaged()) {
        chunk.add(r);
      } else if (together) {
        add(r, values.get(taken++));
      } else {
        List<List<String>> alone = parse(r.text());
        add(r, alone.size() == 1 ? alone.getFirst() : List.of());
      }
    }
  }

  private void add(Row r, List<String> values) {
    chunk.add(new Row(r.line(), r.offset(), r.text(), values, false));
  }

  /// The records of a text; none if Commons CSV refuses it.
  private List<List<String>> parse(String text) {
    List<List<String>> records = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord r : parser) {
        List<String> values = new ArrayList<>(r.size());
        for (String value : r) {
          values.add(value == null ? "" : value);
        }
        records.add(values);
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return List.of();
    }
    return records;
  }
}
